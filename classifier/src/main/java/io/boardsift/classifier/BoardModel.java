package io.boardsift.classifier;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A model folder at work: the backbone, and the trained head if there is one. Without a head it
 * tells nothing of boards, only what the backbone takes a photo for. Safe for use by several
 * threads.
 */
public final class BoardModel implements Classifier, AutoCloseable {
  private static final int LABELS = 5;

  private final Backbone backbone;
  private final Electronics electronics;
  private final Optional<Head> head;
  private final PhotoDecoder decoder;

  private BoardModel(Backbone backbone, Optional<Head> head, Limits limits) {
    this.backbone = backbone;
    this.electronics = new Electronics(backbone.labels());
    this.head = head;
    this.decoder = new PhotoDecoder(limits);
  }

  /**
   * Loads a model.
   *
   * @param folder what {@code boardsift train} wrote, or a backbone alone
   * @throws ModelFolderException if it holds no model
   */
  public static BoardModel open(Path folder, Limits limits) throws ModelFolderException {
    Path file = folder.resolve(Head.FILE);
    Optional<Head> head = Files.exists(file) ? Optional.of(Head.read(file)) : Optional.empty();
    return new BoardModel(Backbone.open(folder), head, limits);
  }

  /**
   * Puts a head on a backbone.
   *
   * @throws ModelFolderException if the folder holds no backbone
   */
  static BoardModel open(Path backbone, Head head, Limits limits) throws ModelFolderException {
    return new BoardModel(Backbone.open(backbone), Optional.of(head), limits);
  }

  @Override
  public ModelAnswer classify(byte[] photo) {
    try {
      return answer(backbone.look(decoder.decode(photo)));
    } catch (UndecodableException | IllegalStateException | IllegalArgumentException e) {
      // The last: a damaged network gives numbers that are not probabilities.
      return new ModelAnswer.Failed(String.valueOf(e.getMessage()));
    }
  }

  private ModelAnswer answer(Backbone.Sight sight) {
    OptionalDouble board =
        head.isPresent()
            ? OptionalDouble.of(head.get().board(sight.embedding()))
            : OptionalDouble.empty();
    return new ModelAnswer.Told(
        board,
        board.isPresent() ? OptionalDouble.of(1 - board.getAsDouble()) : board,
        OptionalDouble.of(electronics.probability(sight.probabilities())),
        labels(sight.probabilities()));
  }

  private List<ModelAnswer.Label> labels(float[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
        .limit(LABELS)
        .map(
            i ->
                new ModelAnswer.Label(backbone.labels().get(i), Math.clamp(probabilities[i], 0, 1)))
        .toList();
  }

  @Override
  public void close() {
    backbone.close();
  }
}

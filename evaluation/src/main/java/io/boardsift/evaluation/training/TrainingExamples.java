package io.boardsift.evaluation.training;

import io.boardsift.classifier.Backbone;
import io.boardsift.classifier.training.Example;
import io.boardsift.evaluation.rules.Augmentation;
import io.boardsift.evaluation.rules.DecodedPhoto;
import io.boardsift.evaluation.rules.LabelledPhoto;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Labelled photos, and harder copies of the boards among them, as the backbone sees them. */
public final class TrainingExamples {
  /** A close-up of what could not be decoded in time would be another picture. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Backbone backbone;
  private final PhotoDecoder decoder;

  /** The same examples come of the same photos, also on a machine that is busy. */
  public TrainingExamples(Backbone backbone) {
    this.backbone = backbone;
    this.decoder =
        new PhotoDecoder(new Limits(Limits.DEFAULT.bytes(), Limits.DEFAULT.pixels(), PATIENCE));
  }

  /**
   * The examples that photos make: each photo's own, followed by those of its harder copies.
   *
   * @param step called after each photo, by several threads
   * @return in the order given; a photo that cannot be decoded makes none
   */
  public List<Example> of(List<LabelledPhoto> photos, Runnable step) {
    return photos.parallelStream()
        .map(
            photo -> {
              List<Example> examples = of(photo);
              step.run();
              return examples;
            })
        .toList()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Example> of(LabelledPhoto photo) {
    DecodedPhoto decoded;
    try {
      decoded = DecodedPhoto.of(decoder, photo.photo().bytes());
    } catch (UndecodableException e) {
      return List.of();
    }
    List<Example> examples = new ArrayList<>();
    examples.add(example(photo, decoded.whole(), false));
    if (photo.showsBoard()) {
      Random random = new Random(photo.name().hashCode());
      for (Augmentation copy : Augmentation.values()) {
        examples.add(example(photo, copy.of(decoded, random), true));
      }
    }
    return examples;
  }

  private Example example(LabelledPhoto photo, Raster raster, boolean isHarderCopy) {
    Raster sent;
    try {
      sent = decoder.decode(Examination.FOR_MODEL.of(raster));
    } catch (UndecodableException e) {
      throw new IllegalStateException("a picture just written cannot be read", e);
    }
    return new Example(
        backbone.look(sent).embedding(), photo.showsBoard(), photo.source(), isHarderCopy);
  }
}

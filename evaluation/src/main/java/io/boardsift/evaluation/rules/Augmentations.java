package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Measures harder copies of boards. */
public final class Augmentations {
  private final PhotoDecoder decoder;
  private final long seed;

  /**
   * Copies of these photos.
   *
   * @param seed decides angles, grain and noise
   */
  public Augmentations(PhotoDecoder decoder, long seed) {
    this.decoder = decoder;
    this.seed = seed;
  }

  /**
   * What every harder copy of each photo measures; a photo that cannot be read has none.
   *
   * @param step called after each photo, by several threads
   */
  public Map<LabelledPhoto, List<Evidence>> measure(List<LabelledPhoto> photos, Runnable step) {
    Map<LabelledPhoto, List<Evidence>> measured = new ConcurrentHashMap<>();
    photos.parallelStream()
        .forEach(
            photo -> {
              measured.put(photo, measure(photo));
              step.run();
            });
    return measured;
  }

  private List<Evidence> measure(LabelledPhoto photo) {
    DecodedPhoto decoded;
    try {
      decoded = DecodedPhoto.of(decoder, photo.photo().bytes());
    } catch (UndecodableException | RuntimeException e) {
      return List.of();
    }
    Random random = new Random(seed ^ photo.name().hashCode());
    return Arrays.stream(Augmentation.values())
        .map(copy -> PixelMeasures.measure(copy.of(decoded, random), Evidence.none()))
        .toList();
  }
}

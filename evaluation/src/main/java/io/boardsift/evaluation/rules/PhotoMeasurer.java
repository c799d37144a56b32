package io.boardsift.evaluation.rules;

import io.boardsift.evaluation.rules.MeasuredPhoto.MissingEvidence;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Classifier;
import java.util.List;
import java.util.Optional;

/** Measures labelled photos on all processors. */
public final class PhotoMeasurer {
  private final PhotoDecoder decoder;
  private final Classifier classifier;

  public PhotoMeasurer(PhotoDecoder decoder) {
    this(decoder, Classifier.NONE);
  }

  /** Measuring that asks a classifier about every photo, too. */
  public PhotoMeasurer(PhotoDecoder decoder, Classifier classifier) {
    this.decoder = decoder;
    this.classifier = classifier;
  }

  /**
   * Measures everything on each photo.
   *
   * @param step called after each, by several threads
   * @return in the order given
   */
  public List<MeasuredPhoto> measure(List<LabelledPhoto> photos, Runnable step) {
    return photos.parallelStream()
        .map(
            photo -> {
              MeasuredPhoto measured = measure(photo);
              step.run();
              return measured;
            })
        .toList();
  }

  private MeasuredPhoto measure(LabelledPhoto photo) {
    Examination examination =
        new Examination(photo.photo(), decoder, MemorySource.NONE, classifier);
    boolean hasModel = classifier != Classifier.NONE;
    Optional<MissingEvidence> missing = Optional.empty();
    for (Tier tier : Tier.values()) {
      if (missing.isEmpty() && tier.compareTo(hasModel ? Tier.MODEL : Tier.PIXELS) <= 0) {
        missing = reach(tier, examination);
      }
    }
    return new MeasuredPhoto(photo, examination.evidence(), hasModel, missing);
  }

  private static Optional<MissingEvidence> reach(Tier tier, Examination examination) {
    try {
      examination.reach(tier);
      return Optional.empty();
    } catch (UndecodableException e) {
      return Optional.of(new MissingEvidence(tier, String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      return Optional.of(new MissingEvidence(tier, "could not be read: " + e.getMessage()));
    }
  }
}

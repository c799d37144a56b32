package io.boardsift.evaluation.rules;

import io.boardsift.evaluation.rules.MeasuredPhoto.Trouble;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.Recollection;
import io.boardsift.sift.model.Classifier;
import java.util.List;
import java.util.Optional;

/** Measures labelled photos on all processors. */
public final class Measuring {
  private final PhotoDecoder decoder;
  private final Classifier classifier;

  public Measuring(PhotoDecoder decoder) {
    this(decoder, Classifier.NONE);
  }

  /** Measuring that asks a classifier about every photo, too. */
  public Measuring(PhotoDecoder decoder, Classifier classifier) {
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
        new Examination(photo.photo(), decoder, Recollection.NONE, classifier);
    boolean hasModel = classifier != Classifier.NONE;
    Optional<Trouble> trouble = Optional.empty();
    for (Tier tier : Tier.values()) {
      if (trouble.isEmpty() && tier.compareTo(hasModel ? Tier.MODEL : Tier.PIXELS) <= 0) {
        trouble = reach(tier, examination);
      }
    }
    return new MeasuredPhoto(photo, examination.evidence(), hasModel, trouble);
  }

  private static Optional<Trouble> reach(Tier tier, Examination examination) {
    try {
      examination.reach(tier);
      return Optional.empty();
    } catch (UndecodableException e) {
      return Optional.of(new Trouble(tier, String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      return Optional.of(new Trouble(tier, "could not be read: " + e.getMessage()));
    }
  }
}

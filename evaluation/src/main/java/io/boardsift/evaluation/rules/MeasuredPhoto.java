package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Tier;
import java.util.Objects;
import java.util.Optional;

/**
 * A labelled photo and all that was measured on it.
 *
 * @param evidence everything up to the pixels and the model, if there is one, or as far as it could
 *     be measured
 * @param hasModel whether a classifier was to be asked, too
 * @param missing what could not be measured; a person sees a photo whose rules need it
 */
public record MeasuredPhoto(
    LabelledPhoto photo, Evidence evidence, boolean hasModel, Optional<MissingEvidence> missing) {

  /**
   * Why a photo was not measured further.
   *
   * @param tier the cheapest tier that is missing
   * @param reason for people
   */
  public record MissingEvidence(Tier tier, String reason) {
    public MissingEvidence {
      Objects.requireNonNull(tier);
      Objects.requireNonNull(reason);
    }
  }

  public MeasuredPhoto {
    Objects.requireNonNull(photo);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(missing);
  }

  /** The same photo where there is no model to ask. */
  MeasuredPhoto withoutModel() {
    return new MeasuredPhoto(photo, evidence, false, missing);
  }

  /** The same photo with other evidence. */
  MeasuredPhoto with(Evidence other) {
    return new MeasuredPhoto(photo, other, hasModel, missing);
  }
}

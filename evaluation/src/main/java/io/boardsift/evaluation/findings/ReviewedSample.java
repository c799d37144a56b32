package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
import java.util.List;
import java.util.function.Predicate;

/** Looks by which people judge what machines called for. */
final class ReviewedSample {
  private ReviewedSample() {}

  /**
   * Whether a person looked at a photo whose deletion was called for, as an audit or while
   * observing, and said what it shows. What people brought back was not drawn by chance, and is
   * none.
   */
  static boolean isCheck(ReviewedPhoto called) {
    return !called.isTrimmed() && !called.isRestored() && called.isLabelled();
  }

  /** How many of the checks among some photos found a board. */
  static Proportion wrong(List<ReviewedPhoto> called) {
    return share(called.stream().filter(ReviewedSample::isCheck).toList(), ReviewedPhoto::isBoard);
  }

  /** Of how many of the photos that people told something of it holds. */
  static Proportion ofLabelled(List<ReviewedPhoto> photos, Predicate<ReviewedPhoto> holds) {
    return share(photos.stream().filter(ReviewedPhoto::isLabelled).toList(), holds);
  }

  /** How many of some photos something holds of. */
  static Proportion share(List<ReviewedPhoto> of, Predicate<ReviewedPhoto> holds) {
    return new Proportion((int) of.stream().filter(holds).count(), of.size());
  }
}

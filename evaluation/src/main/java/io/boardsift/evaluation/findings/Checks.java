package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.Case;
import java.util.List;
import java.util.function.Predicate;

/** Looks by which people judge what machines called for. */
final class Checks {
  private Checks() {}

  /**
   * Whether a person looked at a photo whose deletion was called for, as an audit or while
   * observing, and said what it shows. What people brought back was not drawn by chance, and is
   * none.
   */
  static boolean isCheck(Case called) {
    return !called.isTrimmed() && !called.isRestored() && called.isTold();
  }

  /** How many of the checks among some photos found a board. */
  static Share wrong(List<Case> called) {
    return share(called.stream().filter(Checks::isCheck).toList(), Case::isBoard);
  }

  /** Of how many of the photos that people told something of it holds. */
  static Share ofTold(List<Case> photos, Predicate<Case> holds) {
    return share(photos.stream().filter(Case::isTold).toList(), holds);
  }

  /** How many of some photos something holds of. */
  static Share share(List<Case> of, Predicate<Case> holds) {
    return new Share((int) of.stream().filter(holds).count(), of.size());
  }
}

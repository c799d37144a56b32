package io.boardsift.evaluation.rules;

import java.util.List;
import java.util.function.Predicate;

/** How many of some boards and of some others a rule, or all rules, delete. */
public record DeletedCounts(int boards, int boardsDeleted, int others, int othersDeleted) {

  /** Counts the photos that something holds of. */
  public static DeletedCounts of(List<RuleOutcome> photos, Predicate<RuleOutcome> deleted) {
    int boards = 0;
    int boardsDeleted = 0;
    int othersDeleted = 0;
    for (RuleOutcome photo : photos) {
      boolean isBoard = photo.measured().photo().showsBoard();
      boards += isBoard ? 1 : 0;
      if (deleted.test(photo)) {
        boardsDeleted += isBoard ? 1 : 0;
        othersDeleted += isBoard ? 0 : 1;
      }
    }
    return new DeletedCounts(boards, boardsDeleted, photos.size() - boards, othersDeleted);
  }

  /** The same with one photo more deleted. */
  DeletedCounts andOne(boolean isBoard) {
    return isBoard
        ? new DeletedCounts(boards, boardsDeleted + 1, others, othersDeleted)
        : new DeletedCounts(boards, boardsDeleted, others, othersDeleted + 1);
  }

  /** At most this share of boards is deleted, with 95 % confidence. */
  public double boardsUpper95() {
    return Bound.upper95(boards, boardsDeleted);
  }

  /** The share of others that is deleted, 0 where there are none. */
  public double trimmed() {
    return others == 0 ? 0 : (double) othersDeleted / others;
  }
}

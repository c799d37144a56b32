package io.boardsift.local.findings;

import io.boardsift.local.results.Case;
import java.util.List;

/**
 * What a deleting rule brings and costs.
 *
 * @param rule its name
 * @param called photos whose deletion it called for
 * @param trimmed those of them that were deleted without a person's look
 * @param wrong of those that people looked at instead, how many were boards
 * @param restored how many people brought back
 */
public record RuleFinding(String rule, int called, int trimmed, Share wrong, int restored) {

  static RuleFinding of(String rule, List<Case> called) {
    return new RuleFinding(
        rule,
        called.size(),
        (int) called.stream().filter(Case::isTrimmed).count(),
        Checks.wrong(called),
        (int) called.stream().filter(Case::isRestored).count());
  }
}

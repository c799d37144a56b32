package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a deleting rule brings and costs.
 *
 * @param rule its name
 * @param candidates photos whose deletion it called for
 * @param trimmed those of them that were deleted without a person's look
 * @param wrong of those that people looked at instead, how many were boards
 * @param restored how many people brought back
 */
public record RuleFinding(
    String rule, int candidates, int trimmed, Proportion wrong, int restored) {

  /** What each rule called for, the one that calls for most first. */
  static List<RuleFinding> of(
      List<ReviewedPhoto> candidates, Function<ReviewedPhoto, Optional<String>> rule) {
    Map<String, List<ReviewedPhoto>> byRule =
        candidates.stream()
            .collect(
                Collectors.groupingBy(
                    one -> rule.apply(one).orElse("unknown"), TreeMap::new, Collectors.toList()));
    return byRule.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(RuleFinding::candidates).reversed())
        .toList();
  }

  private static RuleFinding of(String rule, List<ReviewedPhoto> candidates) {
    return new RuleFinding(
        rule,
        candidates.size(),
        (int) candidates.stream().filter(ReviewedPhoto::isTrimmed).count(),
        ReviewedSample.wrong(candidates),
        (int) candidates.stream().filter(ReviewedPhoto::isRestored).count());
  }
}

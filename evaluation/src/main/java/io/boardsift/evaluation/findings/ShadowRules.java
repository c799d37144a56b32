package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.sift.ShadowFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What rules in shadow would change. People see what the rules in force leave, so that their
 * answers judge what only rules in shadow would delete.
 *
 * @param version which rules
 * @param asked the photos that they were asked about, in the order in which these were decided; at
 *     least one
 */
public record ShadowRules(String version, List<ReviewedPhoto> asked) {
  public ShadowRules {
    asked = List.copyOf(asked);
    if (asked.isEmpty()) {
      throw new IllegalArgumentException("nothing to count: they were not asked");
    }
  }

  /** Those that were asked last, if any were. */
  static Optional<ShadowRules> latest(List<ReviewedPhoto> reviewed) {
    return reviewed.reversed().stream()
        .flatMap(one -> one.shadow().stream())
        .findFirst()
        .flatMap(finding -> of(finding.rulesVersion(), reviewed));
  }

  /**
   * Those of a version, if they were asked.
   *
   * @param reviewed in the order in which they were decided
   */
  public static Optional<ShadowRules> of(String version, List<ReviewedPhoto> reviewed) {
    List<ReviewedPhoto> asked =
        reviewed.stream()
            .filter(one -> one.shadow().filter(s -> s.rulesVersion().equals(version)).isPresent())
            .toList();
    return asked.isEmpty() ? Optional.empty() : Optional.of(new ShadowRules(version, asked));
  }

  /** Who calls for a photo's deletion. */
  public enum By {
    BOTH("both"),
    IN_FORCE("only rules in force"),
    IN_SHADOW("only rules in shadow");

    private final String words;

    By(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** The photos whose deletion is called for by both, or by one of the two alone. */
  public List<ReviewedPhoto> called(By by) {
    Predicate<ReviewedPhoto> which =
        switch (by) {
          case BOTH -> one -> one.isDeletionCandidate() && one.isCalledForInShadow();
          case IN_FORCE -> one -> one.isDeletionCandidate() && !one.isCalledForInShadow();
          case IN_SHADOW -> one -> !one.isDeletionCandidate() && one.isCalledForInShadow();
        };
    return asked.stream().filter(which).toList();
  }

  /** Photos that people called boards, and whose deletion they would call for. */
  public List<ReviewedPhoto> lostBoards() {
    return asked.stream().filter(one -> one.isCalledForInShadow() && one.isBoard()).toList();
  }

  /** What each of their deleting rules would bring and cost, the one with most deletions first. */
  public List<RuleFinding> rules() {
    return RuleFinding.of(
        asked.stream().filter(ReviewedPhoto::isCalledForInShadow).toList(),
        one -> one.shadow().flatMap(ShadowFinding::rule));
  }

  /** When they were asked first. */
  public Instant since() {
    return asked.getFirst().decidedAt();
  }
}

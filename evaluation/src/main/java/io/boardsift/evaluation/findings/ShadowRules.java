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
 * @param seen the photos that came while they were in shadow, in the order in which these were
 *     decided; at least one
 */
public record ShadowRules(String version, List<ReviewedPhoto> seen) {
  public ShadowRules {
    seen = List.copyOf(seen);
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("nothing to count: no photo came");
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
   * Those of a version, if photos came while they were in shadow.
   *
   * @param reviewed in the order in which they were decided
   */
  public static Optional<ShadowRules> of(String version, List<ReviewedPhoto> reviewed) {
    List<ReviewedPhoto> seen =
        reviewed.stream()
            .filter(one -> one.shadow().filter(s -> s.rulesVersion().equals(version)).isPresent())
            .toList();
    return seen.isEmpty() ? Optional.empty() : Optional.of(new ShadowRules(version, seen));
  }

  /** The same, of photos that were decided at a time or later. */
  public Optional<ShadowRules> since(Instant from) {
    return of(version, seen.stream().filter(one -> !one.decidedAt().isBefore(from)).toList());
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

  /**
   * Of some photos, what people said.
   *
   * @param photos how many they are
   * @param others on how many people saw no board
   * @param boards on how many they saw one
   */
  public record Said(int photos, int others, int boards) {
    static Said of(List<ReviewedPhoto> photos) {
      return new Said(
          photos.size(),
          (int) photos.stream().filter(ReviewedPhoto::isOther).count(),
          (int) photos.stream().filter(ReviewedPhoto::isBoard).count());
    }

    /** On how many nobody has said whether they show a board. */
    public int open() {
      return photos - others - boards;
    }
  }

  /** The photos on which all could be told that these rules ask. */
  public List<ReviewedPhoto> told() {
    return seen.stream()
        .filter(one -> one.shadow().filter(ShadowFinding::isTold).isPresent())
        .toList();
  }

  /** On how many photos it could not: one that cannot be decoded, a model that does not answer. */
  public int untold() {
    return seen.size() - told().size();
  }

  /** The photos whose deletion is called for by both, or by one of the two alone. */
  public List<ReviewedPhoto> called(By by) {
    Predicate<ReviewedPhoto> which =
        switch (by) {
          case BOTH -> one -> one.isDeletionCandidate() && one.isCalledForInShadow();
          case IN_FORCE -> one -> one.isDeletionCandidate() && !one.isCalledForInShadow();
          case IN_SHADOW -> one -> !one.isDeletionCandidate() && one.isCalledForInShadow();
        };
    return told().stream().filter(which).toList();
  }

  /** What people said of them. */
  public Said said(By by) {
    return Said.of(called(by));
  }

  /** Photos that people want to keep, and whose deletion they would call for. */
  public List<ReviewedPhoto> lostBoards() {
    return told().stream().filter(one -> one.isCalledForInShadow() && one.isWanted()).toList();
  }

  /** What each of their deleting rules would bring and cost, the one with most deletions first. */
  public List<RuleFinding> rules() {
    return RuleFinding.of(
        told().stream().filter(ReviewedPhoto::isCalledForInShadow).toList(),
        one -> one.shadow().flatMap(ShadowFinding::rule));
  }

  /** When the first of the photos was decided. */
  public Instant from() {
    return seen.getFirst().decidedAt();
  }

  /** When the last one was. */
  public Instant until() {
    return seen.getLast().decidedAt();
  }
}

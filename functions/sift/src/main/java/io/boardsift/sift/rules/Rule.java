package io.boardsift.sift.rules;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.EvidenceByTier;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Named conditions and what follows from them. A rule holds where all of its {@code when} hold and
 * nothing of its {@code unless} protects the photo.
 *
 * <p>Where no model is obeyed (none is set up, or it is in shadow), a rule of which a {@code when}
 * asks it never holds, and an {@code unless} that asks it is passed over.
 *
 * @param name lower case, words joined by hyphens, unique in its file
 * @param when all of which have to hold; at least one
 * @param unless any one of which protects; may be empty
 * @param then what happens to the photo
 * @param because why, for people; may be empty
 */
public record Rule(
    String name, List<Condition> when, List<Condition> unless, Outcome then, String because) {
  public Rule {
    Objects.requireNonNull(name);
    Objects.requireNonNull(then);
    Objects.requireNonNull(because);
    when = List.copyOf(when);
    unless = List.copyOf(unless);
    if (when.isEmpty()) {
      throw new IllegalArgumentException("rule " + name + " has no condition");
    }
  }

  /** All that it asks, {@code when} first. */
  public List<Condition> conditions() {
    return Stream.concat(when.stream(), unless.stream()).toList();
  }

  /**
   * Whether it holds. What has to hold is asked first, then what protects, each the cheapest first;
   * no tier is reached for a condition that changes nothing any more.
   *
   * @param isModelObeyed whether there is a model whose word counts
   * @throws X if a condition needs a tier that cannot be measured
   */
  public <X extends Exception> boolean holds(boolean isModelObeyed, EvidenceByTier<X> photo)
      throws X {
    if (!isAsked(isModelObeyed)) {
      return false;
    }
    for (Condition condition : cheapestFirst(when)) {
      if (!condition.holds(photo.reach(condition.measure().tier()))) {
        return false;
      }
    }
    for (Condition condition : cheapestFirst(heeded(isModelObeyed))) {
      if (protects(condition, photo.reach(condition.measure().tier()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is asked at all, and not passed over because there is no model to obey. */
  public boolean isAsked(boolean isModelObeyed) {
    return isModelObeyed || !asksModel();
  }

  /** What may protect a photo from the rule: all of {@code unless}, or what asks no model. */
  public List<Condition> heeded(boolean isModelObeyed) {
    return unless.stream()
        .filter(condition -> isModelObeyed || condition.measure().tier() != Tier.MODEL)
        .toList();
  }

  /**
   * Whether a condition of {@code unless} protects a photo on which its tier was reached. In doubt
   * a person decides: where it cannot be told, nothing is deleted, and what sends a photo to people
   * still does. A model that answers, but tells nothing of what is asked, is as good as none.
   */
  public boolean protects(Condition condition, Evidence evidence) {
    Measure asked = condition.measure();
    if (evidence.values().containsKey(asked)) {
      return condition.holds(evidence);
    }
    boolean hasAnswered =
        asked.tier() == Tier.MODEL
            && evidence.values().keySet().stream().anyMatch(m -> m.tier() == Tier.MODEL);
    return then == Outcome.DELETE && !hasAnswered;
  }

  /**
   * How far it is from holding: 0 where it holds and only there, else how much the farthest of its
   * thresholds would have to be loosened, as a share of itself.
   */
  public double shortfall(boolean isModelObeyed, Evidence evidence) {
    if (!isAsked(isModelObeyed)) {
      return Double.POSITIVE_INFINITY;
    }
    return Stream.concat(
            when.stream().map(condition -> condition.shortfall(evidence)),
            heeded(isModelObeyed).stream()
                .filter(condition -> protects(condition, evidence))
                .map(condition -> condition.excess(evidence)))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static List<Condition> cheapestFirst(List<Condition> conditions) {
    return conditions.stream().sorted(Comparator.comparing(c -> c.measure().tier())).toList();
  }

  /** Whether it cannot hold without the classifier. What only protects does not count. */
  public boolean asksModel() {
    return tier() == Tier.MODEL;
  }

  /** Who a photo is decided by when it holds. */
  public DecidedBy decidedBy() {
    return asksModel() ? DecidedBy.MODEL : DecidedBy.RULE;
  }

  /** The dearest tier that its {@code when} may need. */
  public Tier tier() {
    return when.stream().map(c -> c.measure().tier()).max(Comparator.naturalOrder()).get();
  }

  /** In one line: {@code contrast below 0.06 and width above 99, unless model-board above 0.1}. */
  public String text() {
    String asked = when.stream().map(Condition::text).collect(Collectors.joining(" and "));
    return unless.isEmpty()
        ? asked
        : asked
            + ", unless "
            + unless.stream().map(Condition::text).collect(Collectors.joining(" or "));
  }
}

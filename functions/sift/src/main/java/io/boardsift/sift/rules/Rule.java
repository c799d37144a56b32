package io.boardsift.sift.rules;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.EvidenceByTier;
import io.boardsift.sift.evidence.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A named condition and what follows from it.
 *
 * @param name lower case, words joined by hyphens, unique in its file
 * @param conditions all of which have to hold; at least one
 * @param then what happens to the photo
 * @param because why, for people; may be empty
 */
public record Rule(String name, List<Condition> conditions, Outcome then, String because) {
  public Rule {
    Objects.requireNonNull(name);
    Objects.requireNonNull(then);
    Objects.requireNonNull(because);
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("rule " + name + " has no condition");
    }
  }

  /**
   * Whether all conditions hold, the cheapest asked first. No tier is reached for a condition
   * behind one that does not hold.
   *
   * @throws X if a condition needs a tier that cannot be measured
   */
  public <X extends Exception> boolean holds(EvidenceByTier<X> photo) throws X {
    for (Condition condition : cheapestFirst()) {
      if (!condition.holds(photo.reach(condition.measure().tier()))) {
        return false;
      }
    }
    return true;
  }

  /** How far its conditions are from holding: 0 where all hold, else the farthest one's. */
  public double shortfall(Evidence evidence) {
    return conditions.stream().mapToDouble(c -> c.shortfall(evidence)).max().orElseThrow();
  }

  private List<Condition> cheapestFirst() {
    return conditions.stream().sorted(Comparator.comparing(c -> c.measure().tier())).toList();
  }

  /** Whether it asks the classifier. */
  public boolean asksModel() {
    return tier() == Tier.MODEL;
  }

  /** Who a photo is decided by when it holds. */
  public DecidedBy decidedBy() {
    return asksModel() ? DecidedBy.MODEL : DecidedBy.RULE;
  }

  /** The dearest tier that the rule may need. */
  public Tier tier() {
    return conditions.stream().map(c -> c.measure().tier()).max(Comparator.naturalOrder()).get();
  }
}

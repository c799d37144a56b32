package io.boardsift.sift.rules;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A named condition and what follows from it.
 *
 * @param name lower case, words joined by hyphens, unique in its file
 * @param conditions all of which have to hold; at least one
 * @param then what becomes of the photo
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

  /** The conditions in the order of what they cost. */
  public List<Condition> cheapestFirst() {
    return conditions.stream().sorted(Comparator.comparing(c -> c.measure().tier())).toList();
  }

  /** Whether it asks the classifier. */
  public boolean asksModel() {
    return tier() == Tier.MODEL;
  }

  /** The dearest tier that the rule may need. */
  public Tier tier() {
    return conditions.stream().map(c -> c.measure().tier()).max(Comparator.naturalOrder()).get();
  }
}

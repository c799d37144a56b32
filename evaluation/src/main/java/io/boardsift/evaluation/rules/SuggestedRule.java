package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A rule that labelled photos speak for.
 *
 * @param conditions one to three, all of which have to hold
 * @param others how many of the others it deletes, of those that earlier rules leave
 */
public record SuggestedRule(List<Threshold> conditions, int others) {
  private static final int LONGEST_NAME = 60;

  /**
   * As in the shipped rules on shapes. Labelled photos are judged without it, as without a model.
   */
  private static final String PROTECTION = "model-board at least 0.1";

  public SuggestedRule {
    conditions = List.copyOf(conditions);
  }

  boolean holds(Evidence evidence) {
    return conditions.stream().allMatch(condition -> condition.holds(evidence));
  }

  /** By what it asks for: {@code little-contrast-much-sky}. */
  String name() {
    String name =
        conditions.stream()
            .map(c -> (c.below() ? "little-" : "much-") + c.measure().name())
            .collect(Collectors.joining("-"));
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME).replaceFirst("-[^-]*$", "");
  }

  /**
   * As lines of a rule file.
   *
   * @param indent what stands before the list's hyphens
   * @param name unique in the file
   * @param comment what is known of the rule; may have several lines
   */
  String yaml(String indent, String name, String comment) {
    String when =
        conditions.stream()
            .map(c -> indent + "    - " + c.text() + "\n")
            .collect(Collectors.joining());
    String comments =
        comment.lines().map(line -> indent + "# " + line + "\n").collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s%s- name: %s\n%s  when:\n%s%s  unless: %s\n%s  then: delete\n%s  because: %s\n",
        comments,
        indent,
        name,
        indent,
        when,
        indent,
        PROTECTION,
        indent,
        indent,
        "suggested from labelled photos");
  }
}

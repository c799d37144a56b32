package io.boardsift.sift.guard;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Deletions that are stopped.
 *
 * @param prefix of which photos: a camera's folders, or {@link GuardState#ALL}
 * @param at since when
 * @param photos how many photos were looked at
 * @param deleted how many of them rules deleted
 * @param rule the rule that deleted most of them
 */
public record Stop(String prefix, Instant at, int photos, int deleted, String rule) {
  public Stop {
    Objects.requireNonNull(prefix);
    Objects.requireNonNull(at);
    Objects.requireNonNull(rule);
  }

  /** What happened and how to end it, in one line. */
  public String message() {
    return String.format(
        Locale.ROOT,
        "deletions of %s are stopped: rules deleted %,d of the last %,d photos, most by \"%s\";"
            + " look at them, then: boardsift guard lift %s",
        words(),
        deleted,
        photos,
        rule,
        prefix.equals(GuardState.ALL) ? "--all" : quoted(prefix));
  }

  /** As a shell takes it, whatever a camera calls its folders. */
  private static String quoted(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", "?").replace("'", "'\\''") + "'";
  }

  /** Whose deletions are stopped, for people. */
  public String words() {
    if (prefix.equals(GuardState.ALL)) {
      return "all photos";
    }
    return prefix.isEmpty() ? "photos in no folder" : "photos under " + prefix;
  }
}

package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.GuardObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets deletions go on that the runaway guard stopped, as {@code boardsift guard lift} does. */
record GuardLifts(GuardObject guard) {
  private static final Logger LOG = LoggerFactory.getLogger(GuardLifts.class);

  /**
   * Lifts what is asked for.
   *
   * @param who asks
   * @return what was stopped and now goes on
   */
  Map<String, List<String>> lift(JsonBody body, String who) {
    List<String> lifted =
        OwnerRequests.stops(body)
            .map(prefixes -> guard.lift(prefixes, Optional.empty()))
            .orElseGet(() -> guard.liftAll(Optional.empty()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        409, "the guard's state changes all the time, or is damaged: try again"));
    LOG.info("the guard is lifted", entry("prefixes", String.join(", ", lifted)), entry("by", who));
    return Map.of("lifted", lifted);
  }
}

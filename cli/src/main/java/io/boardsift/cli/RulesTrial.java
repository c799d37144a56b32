package io.boardsift.cli;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.findings.ShadowRules.Said;
import io.boardsift.evaluation.records.RulesReplay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a rule file before it is in force, and whether that is enough.
 *
 * @param replay what it would have called for, by the records
 * @param shadow what it said in shadow, if photos came while it was there
 * @param shadowSince since when it is in shadow, if it is
 * @param hasRecords whether anything was decided in this deployment
 */
record RulesTrial(
    RulesReplay replay,
    Optional<ShadowRules> shadow,
    Optional<Instant> shadowSince,
    boolean hasRecords) {

  /** Photos that people want to keep, and that it would have deleted. */
  LostBoards lost() {
    LostBoards byRecords = LostBoards.ofReplay(replay);
    return shadow.map(LostBoards::ofShadow).map(byRecords::and).orElse(byRecords);
  }

  /**
   * Why it may not be put into force; empty if it may.
   *
   * @param isNow whether it may without having been in shadow
   * @param shadowFor for how long it must have been there otherwise
   * @param again the file, and the options that name the deployment
   */
  Optional<String> refusal(boolean isNow, Duration shadowFor, String again, Instant now) {
    int lost = lost().all().size();
    if (lost > 0) {
      return Optional.of(
          "it would have deleted %s that people called a board, or brought back: change the rules, or the answers if these are wrong"
              .formatted(NumberFormats.count(lost, "photo")));
    }
    if (!hasRecords) {
      return Optional.empty(); // nothing is in use
    }
    if (replay.all().isEmpty()) {
      return Optional.of(
          replay.damaged().isEmpty()
              ? "nothing was decided since the given time: give an earlier --since"
              : "no record could be read, so nothing shows what it would do");
    }
    return isNow ? Optional.empty() : untried(shadowFor, again, now);
  }

  private Optional<String> untried(Duration shadowFor, String again, Instant now) {
    if (shadowSince.isEmpty()) {
      return Optional.of(
          "it is not in shadow: let new photos try it with \"boardsift rules shadow %s\", or add"
                  .formatted(again)
              + " --now");
    }
    Instant ready = shadowSince.get().plus(shadowFor);
    if (ready.isAfter(now)) {
      return Optional.of(
          "it has been in shadow since %s, and is ready at %s: wait, or add --now"
              .formatted(shadowSince.get(), ready));
    }
    Optional<ShadowRules> since =
        shadow.flatMap(all -> all.since(shadowSince.get())).filter(all -> !all.told().isEmpty());
    if (since.isEmpty()) {
      return Optional.of("in shadow it was asked about no photo yet: wait, or add --now");
    }
    Said more = since.get().said(By.IN_SHADOW);
    return more.photos() > 0 && more.open() == more.photos()
        ? Optional.of(
            "nobody has answered yet on %s that only this file would delete: wait, or add --now"
                .formatted(NumberFormats.count(more.photos(), "photo")))
        : Optional.empty();
  }
}

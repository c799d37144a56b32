package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.CheckIndex.Checked;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIndexTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");

  @TempDir private Path folder;
  private TestBucket bucket;
  private ResultsBucket results;
  private CheckIndex checks;

  @BeforeEach
  void start() {
    bucket = new TestBucket(folder);
    results = new ResultsBucket(bucket.s3(), TestBucket.NAME);
    checks = results.checks();
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  private DecisionRecord audited(String key, String rule) {
    return recorded(key, DecidedBy.AUDIT, Optional.of(rule));
  }

  private DecisionRecord recorded(String key, DecidedBy by, Optional<String> rule) {
    Decision decision =
        new Decision(
            Outcome.REVIEW,
            by,
            "a test",
            new Finding(
                rule,
                List.of(),
                rule.isPresent(),
                Evidence.none(),
                "none",
                Optional.empty(),
                Optional.empty()));
    Photo photo = new Photo("photos", key, "v-" + key, "tag", 1);
    return results.recordUnlessRecorded(DecisionRecord.of(photo, decision, NOON, 0)).record();
  }

  /** As the verdicts function does it. */
  private void answer(DecisionRecord record, Answer answer, Instant at) {
    Verdict verdict = new Verdict(record.photo(), answer, "", "console", at);
    results.recordUnlessOutdated(verdict);
    checks.add(record, verdict);
  }

  @Test
  void checksAreCountedByRule() {
    answer(audited("a.jpg", "dark"), Answer.GOOD_BOARD, NOON);
    answer(audited("b.jpg", "dark"), Answer.BROKEN_BOARD, NOON);
    answer(audited("c.jpg", "dark"), Answer.NOT_A_BOARD, NOON);
    answer(audited("d.jpg", "dark"), Answer.CANNOT_TELL, NOON);
    answer(audited("e.jpg", "empty"), Answer.NOT_A_BOARD, NOON);
    assertThat(checks.counts(DAY))
        .isEqualTo(Map.of("rule-dark", new Checked(2, 3), "rule-empty", new Checked(0, 1)));
    assertThat(checks.counts(DAY.plusDays(1))).isEmpty();
  }

  @Test
  void aPhotoThatNoRuleCalledForIsNoCheck() {
    answer(recorded("a.jpg", DecidedBy.DEFAULT, Optional.empty()), Answer.GOOD_BOARD, NOON);
    assertThat(checks.counts(DAY)).isEmpty();
  }

  @Test
  void aChangedAnswerCountsOnceAsItWasChanged() {
    DecisionRecord record = audited("a.jpg", "dark");
    // Days later; the decision's day counts.
    answer(record, Answer.NOT_A_BOARD, NOON.plusSeconds(200_000));
    answer(record, Answer.GOOD_BOARD, NOON.plusSeconds(300_000));
    assertThat(checks.counts(DAY)).isEqualTo(Map.of("rule-dark", new Checked(1, 1)));
    answer(record, Answer.CANNOT_TELL, NOON.plusSeconds(400_000));
    assertThat(checks.counts(DAY)).isEqualTo(Map.of("rule-dark", new Checked(0, 0)));
  }

  /** It was not drawn by chance any more. */
  @Test
  void aPhotoThatWasBroughtBackIsNoCheck() {
    DecisionRecord record = audited("a.jpg", "dark");
    answer(record, Answer.NOT_A_BOARD, NOON);
    DecisionRecord restored =
        results
            .change(
                results.stored(record.photo()).orElseThrow(),
                known -> known.restored("a test", NOON.plusSeconds(60)))
            .record();
    answer(restored, Answer.GOOD_BOARD, NOON.plusSeconds(120));
    assertThat(checks.counts(DAY)).isEqualTo(Map.of("rule-dark", new Checked(0, 0)));
  }
}

package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.Previews;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.sqs.model.Message;

class SweepTest {
  private static final Duration PLENTY = Duration.ofMinutes(5);

  private final TestAws aws = new TestAws();

  private void sweep(Duration later, Duration timeout) {
    sweep(aws.s3(), later, timeout);
  }

  private void sweep(S3Client s3, Duration later, Duration timeout) {
    KeeperRun.keep(aws.settings(), s3, aws.sqs(), later, timeout);
  }

  private Photo decided(int number, Outcome outcome) {
    Photo photo = new Photo("photos", "number-" + number + ".jpg", "v", "e", 1);
    aws.results()
        .recordUnlessRecorded(
            DecisionRecord.of(
                photo,
                new Decision(
                    outcome,
                    DecidedBy.RULE,
                    "for the test",
                    new Finding(
                        Optional.of("blank"),
                        List.of(),
                        outcome == Outcome.DELETE,
                        Evidence.none(),
                        "none",
                        Optional.empty(),
                        Optional.empty())),
                Instant.now(),
                0));
    return photo;
  }

  private void answer(Photo photo) {
    aws.results()
        .recordUnlessOutdated(new Verdict(photo, Answer.GOOD_BOARD, "", "console", Instant.now()));
  }

  private List<String> asked() {
    return aws.drain(aws.reviewQueue()).stream().map(Message::body).toList();
  }

  @Test
  void aRecordThatIsNoTextHoldsUpNoOtherPhoto() {
    Photo damaged = decided(1, Outcome.REVIEW);
    Photo waiting = decided(2, Outcome.REVIEW);
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(ResultsBucket.decisionKey(damaged)),
            RequestBody.fromBytes(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc3}));
    sweep(Duration.ofDays(14), PLENTY);
    assertThat(asked()).containsExactly(new ReviewTask(waiting).toJson());
  }

  @Test
  void asksAgainAboutWhatNobodyAnsweredAndNothingElse() {
    Photo waiting = decided(1, Outcome.REVIEW);
    answer(decided(2, Outcome.REVIEW));
    decided(3, Outcome.DELETE);
    sweep(Duration.ofDays(12), PLENTY);
    assertThat(asked()).isEmpty();
    sweep(Duration.ofDays(14), PLENTY);
    assertThat(asked()).containsExactly(new ReviewTask(waiting).toJson());
  }

  @Test
  void aPhotoAskedAboutAgainKeepsItsPreviewForAsLong() {
    Photo waiting = decided(1, Outcome.REVIEW);
    Photo answered = decided(2, Outcome.REVIEW);
    answer(answered);
    Previews previews = new Previews(aws.s3(), aws.resultsBucket());
    previews.keep(waiting, new byte[] {1, 2, 3}, false);
    previews.keep(answered, new byte[] {4, 5, 6}, false);
    RecordedCalls recorded = new RecordedCalls(aws);
    sweep(recorded.s3(), Duration.ofDays(14), PLENTY);
    // Written once more, so that it is young; the other one is left to its lifecycle.
    assertThat(recorded.count("s3:PutObject results/previews/")).isEqualTo(1);
    assertThat(
            aws.s3()
                .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(Previews.key(waiting)))
                .asByteArray())
        .containsExactly(1, 2, 3);
  }

  @Test
  void aPhotoAskedAboutAgainKeepsItsFindingAndIsYoungAgain() {
    Photo waiting = decided(1, Outcome.REVIEW);
    DecisionRecord before = aws.results().decision(waiting).orElseThrow();
    sweep(Duration.ofDays(14), PLENTY);
    DecisionRecord after = aws.results().decision(waiting).orElseThrow();
    assertThat(after.json()).contains("askedAgainAt");
    assertThat(after.reason()).isEqualTo(before.reason());
    assertThat(after.decidedAt()).isEqualTo(before.decidedAt());
  }

  @Test
  void aRoundThatHadNoTimeGoesOnWhereItWas() {
    List<String> tasks =
        IntStream.range(0, 25)
            .mapToObj(i -> new ReviewTask(decided(i, Outcome.REVIEW)).toJson())
            .toList();
    Duration hardlyAny = Duration.ofSeconds(1);
    sweep(Duration.ofDays(14), hardlyAny);
    List<String> first = asked();
    assertThat(first).hasSize(10);
    sweep(Duration.ofDays(14), hardlyAny);
    sweep(Duration.ofDays(14), hardlyAny);
    List<String> rest = asked();
    assertThat(rest).hasSize(15).doesNotContainAnyElementsOf(first);
    assertThat(tasks).containsAll(first).containsAll(rest);
  }

  @Test
  void roundsAreADayApart() {
    Photo waiting = decided(1, Outcome.REVIEW);
    sweep(Duration.ofDays(13).minusMinutes(1), PLENTY);
    sweep(Duration.ofDays(13).plusHours(23), PLENTY);
    assertThat(asked()).isEmpty();
    sweep(Duration.ofDays(14).plusHours(1), PLENTY);
    assertThat(asked()).containsExactly(new ReviewTask(waiting).toJson());
  }

  /** What was deleted years ago must not cost a request a day for ever. */
  @Test
  void aRecordIsReadOnceWhenItHasBecomeOldEnough() {
    decided(1, Outcome.DELETE);
    RecordedCalls recorded = new RecordedCalls(aws);
    for (int day = 12; day < 20; day++) {
      sweep(recorded.s3(), Duration.ofDays(day).plusHours(day), PLENTY);
    }
    assertThat(recorded.count("s3:GetObject results/decisions/")).isEqualTo(1);
  }

  /** The note of a keeper that kept no times, and of one that cannot be read. */
  @Test
  void withoutANoteThatCanBeReadAllRecordsAreLookedAt() {
    decided(1, Outcome.REVIEW);
    Duration later = Duration.ZERO;
    for (String note : List.of("{\"startedAt\":\"2026-11-26T06:00:00Z\",\"done\":true}", "?")) {
      aws.s3()
          .putObject(
              put -> put.bucket(aws.resultsBucket()).key("labeling/sweep.json"),
              RequestBody.fromString(note));
      later = later.plusDays(14);
      sweep(later, PLENTY);
      assertThat(asked()).hasSize(1);
    }
  }

  @Test
  void keepersAtOnceAskOnce() throws Exception {
    IntStream.range(0, 30).forEach(i -> decided(i, Outcome.REVIEW));
    try (var executor = Executors.newFixedThreadPool(3)) {
      Callable<Void> keeper =
          () -> {
            sweep(Duration.ofDays(14), PLENTY);
            return null;
          };
      for (var done : executor.invokeAll(List.of(keeper, keeper, keeper))) {
        done.get();
      }
    }
    assertThat(asked()).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void moreThanAPageOfRecordsIsComparedToTheEnd() {
    // Records of which S3 lists a thousand at a time.
    List<Photo> photos =
        IntStream.range(0, 1100).mapToObj(i -> decided(i, Outcome.REVIEW)).toList();
    photos.stream().filter(photo -> !isEveryHundredth(photo)).forEach(this::answer);
    sweep(Duration.ofDays(14), PLENTY);
    assertThat(asked())
        .containsExactlyInAnyOrderElementsOf(
            photos.stream()
                .filter(SweepTest::isEveryHundredth)
                .map(photo -> new ReviewTask(photo).toJson())
                .toList());
  }

  private static boolean isEveryHundredth(Photo photo) {
    return photo.key().endsWith("00.jpg");
  }

  @Test
  void aRecordThatCannotBeReadDoesNotHoldUpTheOthers() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("decisions/000.json"),
            RequestBody.fromString("no JSON"));
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("labeling/sweep.json"),
            RequestBody.fromString("no JSON"));
    decided(1, Outcome.REVIEW);
    sweep(Duration.ofDays(14), PLENTY);
    assertThat(asked()).hasSize(1);
  }

  /** As after a deployment that was set back for some days: records of the later version. */
  @Test
  void aRecordThatCouldNotBeReadInItsRoundIsReadOnceItCan() {
    aws.s3()
        .putBucketVersioning(
            put ->
                put.bucket(aws.resultsBucket())
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    Photo photo = decided(1, Outcome.REVIEW);
    String damage =
        aws.s3()
            .putObject(
                put -> put.bucket(aws.resultsBucket()).key(ResultsBucket.decisionKey(photo)),
                RequestBody.fromString("{\"version\": 99}"))
            .versionId();
    sweep(Duration.ofDays(14), PLENTY);
    assertThat(asked()).isEmpty();
    aws.s3()
        .deleteObject(
            delete ->
                delete
                    .bucket(aws.resultsBucket())
                    .key(ResultsBucket.decisionKey(photo))
                    .versionId(damage));
    for (int day = 16; day < 40; day += 2) {
      sweep(Duration.ofDays(day), PLENTY);
    }
    assertThat(asked()).contains(new ReviewTask(photo).toJson());
  }

  /** A clock that was wrong for one round, as on a machine that "up --data" runs on. */
  @Test
  void aRoundWhoseClockWasAheadHidesNoPhotoForGood() {
    sweep(Duration.ofDays(400), PLENTY);
    Photo photo = decided(1, Outcome.REVIEW);
    for (int day = 14; day < 430; day += 13) {
      sweep(Duration.ofDays(day), PLENTY);
    }
    assertThat(asked()).contains(new ReviewTask(photo).toJson());
  }

  /** Triage notes that somebody removed the marker; it may not take the earlier answer away. */
  @Test
  void anAnswerThatNoLongerCountsDoesNotKeepPeopleFromBeingAskedAgain() {
    Photo photo = decided(1, Outcome.REVIEW);
    aws.results()
        .recordUnlessOutdated(
            new Verdict(photo, Answer.NOT_A_BOARD, "", "console", Instant.now().minusSeconds(9)));
    aws.results().reopen(aws.results().stored(photo).orElseThrow(), Instant.now());
    sweep(Duration.ofDays(14), PLENTY);
    assertThat(asked()).contains(new ReviewTask(photo).toJson());
  }

  /** Records of a later version become readable, and S3 fails in between. */
  @Test
  void whereS3FailsAmongDamagedRecordsNobodyIsForgottenForAnother13Days() {
    List<Photo> photos = IntStream.range(0, 30).mapToObj(i -> decided(i, Outcome.REVIEW)).toList();
    String keys =
        photos.stream()
            .map(photo -> '"' + ResultsBucket.decisionKey(photo) + '"')
            .collect(Collectors.joining(","));
    Instant then = Instant.now().plus(Duration.ofDays(14));
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("labeling/sweep.json"),
            RequestBody.fromString(
                """
                {"startedAt":"%s","since":"%s","until":"%s","after":"","done":true,"damaged":[%s]}
                """
                    .formatted(
                        then.minus(Duration.ofDays(2)),
                        then.minus(Duration.ofDays(16)),
                        then.minus(Duration.ofDays(15)),
                        keys)));
    AtomicInteger reads = new AtomicInteger();
    S3Client failing =
        aws.s3Where(
            request -> {
              if (request instanceof GetObjectRequest get
                  && get.key().startsWith("decisions/")
                  && reads.incrementAndGet() == 25) {
                throw SdkClientException.create("away");
              }
            });
    sweepFailing(failing, Duration.ofDays(14));
    int first = asked().size();
    sweep(Duration.ofDays(14).plusMinutes(10), PLENTY);
    int second = asked().size();
    assertThat(first + second).isGreaterThanOrEqualTo(30);
  }

  /** Its key is gone, or a right to it is missing. */
  @Test
  void aRecordThatS3DoesNotGiveHoldsUpNoOtherPhoto() {
    List<Photo> photos = IntStream.range(0, 20).mapToObj(i -> decided(i, Outcome.REVIEW)).toList();
    String denied = photos.stream().map(ResultsBucket::decisionKey).sorted().findFirst().get();
    S3Client s3 =
        aws.s3Where(
            request -> {
              if (request instanceof GetObjectRequest get && get.key().equals(denied)) {
                throw SdkClientException.create("denied");
              }
            });
    sweepFailing(s3, Duration.ofDays(14));
    assertThat(asked()).hasSize(19);
    sweepFailing(s3, Duration.ofDays(16));
    assertThat(asked()).isEmpty();
    sweep(Duration.ofDays(18), PLENTY);
    assertThat(asked()).hasSize(1);
  }

  /** The keeper says so at its end. */
  private void sweepFailing(S3Client s3, Duration later) {
    assertThatThrownBy(() -> sweep(s3, later, PLENTY)).isInstanceOf(RuntimeException.class);
  }
}

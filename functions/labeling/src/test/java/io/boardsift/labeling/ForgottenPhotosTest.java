package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

/** Photos in the bucket on which nothing was ever decided. */
class ForgottenPhotosTest {
  private static final Duration PLENTY = Duration.ofMinutes(5);
  private static final Duration DUE = Duration.ofHours(25);

  private final TestAws aws = new TestAws();

  private void keep(Duration later, Duration timeout, String... settings) {
    KeeperRun.keep(aws.settings(settings), aws.s3(), aws.sqs(), later, timeout);
  }

  /** The first round, before any photo is there. */
  @BeforeEach
  void begin() {
    keep(Duration.ZERO, PLENTY);
  }

  private Photo upload(String key) {
    return aws.upload(key, new byte[] {1, 2, 3});
  }

  private List<Photo> handedOver() {
    List<Photo> photos = new ArrayList<>();
    for (Message message : aws.drain(aws.failures())) {
      try {
        photos.addAll(FailedInvocation.read(message.body()).orElseThrow().uploaded().photos());
      } catch (MalformedException e) {
        throw new AssertionError(message.body(), e);
      }
    }
    return photos;
  }

  @Test
  void aPhotoOnWhichNothingWasEverDecidedIsSentToTriage() {
    Photo forgotten = upload("line 1/cam+2/über 1.jpg");
    keep(Duration.ofHours(38), PLENTY);
    assertThat(aws.drain(aws.reviewQueue())).isEmpty();
    assertThat(handedOver()).containsExactly(forgotten);
  }

  /** Triage is stopped, for example, and nothing has come of the message. */
  @Test
  void aPhotoThatWaitsToBeTriagedAgainIsSentOnceMoreAndNotEachDay() {
    Photo waiting = upload("waiting.jpg");
    keep(DUE, PLENTY);
    for (int day = 2; day < 14; day++) {
      keep(DUE.plusDays(day), PLENTY);
    }
    assertThat(handedOver()).containsExactly(waiting);
  }

  @Test
  void whatIsDecidedHiddenAFolderOrYoungIsNotForgotten() {
    aws.inReview("decided.jpg", new byte[] {1});
    Photo hidden = upload("hidden.jpg");
    aws.s3().deleteObject(delete -> delete.bucket(hidden.bucket()).key(hidden.key()));
    aws.upload("line-2/", new byte[0]);
    Photo replaced = upload("replaced.jpg");
    Photo current = upload("replaced.jpg");
    keep(Duration.ofHours(12), PLENTY);
    assertThat(handedOver()).isEmpty();
    keep(Duration.ofHours(37), PLENTY);
    assertThat(handedOver()).containsExactly(current).doesNotContain(replaced);
  }

  @Test
  void whatLiesBesideThePhotosOfABucketIsLeftAlone() {
    keep(Duration.ZERO, PLENTY, "PHOTOS_PREFIX", "line2/");
    upload("reports/a.pdf");
    Photo photo = upload("line2/a.jpg");
    upload("line20/a.jpg");
    keep(DUE, PLENTY, "PHOTOS_PREFIX", "line2/");
    assertThat(handedOver()).containsExactly(photo);
  }

  @Test
  void roundsAreADayApartAndLeaveNoPhotoBetweenThem() {
    Photo photo = upload("between.jpg");
    keep(Duration.ofHours(23), PLENTY);
    assertThat(handedOver()).isEmpty();
    keep(DUE, PLENTY);
    assertThat(handedOver()).containsExactly(photo);
    // Triage has not decided on it, but later rounds are about later photos.
    keep(Duration.ofHours(50), PLENTY);
    assertThat(handedOver()).isEmpty();
  }

  @Test
  void photosFromBeforeThereWasAComparisonAreLeftAlone() {
    upload("line2/archive.jpg");
    // Attached elsewhere some hours later: there it is the first round.
    keep(Duration.ofHours(14), PLENTY, "PHOTOS_PREFIX", "line2/");
    keep(Duration.ofHours(39), PLENTY, "PHOTOS_PREFIX", "line2/");
    assertThat(handedOver()).isEmpty();
  }

  @Test
  void whatTheQueueDidNotTakeIsHandedOverTheNextTime() {
    Photo photo = upload("a.jpg");
    assertThatThrownBy(
            () -> keep(DUE, PLENTY, "TRIAGE_FAILURES_URL", aws.failures() + "-is-not-there"))
        .isInstanceOf(RuntimeException.class);
    assertThat(handedOver()).isEmpty();
    keep(DUE, PLENTY);
    assertThat(handedOver()).containsExactly(photo);
  }

  @Test
  void aRoundThatHadNoTimeGoesOnWhereItWasAndBadProgressBeginsAnew() {
    // S3 lists a thousand versions at a time.
    List<Photo> photos =
        IntStream.range(0, 1_100).mapToObj(i -> upload("%04d.jpg".formatted(i))).toList();
    Duration hardlyAny = Duration.ofSeconds(15); // as much as is kept for a page
    keep(DUE, hardlyAny);
    assertThat(handedOver()).containsExactlyInAnyOrderElementsOf(photos.subList(0, 1_000));
    keep(DUE, hardlyAny);
    assertThat(handedOver()).containsExactlyInAnyOrderElementsOf(photos.subList(1_000, 1_100));
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("labeling/compared.json"),
            RequestBody.fromString("no JSON"));
    keep(DUE, PLENTY);
    assertThat(handedOver()).hasSize(1_100);
  }
}

package io.boardsift.labeling;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Requests;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Telemetry;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.sift.Photo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Compares the photos in the bucket with the decisions, once a day, and hands those to triage on
 * which nothing was ever decided: their events got lost, whoever lost them. Each photo is compared
 * once, some hours after its upload; so one that waits to be triaged again for longer than that, as
 * triage is stopped, is sent there a second time, and not each day.
 */
final class ForgottenPhotos {
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenPhotos.class);

  private static final Duration EVERY = Duration.ofDays(1);

  /**
   * Lambda tries an event for up to six hours, what it gives up is triaged again for another six,
   * and then labeling hands it to people.
   */
  static final Duration PATIENCE = Duration.ofHours(13);

  /** An upload in parts has the time at which it began, and is there only once it has ended. */
  static final Duration OVERLAP = Duration.ofHours(1);

  private final S3Client s3;
  private final String photosBucket;
  private final String prefix;
  private final ResultsBucket results;
  private final ConditionalObject kept;
  private final Queue failures;
  private final Telemetry telemetry;
  private final InstantSource clock;

  /**
   * Looks after one bucket.
   *
   * @param prefix how the keys of photos begin; all others are left alone
   * @param failures the queue of events that triage has failed on, and is to try again
   */
  ForgottenPhotos(
      S3Client s3,
      String photosBucket,
      String prefix,
      String resultsBucket,
      Queue failures,
      Telemetry telemetry,
      InstantSource clock) {
    this.s3 = s3;
    this.photosBucket = photosBucket;
    this.prefix = prefix;
    this.results = new ResultsBucket(s3, resultsBucket);
    this.kept = new ConditionalObject(s3, resultsBucket, "labeling/compared.json");
    this.failures = failures;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /**
   * Begins a round if one is due, or goes on with the one begun. At least a page of the bucket's
   * listing is compared however little time there is, so that a round comes to an end.
   *
   * @param hasTime whether to go on
   * @throws RuntimeException if AWS cannot be asked; the next time begins there
   */
  void run(BooleanSupplier hasTime) {
    Instant now = clock.instant();
    String place = photosBucket + "/" + prefix;
    Optional<ConditionalObject.State> state = kept.read();
    ComparisonProgress progress =
        state
            .map(read -> ComparisonProgress.fromJson(read.text(), place, now))
            .orElseGet(() -> ComparisonProgress.first(place, now));
    if (progress.isDone()) {
      if (progress.startedAt().plus(EVERY).isAfter(now)) {
        return;
      }
      progress = progress.next(now);
    }
    do {
      progress = compareNext(progress);
    } while (!progress.isDone() && hasTime.getAsBoolean());
    // If another keeper has written meanwhile, its word stands: it has compared all up to there.
    kept.write(state.map(ConditionalObject.State::eTag), progress.toJson());
  }

  private ComparisonProgress compareNext(ComparisonProgress from) {
    ListObjectVersionsResponse page =
        s3.listObjectVersions(
            list ->
                list.bucket(photosBucket)
                    .prefix(nullIfEmpty(prefix))
                    .keyMarker(nullIfEmpty(from.after()))
                    .versionIdMarker(nullIfEmpty(from.afterVersion())));
    Predicate<ObjectVersion> isDue =
        version ->
            !version.lastModified().isBefore(from.since())
                && version.lastModified().isBefore(from.startedAt().minus(PATIENCE));
    List<Photo> due =
        page.versions().stream()
            .filter(version -> version.isLatest() && isDue.test(version))
            .map(this::photo)
            .filter(photo -> !photo.isFolder())
            .toList();
    List<Photo> forgotten = new ArrayList<>();
    List<Boolean> decided = Requests.forEach(due, results::isDecided);
    for (int i = 0; i < due.size(); i++) {
      if (!decided.get(i)) {
        forgotten.add(due.get(i));
      }
    }
    if (!forgotten.isEmpty()) {
      handOver(forgotten);
    }
    return Boolean.TRUE.equals(page.isTruncated())
        ? from.at(page.nextKeyMarker(), page.nextVersionIdMarker())
        : from.done();
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** As its event would have named it; without versions events name none. */
  private Photo photo(ObjectVersion version) {
    Photo photo =
        new Photo(photosBucket, version.key(), version.versionId(), version.eTag(), version.size());
    return photo.isVersioned()
        ? photo
        : new Photo(photosBucket, photo.key(), "", photo.eTag(), photo.size());
  }

  /** As what triage has failed on: it tries that again. */
  private void handOver(List<Photo> forgotten) {
    Set<Integer> refused =
        failures.sendAll(forgotten.stream().map(FailedInvocation::message).toList());
    if (!refused.isEmpty()) {
      throw new IllegalStateException(
          "the queue of triage's failures did not take %d forgotten photos"
              .formatted(refused.size()));
    }
    for (Photo photo : forgotten) {
      LOG.warn(
          "nothing was ever decided on it, so it is sent to triage", entry("photo", photo.id()));
    }
    telemetry.count(Map.of("PhotosForgotten", (double) forgotten.size()));
  }
}

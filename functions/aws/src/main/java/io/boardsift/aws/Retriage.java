package io.boardsift.aws;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lets triage decide again on photos that people were asked about only because something failed,
 * and that nobody has answered on. The photo goes on waiting for a person until triage has decided;
 * an answer that comes meanwhile counts.
 */
public final class Retriage {
  private final S3Client s3;
  private final String resultsBucket;
  private final ResultsBucket results;
  private final Consumer<Photo> triage;
  private final InstantSource clock;

  /**
   * Builds it.
   *
   * @param triage sends a photo to triage
   */
  public Retriage(S3Client s3, String resultsBucket, Consumer<Photo> triage, InstantSource clock) {
    this.s3 = Objects.requireNonNull(s3);
    this.resultsBucket = Objects.requireNonNull(resultsBucket);
    this.results = new ResultsBucket(s3, resultsBucket);
    this.triage = Objects.requireNonNull(triage);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * The records of such photos. Reads every record that was written in that time.
   *
   * @param since what was decided before is left out
   */
  public Stream<DecisionRecord> waiting(Instant since) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(resultsBucket).prefix(ResultsBucket.DECISIONS))
        .stream()
        .map(page -> page.contents().stream().filter(o -> !o.lastModified().isBefore(since)))
        .map(written -> written.map(S3Object::key).toList())
        .flatMap(keys -> waiting(keys, since).stream());
  }

  private List<DecisionRecord> waiting(List<String> keys, Instant since) {
    return Requests.forEach(keys, results::readable).stream()
        .flatMap(Optional::stream)
        .filter(record -> record.mayBeTriagedAgain() && !record.decidedAt().isBefore(since))
        .filter(record -> !results.hasAnswer(record.photo()))
        .toList();
  }

  /**
   * Sends one to triage. Cut off, it can be asked for again.
   *
   * @return false if somebody has decided otherwise meanwhile
   */
  public boolean send(Photo photo) {
    // First the record: the photo's event changes nothing without it.
    boolean isMarked =
        !results.hasAnswer(photo) && results.letTriageDecideAgain(photo, clock.instant());
    if (isMarked) {
      triage.accept(photo);
    }
    return isMarked;
  }
}

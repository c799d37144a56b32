package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ConditionalObject.State;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * How many photos each reviewer has answered on a day, in the results bucket: {@code
 * progress/<day>/<reviewer>}, a number in digits. A lifecycle rule forgets them.
 */
final class DailyProgress {
  static final String PROGRESS = "progress/";

  private static final Logger LOG = LoggerFactory.getLogger(DailyProgress.class);
  private static final String TEXT = "text/plain";

  /** Where nobody signs in. */
  private static final String SOMEBODY = "somebody";

  private final S3Client s3;
  private final String bucket;

  DailyProgress(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /**
   * Photos answered on a day.
   *
   * @param mine by one reviewer
   * @param all by all
   */
  record Done(long mine, long all) {}

  /** Counts a photo. Where that fails it is told and no error: the answer is safe. */
  void count(LocalDate day, String reviewer) {
    ConditionalObject object = object(day, reviewer);
    try {
      object.change(
          object.read(),
          object::read,
          there ->
              object.write(
                  there.map(State::eTag),
                  Long.toString(number(there) + 1).getBytes(StandardCharsets.US_ASCII),
                  TEXT));
    } catch (SdkException e) {
      LOG.warn("an answer is not counted", entry("day", day.toString()), e);
    }
  }

  Done on(LocalDate day, String reviewer) {
    String own = key(day, reviewer);
    long mine = 0;
    long all = 0;
    for (S3Object object :
        s3.listObjectsV2(list -> list.bucket(bucket).prefix(PROGRESS + day + "/")).contents()) {
      long number = number(new ConditionalObject(s3, bucket, object.key()).read());
      all += number;
      if (object.key().equals(own)) {
        mine = number;
      }
    }
    return new Done(mine, all);
  }

  private static long number(Optional<State> there) {
    try {
      return there.map(state -> Long.parseLong(state.text().strip())).orElse(0L);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private ConditionalObject object(LocalDate day, String reviewer) {
    return new ConditionalObject(s3, bucket, key(day, reviewer));
  }

  private static String key(LocalDate day, String reviewer) {
    String name = reviewer.isEmpty() ? SOMEBODY : reviewer;
    return PROGRESS + day + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}

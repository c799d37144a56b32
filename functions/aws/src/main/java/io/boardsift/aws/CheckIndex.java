package io.boardsift.aws;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The checks of rules, in the results bucket: for each photo whose deletion a rule called for and
 * that a person saw instead, as an audit or while observing, an object whose key says it all,
 * {@code checks/<day of the decision>/<by>/<what was said>/<fingerprint>}. So nobody has to read
 * all records to say how often a rule is wrong. A lifecycle rule forgets it.
 *
 * <p>Whoever changes an answer leaves two; then the records are asked.
 */
public final class CheckIndex {
  public static final String CHECKS = "checks/";

  private final S3Client s3;
  private final String bucket;
  private final ResultsBucket results;

  CheckIndex(S3Client s3, String bucket, ResultsBucket results) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.results = Objects.requireNonNull(results);
  }

  /**
   * What came of a rule's checks.
   *
   * @param wrong how many of them found a board
   * @param total how many there were
   */
  public record Checked(int wrong, int total) {
    static final Checked NONE = new Checked(0, 0);

    /** Both together. */
    public Checked plus(Checked other) {
      return new Checked(wrong + other.wrong, total + other.total);
    }
  }

  /** What a person said of such a photo. */
  private enum Said {
    BOARD,
    OTHER,
    /** They could not tell, or it was brought back and so not drawn by chance any more. */
    NEITHER;

    static Said of(DecisionRecord record, Optional<Answer> answer) {
      if (record.by() == DecidedBy.PERSON || answer.isEmpty()) {
        return NEITHER;
      }
      return switch (answer.get()) {
        case GOOD_BOARD, BROKEN_BOARD -> BOARD;
        case NOT_A_BOARD -> OTHER;
        case CANNOT_TELL -> NEITHER;
      };
    }

    Checked counted() {
      return switch (this) {
        case BOARD -> new Checked(1, 1);
        case OTHER -> new Checked(0, 1);
        case NEITHER -> Checked.NONE;
      };
    }
  }

  /**
   * Notes what was said of a photo, if a rule called for its deletion.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be written
   */
  public void add(DecisionRecord record, Verdict verdict) {
    if (!record.wouldDelete()) {
      return;
    }
    String key =
        folder(LocalDate.ofInstant(record.decidedAt(), ZoneOffset.UTC))
            + DeletionEntry.encoded(DeletionEntry.byRule(record.rule().orElse("unknown")))
            + "/"
            + Said.of(record, Optional.of(verdict.answer())).name().toLowerCase(Locale.ROOT)
            + "/"
            + record.photo().fingerprint();
    new ConditionalObject(s3, bucket, key).overwrite("{}");
  }

  /**
   * What came of the checks of a day's decisions, by rule ({@link DeletionEntry#by}). It lists them
   * all: a request for each thousand.
   */
  public Map<String, Checked> counts(LocalDate day) {
    Map<String, Map<String, Set<Said>>> said = new TreeMap<>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder(day))).contents().stream()
        .map(object -> object.key().split("/", -1))
        .filter(parts -> parts.length == 5)
        .forEach(
            parts ->
                said(parts[3])
                    .ifPresent(
                        word ->
                            said.computeIfAbsent(parts[2], by -> new TreeMap<>())
                                .computeIfAbsent(parts[4], photo -> EnumSet.noneOf(Said.class))
                                .add(word)));
    Map<String, Checked> counts = new TreeMap<>();
    said.forEach(
        (by, photos) ->
            photos.forEach(
                (photo, words) ->
                    counts.merge(by, settled(photo, words).counted(), Checked::plus)));
    return counts;
  }

  private static String folder(LocalDate day) {
    return CHECKS + day + "/";
  }

  private static Optional<Said> said(String word) {
    return EnumSet.allOf(Said.class).stream()
        .filter(said -> said.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  private Said settled(String photo, Set<Said> words) {
    if (words.size() == 1) {
      return words.iterator().next();
    }
    try {
      Optional<DecisionRecord> record = results.decision(photo);
      return record.isEmpty()
          ? Said.NEITHER
          : Said.of(record.get(), results.verdict(record.get().photo()).map(Verdict::answer));
    } catch (MalformedException e) {
      return Said.NEITHER;
    }
  }
}

package io.boardsift.aws;

import io.boardsift.sift.Photo;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The deletions of each day, in the results bucket: a small object for each, whose key says all
 * that a listing needs ({@link DeletionEntry}), and which holds the photo's name. So nobody has to
 * read all records to find the deleted ones. A lifecycle rule forgets it once the photo cannot be
 * brought back any more.
 *
 * <p>It is written before the deletion, and a deletion that cannot be listed is not carried out. So
 * it may name a photo that was not deleted in the end, or name one twice, where a deletion that was
 * cut off is tried again after midnight; what happened is in the photo's record.
 */
public final class DeletionIndex {
  public static final String DELETIONS = "deletions/";

  private final S3Client s3;
  private final String bucket;

  public DeletionIndex(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /**
   * Which deletions of a day.
   *
   * @param day in UTC
   * @param by on whose word, see {@link DeletionEntry#by}; empty for those of all rules
   * @param camera see {@link DeletionEntry#camera}; empty for all
   */
  public record Choice(LocalDate day, Optional<String> by, Optional<String> camera) {
    public Choice {
      Objects.requireNonNull(day);
      Objects.requireNonNull(by);
      Objects.requireNonNull(camera);
    }
  }

  /**
   * A part of a list.
   *
   * @param next from where on there is more; empty at the end
   */
  public record Page(List<DeletionEntry> entries, Optional<String> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * How many deletions there were.
   *
   * @param by on whose word, see {@link DeletionEntry#by}
   * @param camera see {@link DeletionEntry#camera}
   */
  public record Count(String by, String camera, int deletions) {}

  /**
   * Lists a deletion that is about to be carried out.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be written
   */
  void add(DecisionRecord record, Cause cause, Instant now) {
    Photo photo = record.photo();
    String by =
        switch (cause) {
          case RULE -> DeletionEntry.byRule(record.deletingRule().orElse(record.by().word()));
          case PERSON -> DeletionEntry.PERSON;
        };
    DeletionEntry entry =
        new DeletionEntry(
            LocalDate.ofInstant(now, ZoneOffset.UTC),
            by,
            RememberedPhoto.camera(photo.key()),
            photo.fingerprint());
    new ConditionalObject(s3, bucket, entry.key()).overwrite(new ReviewTask(photo).toJson());
  }

  /** The photo of an entry, for where its record cannot be read; empty if that is gone, too. */
  public Optional<Photo> photo(DeletionEntry entry) {
    return new ConditionalObject(s3, bucket, entry.key())
        .read()
        .flatMap(
            there -> {
              try {
                return Optional.of(ReviewTask.fromJson(there.text()).photo());
              } catch (MalformedException e) {
                return Optional.empty();
              }
            });
  }

  /** The days with deletions that are still listed, the latest first. */
  public List<LocalDate> days() {
    return folders(DELETIONS)
        .flatMap(
            day -> {
              try {
                return Stream.of(LocalDate.parse(day));
              } catch (DateTimeException e) {
                return Stream.empty();
              }
            })
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** How many there were on a day. It lists them all: a request for each thousand. */
  public List<Count> counts(LocalDate day) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(DeletionEntry.folder(day)))
        .contents()
        .stream()
        .flatMap(object -> DeletionEntry.of(object.key()).stream())
        .forEach(
            entry ->
                counts
                    .computeIfAbsent(entry.by(), by -> new TreeMap<>())
                    .merge(entry.camera(), 1, Integer::sum));
    return counts.entrySet().stream()
        .flatMap(
            by ->
                by.getValue().entrySet().stream()
                    .map(camera -> new Count(by.getKey(), camera.getKey(), camera.getValue())))
        .toList();
  }

  /**
   * A part of a day's deletions, in the order of their keys: by rule and camera.
   *
   * @param after where the part before ended; empty for the first one
   * @param most how many at most, 1 to 999
   */
  public Page page(Choice choice, String after, int most) {
    List<String> keys = new ArrayList<>();
    for (String prefix : prefixes(choice)) {
      boolean isPassed = after.compareTo(prefix) > 0 && !after.startsWith(prefix);
      if (!isPassed && keys.size() <= most) {
        ListObjectsV2Request.Builder list =
            ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .maxKeys(most + 1 - keys.size());
        if (after.startsWith(prefix)) {
          list.startAfter(after);
        }
        s3.listObjectsV2(list.build()).contents().stream().map(S3Object::key).forEach(keys::add);
      }
    }
    boolean hasMore = keys.size() > most;
    List<String> shown = hasMore ? keys.subList(0, most) : keys;
    return new Page(
        shown.stream().flatMap(key -> DeletionEntry.of(key).stream()).toList(),
        hasMore ? Optional.of(shown.getLast()) : Optional.empty());
  }

  private List<String> prefixes(Choice choice) {
    String day = DeletionEntry.folder(choice.day());
    if (choice.by().isEmpty() && choice.camera().isEmpty()) {
      return List.of(day + DeletionEntry.RULE);
    }
    Stream<String> words =
        choice
            .by()
            .map(by -> Stream.of(DeletionEntry.byFolder(by)))
            .orElseGet(
                () ->
                    folders(day)
                        .filter(by -> by.startsWith(DeletionEntry.RULE))
                        .map(by -> by + "/"));
    String camera = choice.camera().map(DeletionEntry::cameraFolder).orElse("");
    return words.map(by -> day + by + camera).toList();
  }

  /** The names of the folders in a folder, as they are in keys. */
  private Stream<String> folders(String prefix) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .map(folder -> folder.substring(prefix.length(), folder.length() - 1));
  }
}

package io.boardsift.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** The histories of all keys of a bucket, read a thousand versions at a time. */
final class KeyHistories {
  private final S3Client s3;
  private final String bucket;

  KeyHistories(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Those of keys with a delete marker somewhere, in the order of the keys. */
  Stream<KeyHistory> withMarkers() {
    List<KeyHistory.Entry> unfinished = new ArrayList<>();
    return s3.listObjectVersionsPaginator(list -> list.bucket(bucket)).stream()
        .flatMap(
            page -> {
              Map<String, List<KeyHistory.Entry>> byKey = new LinkedHashMap<>();
              unfinished.forEach(entry -> add(byKey, entry));
              unfinished.clear();
              KeyHistory.entries(page).forEach(entry -> add(byKey, entry));
              if (Boolean.TRUE.equals(page.isTruncated())) {
                // The key may go on at the next page.
                List<KeyHistory.Entry> last = byKey.remove(page.nextKeyMarker());
                unfinished.addAll(last == null ? List.of() : last);
              }
              return byKey.entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(Map.Entry::getValue);
            })
        .filter(entries -> entries.stream().anyMatch(KeyHistory.Entry::isMarker))
        .map(this::history);
  }

  private static void add(Map<String, List<KeyHistory.Entry>> byKey, KeyHistory.Entry entry) {
    byKey.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry);
  }

  private KeyHistory history(List<KeyHistory.Entry> entries) {
    KeyHistory history = new KeyHistory(entries);
    return history.isAmbiguous() ? KeyHistory.read(s3, bucket, entries.getFirst().key()) : history;
  }
}

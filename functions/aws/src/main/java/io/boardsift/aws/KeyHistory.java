package io.boardsift.aws;

import io.boardsift.sift.life.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/**
 * All that lies under one key.
 *
 * @param entries versions and delete markers, the newest first
 */
record KeyHistory(List<Entry> entries) {
  /** As many as S3 gives at once. */
  private static final int PAGE = 1000;

  KeyHistory {
    entries = List.copyOf(entries);
  }

  /** A version, or a delete marker (then without eTag and size). */
  record Entry(
      String key,
      String versionId,
      boolean isMarker,
      boolean isLatest,
      Instant modified,
      String eTag,
      long size) {}

  /** A version with a delete marker directly on it. */
  record Hidden(Entry version, Entry marker) {}

  static KeyHistory read(S3Client s3, String bucket, String key) {
    KeyHistory history = read(s3, bucket, key, PAGE);
    // One a page: then the order of the pages is the order of the versions.
    return history.isAmbiguous() ? read(s3, bucket, key, 1) : history;
  }

  private static KeyHistory read(S3Client s3, String bucket, String key, int size) {
    List<Entry> entries = new ArrayList<>();
    String keyMarker = null;
    String versionMarker = null;
    while (true) {
      String fromKey = keyMarker;
      String fromVersion = versionMarker;
      ListObjectVersionsResponse page =
          s3.listObjectVersions(
              list ->
                  list.bucket(bucket)
                      .prefix(key)
                      .maxKeys(size)
                      .keyMarker(fromKey)
                      .versionIdMarker(fromVersion));
      entries(page).stream().filter(entry -> entry.key().equals(key)).forEach(entries::add);
      // Keys that go on after this one come later.
      if (!Boolean.TRUE.equals(page.isTruncated()) || !key.equals(page.nextKeyMarker())) {
        return new KeyHistory(entries);
      }
      keyMarker = page.nextKeyMarker();
      versionMarker = page.nextVersionIdMarker();
    }
  }

  /** A page's entries, those of each key in their order as far as their times tell it. */
  static List<Entry> entries(ListObjectVersionsResponse page) {
    List<Entry> entries = new ArrayList<>();
    page.versions()
        .forEach(
            v ->
                entries.add(
                    new Entry(
                        v.key(),
                        v.versionId(),
                        false,
                        v.isLatest(),
                        v.lastModified(),
                        v.eTag(),
                        v.size())));
    page.deleteMarkers()
        .forEach(
            m ->
                entries.add(
                    new Entry(
                        m.key(), m.versionId(), true, m.isLatest(), m.lastModified(), "", 0)));
    entries.sort(Comparator.comparing(Entry::isLatest).thenComparing(Entry::modified).reversed());
    return entries;
  }

  /**
   * Whether times alone do not tell the order: the SDK hands over versions and markers in two
   * lists, and S3 tells their times to the second.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">
   *     ListObjectVersions</a>
   */
  boolean isAmbiguous() {
    for (int i = 1; i < entries.size(); i++) {
      Entry newer = entries.get(i - 1);
      Entry older = entries.get(i);
      if (newer.isMarker() != older.isMarker()
          && !newer.isLatest()
          && newer.modified().equals(older.modified())) {
        return true;
      }
    }
    return false;
  }

  /** Where a version stands. */
  Standing standing(String versionId) {
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).isMarker() && entries.get(i).versionId().equals(versionId)) {
        return above(i)
            .map(
                above ->
                    above.isMarker()
                        ? new Standing.Hidden(above.versionId())
                        : new Standing.Superseded())
            .orElseGet(Standing.Current::new);
      }
    }
    return new Standing.Gone();
  }

  /** The versions that have a delete marker directly on them. */
  List<Hidden> hidden() {
    List<Hidden> hidden = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Optional<Entry> marker = above(i).filter(Entry::isMarker);
      if (!entry.isMarker() && marker.isPresent()) {
        hidden.add(new Hidden(entry, marker.get()));
      }
    }
    return hidden;
  }

  private Optional<Entry> above(int place) {
    return place == 0 ? Optional.empty() : Optional.of(entries.get(place - 1));
  }
}

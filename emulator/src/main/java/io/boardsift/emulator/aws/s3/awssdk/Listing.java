package io.boardsift.emulator.aws.s3.awssdk;

import io.boardsift.emulator.aws.s3.StoredVersion;
import io.boardsift.emulator.aws.s3.VersionStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.ObjectVersionStorageClass;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * One page of a bucket's listing: entries in the order of their keys, keys that go on after the
 * delimiter rolled up into prefixes, and where to go on.
 */
final class Listing {
  private static final int MOST = 1000;

  private final String prefix;
  private final String delimiter;
  private final int most;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> commonPrefixes = new LinkedHashSet<>();
  private Entry last;
  private boolean isTruncated;

  private Listing(String prefix, String delimiter, Integer most) {
    this.prefix = Objects.requireNonNullElse(prefix, "");
    this.delimiter = Objects.requireNonNullElse(delimiter, "");
    this.most = most == null ? MOST : Math.min(MOST, most);
  }

  /** A version, and whether it is its key's newest. */
  private record Entry(StoredVersion version, boolean isLatest) {}

  static ListObjectsV2Response objects(VersionStore store, ListObjectsV2Request request) {
    String after =
        request.continuationToken() == null ? request.startAfter() : request.continuationToken();
    Listing page = new Listing(request.prefix(), request.delimiter(), request.maxKeys());
    page.read(
        store.versions(request.bucket(), page.start(after)),
        entry -> entry.isLatest() && !entry.version().isMarker() && page.isAfter(entry, after));
    return SdkResponses.objectsPage(
            page.entries.stream()
                .map(
                    entry ->
                        SdkResponses.objectEntry(
                            entry.version().key(),
                            "\"" + entry.version().eTag() + "\"",
                            entry.version().modified(),
                            entry.version().size(),
                            StorageClass.STANDARD))
                .toList(),
            page.prefixes(),
            page.isTruncated ? page.marker() : null)
        .toBuilder()
        .isTruncated(page.isTruncated)
        .build();
  }

  static ListObjectVersionsResponse versions(
      VersionStore store, ListObjectVersionsRequest request) {
    String keyMarker = request.keyMarker();
    String versionMarker = request.versionIdMarker();
    Listing page = new Listing(request.prefix(), request.delimiter(), request.maxKeys());
    AfterMarker after = new AfterMarker(keyMarker, versionMarker);
    page.read(
        store.versions(request.bucket(), page.start(keyMarker)),
        entry ->
            after.test(entry.version())
                && (versionMarker != null || page.isAfter(entry, keyMarker)));
    return ListObjectVersionsResponse.builder()
        .versions(
            page.entries.stream().filter(e -> !e.version().isMarker()).map(Listing::row).toList())
        .deleteMarkers(
            page.entries.stream().filter(e -> e.version().isMarker()).map(Listing::marker).toList())
        .commonPrefixes(page.prefixes())
        .isTruncated(page.isTruncated)
        .nextKeyMarker(page.isTruncated ? page.marker() : null)
        .nextVersionIdMarker(
            page.isTruncated && page.rollUp(page.last.version().key()) == null
                ? page.last.version().versionId()
                : null)
        .build();
  }

  /** The first key worth looking at. */
  private String start(String after) {
    return after == null || after.compareTo(prefix) < 0 ? prefix : after;
  }

  /** Whether an entry comes after a key or a common prefix at which an earlier page ended. */
  private boolean isAfter(Entry entry, String after) {
    if (after == null) {
      return true;
    }
    String key = entry.version().key();
    boolean isRolledUpBefore =
        !delimiter.isEmpty() && after.endsWith(delimiter) && after.equals(rollUp(key));
    return key.compareTo(after) > 0 && !isRolledUpBefore;
  }

  private void read(Stream<StoredVersion> versions, Predicate<Entry> wanted) {
    String key = null;
    for (Iterator<StoredVersion> all = versions.iterator(); all.hasNext(); ) {
      StoredVersion version = all.next();
      if (!version.key().startsWith(prefix)) {
        if (version.key().compareTo(prefix) > 0) {
          return;
        }
        continue;
      }
      Entry entry = new Entry(version, !version.key().equals(key));
      key = version.key();
      if (wanted.test(entry) && !add(entry)) {
        isTruncated = true;
        return;
      }
    }
  }

  /** Adds an entry, unless the page is full. */
  private boolean add(Entry entry) {
    String rolledUp = rollUp(entry.version().key());
    if (commonPrefixes.contains(rolledUp)) {
      return true;
    }
    if (entries.size() + commonPrefixes.size() >= most) {
      // A page of nothing is complete, as S3 has it.
      return most == 0;
    }
    if (rolledUp == null) {
      entries.add(entry);
    } else {
      commonPrefixes.add(rolledUp);
    }
    last = entry;
    return true;
  }

  private String rollUp(String key) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? null : key.substring(0, end + delimiter.length());
  }

  private String marker() {
    String key = last.version().key();
    String rolledUp = rollUp(key);
    return rolledUp == null ? key : rolledUp;
  }

  private List<CommonPrefix> prefixes() {
    return commonPrefixes.stream().map(SdkResponses::commonPrefix).toList();
  }

  private static ObjectVersion row(Entry entry) {
    return ObjectVersion.builder()
        .key(entry.version().key())
        .versionId(entry.version().versionId())
        .isLatest(entry.isLatest())
        .eTag("\"" + entry.version().eTag() + "\"")
        .size(entry.version().size())
        .lastModified(entry.version().modified())
        .storageClass(ObjectVersionStorageClass.STANDARD)
        .build();
  }

  private static DeleteMarkerEntry marker(Entry entry) {
    return DeleteMarkerEntry.builder()
        .key(entry.version().key())
        .versionId(entry.version().versionId())
        .isLatest(entry.isLatest())
        .lastModified(entry.version().modified())
        .build();
  }

  /** Lets pass what comes after one version in a listing of versions. */
  private static final class AfterMarker {
    private final String key;
    private final String versionId;
    private boolean passed;

    AfterMarker(String key, String versionId) {
      this.key = key;
      this.versionId = versionId;
      this.passed = key == null || versionId == null;
    }

    boolean test(StoredVersion version) {
      if (passed) {
        return true;
      }
      if (version.key().compareTo(key) > 0) {
        passed = true;
        return true;
      }
      passed = version.key().equals(key) && version.versionId().equals(versionId);
      return false;
    }
  }
}

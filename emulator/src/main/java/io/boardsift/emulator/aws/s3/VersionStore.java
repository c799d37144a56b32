package io.boardsift.emulator.aws.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.emulator.aws.s3.Bucket.Versioning;
import io.boardsift.emulator.aws.s3.StoredVersion.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Buckets and objects with all their versions, in a folder: contents as files, the index of them in
 * a log-structured B-tree. What a write has answered for outlives this process, or a power cut,
 * too, as its {@link Durability} says. Safe for use by many threads.
 */
public final class VersionStore implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Between bucket, key and order in the index's keys; sorts before everything. */
  private static final char NUL = '\0';

  private static final String LAST_SEQUENCE = "lastSequence";

  private final Durability durability;
  private final Path contents;
  private final Path incoming;
  private final MVStore store;
  private final MVMap<String, String> buckets;

  /** {@code bucket NUL key NUL order} to a {@link StoredVersion}; newer versions come first. */
  private final MVMap<String, String> versions;

  private final MVMap<String, Long> counters;

  /** Opens the store in a folder, made if missing. */
  public VersionStore(Path folder, Durability durability) {
    this.durability = durability;
    try {
      contents = Files.createDirectories(folder.resolve("contents"));
      incoming = Files.createDirectories(folder.resolve("incoming"));
      discardUnfinishedUploads();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be used: " + e.getMessage(), e);
    }
    store = new MVStore.Builder().fileName(folder.resolve("index").toString()).open();
    store.setVersionsToKeep(0);
    buckets = store.openMap("buckets");
    versions = store.openMap("versions");
    counters = store.openMap("counters");
  }

  private void discardUnfinishedUploads() throws IOException {
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** A new file for content that is arriving; {@link #put} takes it over. */
  public Path newIncoming() {
    return incoming.resolve(UUID.randomUUID().toString());
  }

  /** Creates a bucket. */
  public synchronized void createBucket(String name) {
    Bucket bucket = new Bucket(name, System.currentTimeMillis(), Versioning.NEVER);
    if (buckets.putIfAbsent(name, json(bucket)) != null) {
      throw S3Exceptions.bucketAlreadyOwnedByYou(name);
    }
    store.commit();
  }

  /** Every bucket, by name. */
  public List<Bucket> buckets() {
    return buckets.values().stream().map(text -> read(text, Bucket.class)).toList();
  }

  /**
   * A bucket.
   *
   * @throws software.amazon.awssdk.services.s3.model.NoSuchBucketException if there is none
   */
  public Bucket bucket(String name) {
    String text = buckets.get(name);
    if (text == null) {
      throw S3Exceptions.noSuchBucket(name, "no such bucket");
    }
    return read(text, Bucket.class);
  }

  /** Whether there is such a bucket. */
  public boolean hasBucket(String name) {
    return buckets.containsKey(name);
  }

  /** Lets a bucket keep versions, or stops it. */
  public synchronized void setVersioning(String name, Versioning versioning) {
    buckets.put(name, json(new Bucket(name, bucket(name).createdMillis(), versioning)));
    store.commit();
  }

  /** Deletes a bucket in which nothing is, not even an old version. */
  public synchronized void deleteBucket(String name) {
    bucket(name);
    if (versions(name, "").findAny().isPresent()) {
      throw S3Exceptions.bucketNotEmpty(name);
    }
    buckets.remove(name);
    store.commit();
  }

  /**
   * Writes an object.
   *
   * @param content a file of {@link #newIncoming}, which is moved
   * @param precondition what the current version has to be
   */
  public StoredVersion put(
      String bucket,
      String key,
      Path content,
      String eTag,
      Headers headers,
      Precondition precondition) {
    try {
      durability.flushFile(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StoredVersion version = putUnflushed(bucket, key, content, eTag, headers, precondition);
    durability.flushFolder(file(version.sequence()).getParent());
    flushIndex();
    return version;
  }

  /** Waits for the disk, if that is wanted; outside the lock, so that writers wait together. */
  private void flushIndex() {
    if (durability == Durability.POWER) {
      store.sync();
    }
  }

  private synchronized StoredVersion putUnflushed(
      String bucket,
      String key,
      Path content,
      String eTag,
      Headers headers,
      Precondition precondition) {
    precondition.check(bucket, key, current(bucket, key));
    long sequence = nextSequence();
    try {
      long size = Files.size(content);
      Path file = file(sequence);
      if (!Files.isDirectory(file.getParent())) {
        Files.createDirectories(file.getParent());
        durability.flushFolder(contents);
      }
      Files.move(content, file);
      return add(bucket, key, sequence, false, size, eTag, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredVersion add(
      String bucket,
      String key,
      long sequence,
      boolean isMarker,
      long size,
      String eTag,
      Headers headers) {
    boolean keepsVersions = bucket(bucket).versioning() == Versioning.ENABLED;
    if (!keepsVersions) {
      version(bucket, key, StoredVersion.NULL_VERSION).ifPresent(this::discard);
    }
    StoredVersion version =
        new StoredVersion(
            bucket,
            key,
            keepsVersions ? newVersionId(sequence) : StoredVersion.NULL_VERSION,
            sequence,
            isMarker,
            size,
            eTag,
            System.currentTimeMillis(),
            headers);
    versions.put(indexKey(version), json(version));
    counters.put(LAST_SEQUENCE, sequence);
    store.commit();
    return version;
  }

  /** The key's newest version, unless there is none or it is a delete marker. */
  public Optional<StoredVersion> current(String bucket, String key) {
    return newest(bucket, key).filter(version -> !version.isMarker());
  }

  /** The key's newest version, which may be a delete marker. */
  public Optional<StoredVersion> newest(String bucket, String key) {
    bucket(bucket);
    return versionsOf(bucket, key).findFirst();
  }

  /** A version by its id; it may be a delete marker. */
  public Optional<StoredVersion> version(String bucket, String key, String versionId) {
    bucket(bucket);
    return versionsOf(bucket, key).filter(v -> v.versionId().equals(versionId)).findFirst();
  }

  private Stream<StoredVersion> versionsOf(String bucket, String key) {
    return versions(bucket, key).takeWhile(version -> version.key().equals(key));
  }

  /**
   * Every version in a bucket, ordered by key and then newest first.
   *
   * @param fromKey the first key that may come
   */
  public Stream<StoredVersion> versions(String bucket, String fromKey) {
    return versionsFrom(bucket, bucket + NUL + fromKey);
  }

  /**
   * Some of the versions in a bucket, in the same order. Who goes through them all while others
   * write takes them in pages: the index gives up what it was a while ago.
   *
   * @param after the last one of the page before, or null
   * @param most how many at most
   */
  public List<StoredVersion> page(String bucket, StoredVersion after, int most) {
    String from = after == null ? bucket + NUL : indexKey(after) + NUL;
    return versionsFrom(bucket, from).limit(most).toList();
  }

  private Stream<StoredVersion> versionsFrom(String bucket, String from) {
    String start = bucket + NUL;
    Iterator<String> keys = versions.keyIterator(from);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(keys, Spliterator.ORDERED), false)
        .takeWhile(key -> key.startsWith(start))
        .map(versions::get)
        // Removed while we were going through.
        .filter(text -> text != null)
        .map(text -> read(text, StoredVersion.class));
  }

  /**
   * Deletes as S3 does: without a version id a bucket that keeps versions gets a delete marker, and
   * with one that version is gone for good.
   *
   * @param versionId a version, or null
   * @param precondition what the version to be deleted has to be
   * @return the marker made, or the version removed; empty if there was nothing to remove
   */
  public Optional<StoredVersion> delete(
      String bucket, String key, String versionId, Precondition precondition) {
    Optional<StoredVersion> deleted = deleteUnflushed(bucket, key, versionId, precondition);
    flushIndex();
    return deleted;
  }

  private synchronized Optional<StoredVersion> deleteUnflushed(
      String bucket, String key, String versionId, Precondition precondition) {
    if (versionId != null) {
      Optional<StoredVersion> version = version(bucket, key, versionId);
      precondition.check(bucket, key, version.filter(v -> !v.isMarker()));
      version.ifPresent(this::discard);
      store.commit();
      return version;
    }
    precondition.check(bucket, key, current(bucket, key));
    if (bucket(bucket).versioning() == Versioning.NEVER) {
      Optional<StoredVersion> version = current(bucket, key);
      version.ifPresent(this::discard);
      store.commit();
      return Optional.empty();
    }
    return Optional.of(add(bucket, key, nextSequence(), true, 0, "", Headers.NONE));
  }

  private void discard(StoredVersion version) {
    versions.remove(indexKey(version));
    try {
      Files.deleteIfExists(file(version.sequence()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@link StoredVersion#sequence} of the latest write; 0 if there was none. */
  public synchronized long lastSequence() {
    return counters.getOrDefault(LAST_SEQUENCE, 0L);
  }

  /** Where a version's content lies. */
  public Path content(StoredVersion version) {
    return file(version.sequence());
  }

  private Path file(long sequence) {
    String name = hex(sequence);
    return contents.resolve(name.substring(name.length() - 2)).resolve(name);
  }

  /** Never given twice, also not over restarts or by a clock that goes back. */
  private long nextSequence() {
    long next = Math.max(counters.getOrDefault(LAST_SEQUENCE, 0L) + 1, System.currentTimeMillis());
    counters.put(LAST_SEQUENCE, next);
    return next;
  }

  private static String newVersionId(long sequence) {
    return hex(sequence) + UUID.randomUUID().toString().replace("-", "");
  }

  private static String indexKey(StoredVersion version) {
    return version.bucket() + NUL + version.key() + NUL + hex(Long.MAX_VALUE - version.sequence());
  }

  private static String hex(long number) {
    return "%016x".formatted(number);
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the index is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}

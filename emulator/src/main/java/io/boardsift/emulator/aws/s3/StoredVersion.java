package io.boardsift.emulator.aws.s3;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;

/**
 * One version of an object, or a delete marker.
 *
 * @param bucket its bucket
 * @param key its key
 * @param versionId its name among the key's versions; {@code null} as a word in buckets that keep
 *     no versions
 * @param sequence its place in the order of all writes; also names its file
 * @param isMarker whether it is a delete marker, which has no content
 * @param size bytes
 * @param eTag the MD5 of the content in hex digits, without quotes; for multipart uploads S3's
 *     digest of digests
 * @param modifiedMillis when it was written, in milliseconds since 1970
 * @param headers what the uploader said of the content
 */
public record StoredVersion(
    String bucket,
    String key,
    String versionId,
    long sequence,
    boolean isMarker,
    long size,
    String eTag,
    long modifiedMillis,
    Headers headers) {

  /** The version id of objects in buckets that keep no versions. */
  public static final String NULL_VERSION = "null";

  /** What an uploader says of the content; a field is null where nothing was said. */
  public record Headers(
      String contentType,
      String cacheControl,
      String contentDisposition,
      String contentEncoding,
      String contentLanguage,
      Map<String, String> metadata) {
    public static final Headers NONE = new Headers(null, null, null, null, null, Map.of());
  }

  @JsonIgnore
  public Instant modified() {
    return Instant.ofEpochMilli(modifiedMillis);
  }
}

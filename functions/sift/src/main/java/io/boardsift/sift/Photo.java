package io.boardsift.sift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;

/**
 * One uploaded version of one object.
 *
 * @param bucket the bucket's name
 * @param key the object's key, decoded (events carry it form-encoded)
 * @param versionId the version, or the empty string where the bucket keeps none
 * @param eTag the entity tag without quotes, or the empty string where the event had none
 * @param size bytes, or -1 where the event did not tell
 */
public record Photo(String bucket, String key, String versionId, String eTag, long size) {

  public Photo {
    if (bucket == null || bucket.isEmpty()) {
      throw new IllegalArgumentException("a photo needs a bucket");
    }
    if (key == null || key.isEmpty()) {
      throw new IllegalArgumentException("a photo needs a key");
    }
    if (size < -1) {
      throw new IllegalArgumentException("a photo's size is 0 or more, or -1, not " + size);
    }
    versionId = Objects.requireNonNullElse(versionId, "");
    // S3 writes eTags with quotes in HTTP headers and without them in events.
    eTag = Objects.requireNonNullElse(eTag, "").replace("\"", "");
  }

  /**
   * Whether this version can be brought back after a deletion, that is, whether S3 keeps versions.
   */
  @JsonIgnore
  public boolean isVersioned() {
    // "null" is the version of objects written before a bucket kept versions, or while suspended.
    return !versionId.isEmpty() && !versionId.equals("null");
  }

  /**
   * Whether it is a folder, and not a photo: consoles and mounted buckets write an empty object for
   * each.
   */
  @JsonIgnore
  public boolean isFolder() {
    return size == 0 && key.endsWith("/");
  }

  /**
   * Whether another description is of this version; sizes and eTags that are not told match all.
   */
  public boolean isSameAs(Photo other) {
    return id().equals(other.id())
        && (eTag.equals(other.eTag) || eTag.isEmpty() || other.eTag.isEmpty());
  }

  /** What names this version in logs, tasks and labels: {@code s3://bucket/key?versionId=…}. */
  public String id() {
    String object = "s3://" + bucket + "/" + key;
    if (!versionId.isEmpty()) {
      return object + "?versionId=" + versionId;
    }
    return eTag.isEmpty() ? object : object + "?eTag=" + eTag;
  }

  /**
   * A short name for this version that is safe in any key, message id or file name: 32 hex digits.
   */
  public String fingerprint() {
    return Sha256.hex(id(), 16);
  }
}

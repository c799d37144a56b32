package io.boardsift.soak.accounting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An uploaded version as S3 lists it.
 *
 * @param isNewest whether no newer version has its key
 * @param marker the delete marker on top of its key, if there is one
 */
record PhotoVersion(
    String bucket, String key, String versionId, boolean isNewest, Optional<String> marker) {
  /** What the records of this version are called, as the architecture's document has it. */
  String recordName() {
    String id = "s3://" + bucket + "/" + key + "?versionId=" + versionId;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16) + ".json";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String name() {
    return key + " " + versionId;
  }
}

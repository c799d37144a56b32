package io.boardsift.emulator.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.emulator.aws.s3.StoredVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The event that S3 sends for an object written, as JSON.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public final class S3EventJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private S3EventJson() {}

  /** An event of one object. */
  public static String created(StoredVersion version) {
    ObjectNode event = MAPPER.createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("eventVersion", "2.1");
    record.put("eventSource", "aws:s3");
    record.put("awsRegion", LocalAccount.REGION);
    record.put("eventTime", version.modified().toString());
    record.put("eventName", "ObjectCreated:Put");
    record.putObject("userIdentity").put("principalId", LocalAccount.ID);
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record.putObject("responseElements");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "photos");
    ObjectNode bucket = s3.putObject("bucket");
    bucket.put("name", version.bucket());
    bucket.put("arn", "arn:aws:s3:::" + version.bucket());
    bucket.putObject("ownerIdentity").put("principalId", LocalAccount.ID);
    ObjectNode object = s3.putObject("object");
    object.put("key", URLEncoder.encode(version.key(), StandardCharsets.UTF_8));
    object.put("size", version.size());
    object.put("eTag", version.eTag());
    if (!version.versionId().equals(StoredVersion.NULL_VERSION)) {
      object.put("versionId", version.versionId());
    }
    object.put("sequencer", "%016X".formatted(version.sequence()));
    return event.toString();
  }
}

package io.boardsift.aws.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Events in the forms that AWS documents, all about one upload. */
final class Events {
  static final ObjectMapper MAPPER = new ObjectMapper();

  static final String S3_RECORD =
      """
      {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",
       "eventTime":"2026-11-25T10:00:00.000Z","eventName":"ObjectCreated:Put",
       "userIdentity":{"principalId":"AWS:camera"},
       "requestParameters":{"sourceIPAddress":"192.0.2.1"},
       "responseElements":{"x-amz-request-id":"r","x-amz-id-2":"i"},
       "s3":{"s3SchemaVersion":"1.0","configurationId":"photos",
             "bucket":{"name":"cameras","ownerIdentity":{"principalId":"o"},
                       "arn":"arn:aws:s3:::cameras"},
             "object":{"key":"line+1/a%2Bb.jpg","size":1234,"eTag":"0123abcd",
                       "versionId":"v1","sequencer":"0055AED6DCD90281E5"}}}""";

  static final String S3_TEST =
      """
      {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-25T10:00:00.000Z",
       "Bucket":"cameras","RequestId":"r","HostId":"h"}""";

  static final String EVENT_BRIDGE =
      """
      {"version":"0","id":"e","detail-type":"Object Created","source":"aws.s3",
       "account":"123456789012","time":"2026-11-25T10:00:00Z","region":"eu-central-1",
       "resources":["arn:aws:s3:::cameras"],
       "detail":{"version":"0","bucket":{"name":"cameras"},
                 "object":{"key":"line 1/a+b.jpg","size":1234,"etag":"0123abcd",
                           "version-id":"v1","sequencer":"0055AED6DCD90281E5"},
                 "request-id":"r","requester":"123456789012",
                 "source-ip-address":"192.0.2.1","reason":"PutObject"}}""";

  private Events() {}

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  static String records(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  /** As Lambda gets a topic's message. */
  static String snsRecord(String message) {
    return """
    {"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":"arn:aws:sns:r:1:t:s",
     "Sns":{"Type":"Notification","MessageId":"m","TopicArn":"arn:aws:sns:r:1:t",
            "Subject":"Amazon S3 Notification","Message":%s,
            "Timestamp":"2026-11-25T10:00:00.000Z","MessageAttributes":{}}}"""
        .formatted(quoted(message));
  }

  /** As a queue or a web server gets a topic's message. */
  static String notification(String message) {
    return """
    {"Type":"Notification","MessageId":"m","TopicArn":"arn:aws:sns:r:1:t","Message":%s,
     "Timestamp":"2026-11-25T10:00:00.000Z","SignatureVersion":"1","Signature":"s"}"""
        .formatted(quoted(message));
  }

  static String sqsRecord(String body) {
    return """
    {"messageId":"m","receiptHandle":"h","body":%s,
     "attributes":{"ApproximateReceiveCount":"1"},"messageAttributes":{},"md5OfBody":"x",
     "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q","awsRegion":"r"}"""
        .formatted(quoted(body));
  }

  private static String quoted(String text) {
    try {
      return MAPPER.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

package io.boardsift.triage;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import io.boardsift.sift.Photo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The photos that an S3 event tells of.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
final class UploadedPhotos {
  private UploadedPhotos() {}

  /**
   * The created objects of an event; none where it tells of nothing created (a test event).
   *
   * @throws IllegalArgumentException if a record names no object
   */
  static List<Photo> of(S3Event event) {
    if (event == null || event.getRecords() == null) {
      return List.of();
    }
    return event.getRecords().stream()
        .filter(Objects::nonNull)
        .filter(UploadedPhotos::isCreation)
        .map(UploadedPhotos::photo)
        .toList();
  }

  private static boolean isCreation(S3EventNotificationRecord record) {
    // Without a name we cannot know, and looking at a photo once too often does no harm.
    return record.getEventName() == null || record.getEventName().contains("ObjectCreated");
  }

  private static Photo photo(S3EventNotificationRecord record) {
    if (record.getS3() == null
        || record.getS3().getBucket() == null
        || record.getS3().getObject() == null
        || record.getS3().getObject().getKey() == null) {
      throw new IllegalArgumentException("an S3 event's record names no bucket or no object");
    }
    S3ObjectEntity object = record.getS3().getObject();
    Long size = object.getSizeAsLong();
    return new Photo(
        record.getS3().getBucket().getName(),
        // Keys come form-encoded: "+" is a space.
        URLDecoder.decode(object.getKey(), StandardCharsets.UTF_8),
        object.getVersionId(),
        object.geteTag(),
        size == null || size < 0 ? -1 : size);
  }
}

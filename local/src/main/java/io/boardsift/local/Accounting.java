package io.boardsift.local;

import io.boardsift.aws.ResultsBucket;
import io.boardsift.local.Result.Decided;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Says of each photo where it is, by looking: at the delete markers in its bucket, at the messages
 * in the queues, at the recorded decisions. Nothing that the pipeline says of itself is believed.
 */
public final class Accounting {
  /** Longer than any accounting takes, so that no message is received twice. */
  private static final int HOLD_SECONDS = 3600;

  private final S3Client s3;
  private final SqsClient sqs;
  private final ResultsBucket results;

  public Accounting(S3Client s3, SqsClient sqs) {
    this.s3 = s3;
    this.sqs = sqs;
    this.results = new ResultsBucket(s3, LocalDeployment.RESULTS);
  }

  /** An uploaded photo and who submitted it. */
  public record Upload(Submission submission, Photo photo) {}

  /** Where each of the uploads is. Takes the tasks out of the queues for an hour. */
  public List<Result> account(List<Upload> uploads, List<URI> queues) {
    Set<String> deleted = deletedKeys();
    Set<Photo> tasks = new HashSet<>();
    queues.forEach(queue -> tasks.addAll(waiting(queue)));
    return uploads.stream().parallel().map(upload -> account(upload, deleted, tasks)).toList();
  }

  private Result account(Upload upload, Set<String> deleted, Set<Photo> tasks) {
    Optional<DecisionRecord> decision = results.decision(upload.photo());
    return new Result(
        upload.submission(),
        decision.map(record -> whereabouts(record, deleted, tasks)).orElse(Whereabouts.LOST),
        decision.map(Decided::of));
  }

  private static Whereabouts whereabouts(
      DecisionRecord record, Set<String> deleted, Set<Photo> tasks) {
    return switch (record.outcome()) {
      case DELETE ->
          deleted.contains(record.photo().key()) ? Whereabouts.DELETED : Whereabouts.LOST;
      case REVIEW -> tasks.contains(record.photo()) ? Whereabouts.WITH_PEOPLE : Whereabouts.LOST;
    };
  }

  private Set<String> deletedKeys() {
    Set<String> keys = new HashSet<>();
    s3
        .listObjectVersionsPaginator(list -> list.bucket(LocalDeployment.PHOTOS))
        .deleteMarkers()
        .stream()
        .filter(DeleteMarkerEntry::isLatest)
        .forEach(marker -> keys.add(marker.key()));
    return keys;
  }

  private Set<Photo> waiting(URI queue) {
    Set<Photo> photos = new HashSet<>();
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queue.toString())
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(HOLD_SECONDS))
              .messages();
      if (messages.isEmpty()) {
        return photos;
      }
      for (Message message : messages) {
        try {
          photos.add(ReviewTask.fromJson(message.body()).photo());
        } catch (MalformedException e) {
          throw new IllegalStateException(
              "a message that is not a review task: " + e.getMessage(), e);
        }
      }
    }
  }
}

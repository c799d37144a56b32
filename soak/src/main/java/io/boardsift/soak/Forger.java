package io.boardsift.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.local.LocalDeployment;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends what nobody should: messages that nobody can read, and answers that no reviewer gave. */
final class Forger {
  private static final List<String> POISON =
      List.of("{", "[]", "null", "1e999", "no JSON", "{\"bucket\":1}", "{\"Records\":[{}]}");

  /** Old enough that no grace is left. */
  private static final Duration AGE = Duration.ofMinutes(1);

  private final S3Client s3;
  private final SqsClient sqs;
  private final List<URI> queues;
  private final URI verdicts;
  private final SoakContext turmoil;
  private final Dice dice;

  Forger(LocalDeployment deployment, SoakContext turmoil) {
    this.s3 = deployment.s3();
    this.sqs = deployment.sqs();
    this.verdicts = deployment.verdictsQueue();
    this.queues =
        List.of(
            deployment.reviewQueue(),
            deployment.tasksQueue(),
            verdicts,
            deployment.failuresQueue(),
            deployment.givenUpQueue());
    this.turmoil = turmoil;
    this.dice = turmoil.dice().of("forger");
  }

  /** Poisons every queue. */
  void poison() {
    for (URI queue : queues) {
      for (String message : POISON) {
        turmoil.counts().count("poison");
        sqs.sendMessage(send -> send.queueUrl(queue.toString()).messageBody(message));
      }
    }
  }

  /** Forges answers of every kind. */
  void forge() {
    List<ObjectVersion> photos = newest(LocalDeployment.PHOTOS);
    List<ObjectVersion> records = newest(LocalDeployment.RESULTS);
    if (photos.isEmpty() || records.isEmpty()) {
      return;
    }
    Photo photo = photo(LocalDeployment.PHOTOS, any(photos));
    forged("never-uploaded", madeUp(photo), json -> {});
    forged("a-record", photo(LocalDeployment.RESULTS, any(records)), json -> {});
    forged("other-bucket", new Photo("elsewhere", "a.jpg", "1", "1", 1), json -> {});
    forged("half-a-number", photo, json -> number(json).put(Verdict.LABEL, 2.9));
    forged("a-truth", photo, json -> number(json).put(Verdict.LABEL, true));
    forged("a-list", photo, json -> number(json).putArray(Verdict.LABEL).add(2));
    forged("a-text", photo, json -> number(json).put(Verdict.LABEL, "2.0"));
    forged("two-answers", photo, json -> json.put(Verdict.LABEL, 0));
    forged("year-9999", photo, json -> metadata(json).put("creation-date", "9999-12-31T23:59:59"));
    forged("no-date", photo, json -> metadata(json).put("creation-date", "some day"));
  }

  private List<ObjectVersion> newest(String bucket) {
    ListObjectVersionsResponse page = s3.listObjectVersions(list -> list.bucket(bucket));
    return page.versions().stream().filter(ObjectVersion::isLatest).toList();
  }

  private ObjectVersion any(List<ObjectVersion> versions) {
    return versions.get(dice.below(versions.size()));
  }

  private static Photo photo(String bucket, ObjectVersion version) {
    return new Photo(bucket, version.key(), version.versionId(), version.eTag(), version.size());
  }

  private static Photo madeUp(Photo photo) {
    String version = UUID.randomUUID().toString();
    return new Photo(photo.bucket(), photo.key(), version, photo.eTag(), photo.size());
  }

  private void forged(String kind, Photo photo, Consumer<ObjectNode> change) {
    turmoil.counts().count("forged-" + kind);
    Verdict verdict =
        new Verdict(photo, Answer.NOT_A_BOARD, "", "forged", Instant.now().minus(AGE));
    try {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(verdict.toManifestLine());
      change.accept(json);
      sqs.sendMessage(send -> send.queueUrl(verdicts.toString()).messageBody(json.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves the number alone to say what the answer is. */
  private static ObjectNode number(ObjectNode json) {
    metadata(json).remove("class-name");
    return json;
  }

  private static ObjectNode metadata(ObjectNode json) {
    return (ObjectNode) json.get(Verdict.LABEL + "-metadata");
  }
}

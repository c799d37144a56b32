package io.boardsift.local.pipeline;

import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.local.aws.EmbeddedS3;
import io.boardsift.local.aws.s3.StoredVersion;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Sends on its way again what was under way when a deployment stopped. Its queues are forgotten
 * then, its buckets are not, and they say of each photo what is left to do.
 */
final class Resumption {
  private final LocalDeployment deployment;
  private final EmbeddedS3 s3;
  private final ResultsBucket results;
  private final Queue reviewQueue;
  private final Queue verdictsQueue;

  Resumption(LocalDeployment deployment, EmbeddedS3 s3) {
    this.deployment = deployment;
    this.s3 = s3;
    this.results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
    this.reviewQueue = new Queue(deployment.sqs(), deployment.reviewQueue());
    this.verdictsQueue = new Queue(deployment.sqs(), deployment.verdictsQueue());
  }

  void run() {
    List<StoredVersion> photos = s3.versions(LocalDeployment.PHOTOS);
    String keyBefore = null;
    for (StoredVersion version : photos) {
      boolean isNewest = !version.key().equals(keyBefore);
      keyBefore = version.key();
      if (!version.isMarker()) {
        resume(version, isNewest);
      }
    }
  }

  private void resume(StoredVersion version, boolean isNewest) {
    Photo photo =
        new Photo(
            version.bucket(), version.key(), version.versionId(), version.eTag(), version.size());
    Optional<DecisionRecord> decision = results.decision(photo);
    if (decision.isEmpty()) {
      deployment.send(version);
    } else if (decision.get().outcome() == Outcome.DELETE) {
      if (isNewest) {
        // Decided, and not carried out.
        deployment.send(version);
      }
    } else {
      resumeReview(photo, isNewest);
    }
  }

  private void resumeReview(Photo photo, boolean isNewest) {
    Optional<Verdict> verdict = results.verdict(photo);
    if (verdict.isEmpty()) {
      reviewQueue.send(new ReviewTask(photo).toJson());
    } else if (isNewest && verdict.get().answer() == Answer.NOT_A_BOARD) {
      // Its deletion may still have been waiting.
      verdictsQueue.send(verdict.get().toManifestLine());
    }
  }
}

package io.boardsift.local.pipeline;

import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.local.aws.EmbeddedS3;
import io.boardsift.local.aws.s3.StoredVersion;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Facts;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.Standing;
import io.boardsift.sift.life.Step;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
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
  private final Life life;

  Resumption(LocalDeployment deployment, EmbeddedS3 s3, Life life) {
    this.life = life;
    this.deployment = deployment;
    this.s3 = s3;
    this.results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
    this.reviewQueue = new Queue(deployment.sqs(), deployment.reviewQueue());
    this.verdictsQueue = new Queue(deployment.sqs(), deployment.verdictsQueue());
  }

  void run() {
    List<StoredVersion> photos = s3.versions(LocalDeployment.PHOTOS);
    StoredVersion above = null;
    for (StoredVersion version : photos) {
      if (!version.isMarker()) {
        resume(version, standing(version, above));
      }
      above = version;
    }
  }

  private static Standing standing(StoredVersion version, StoredVersion above) {
    if (above == null || !above.key().equals(version.key())) {
      return new Standing.Current();
    }
    return above.isMarker() ? new Standing.Hidden(above.versionId()) : new Standing.Superseded();
  }

  private void resume(StoredVersion version, Standing standing) {
    Photo photo =
        new Photo(
            version.bucket(), version.key(), version.versionId(), version.eTag(), version.size());
    Optional<Verdict> verdict = results.verdict(photo);
    Facts facts = new Facts(results.decision(photo), verdict, () -> standing);
    switch (life.next(facts, Instant.now())) {
      case Step.Decide _ -> deployment.send(version);
      case Step.Ask _ -> reviewQueue.send(new ReviewTask(photo).toJson());
      // Decided, and not carried out.
      case Step.Delete(Cause cause) when cause == Cause.RULE -> deployment.send(version);
      case Step.Delete _, Step.Wait _, Step.BringBack _, Step.Reopen _ ->
          verdict.ifPresentOrElse(
              answer -> verdictsQueue.send(answer.toManifestLine()),
              () -> deployment.send(version));
      case Step.Rest _ -> {}
    }
  }
}

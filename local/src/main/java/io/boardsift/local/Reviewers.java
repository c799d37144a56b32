package io.boardsift.local;

import io.boardsift.aws.Queue;
import io.boardsift.local.Result.Decided;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** People who answer at once on every photo that came to them. */
public final class Reviewers {
  private static final String JOB = "made-up";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LocalDeployment deployment;
  private final Function<Submission, Answer> answering;

  public Reviewers(LocalDeployment deployment, Function<Submission, Answer> answering) {
    this.deployment = deployment;
    this.answering = answering;
  }

  /** Answers, and waits until all answers are recorded and carried out. */
  public void answer(List<Result> results) {
    Queue verdicts = new Queue(deployment.sqs(), deployment.verdictsQueue());
    List<String> lines =
        results.stream()
            .filter(result -> result.whereabouts() == Whereabouts.WITH_PEOPLE)
            .map(this::verdict)
            .map(Verdict::toManifestLine)
            .toList();
    Set<Integer> refused = verdicts.sendAll(lines);
    if (!refused.isEmpty()) {
      throw new IllegalStateException("the queue refused " + refused.size() + " answers");
    }
    deployment.awaitAnswered(PATIENCE);
  }

  private Verdict verdict(Result result) {
    Photo photo = result.decision().map(Decided::photo).orElseThrow();
    return new Verdict(photo, answering.apply(result.submission()), "", JOB, Instant.now());
  }
}

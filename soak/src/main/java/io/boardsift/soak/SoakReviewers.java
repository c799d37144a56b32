package io.boardsift.soak;

import io.boardsift.aws.ResultsBucket;
import io.boardsift.local.LocalDeployment;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import io.boardsift.soak.Album.Showing;
import io.boardsift.soak.accounting.AnswerKind;
import io.boardsift.soak.accounting.Ledger;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * People who take tasks and answer from the truth. Under chaos they err and put it right, at once
 * or when the photo is deleted already; their answers come twice, and old ones come late. Some
 * tasks they put aside until the end: in the queue tens of thousands of hidden messages would slow
 * down all others.
 */
final class SoakReviewers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SoakReviewers.class);
  private static final int MOST = 10;
  private static final int WAIT_SECONDS = 1;

  private static final double LEFT = 0.2;
  private static final double WRONG = 0.1;
  private static final double TWICE = 0.1;
  private static final double OLD_LATE = 0.5;
  private static final int LATE_MILLIS = 5_000;

  private final SqsClient sqs;
  private final URI tasks;
  private final URI verdicts;
  private final URI deadLetters;
  private final ResultsBucket results;
  private final Uploads uploads;
  private final Album album;
  private final Ledger ledger;
  private final Weather weather;
  private final FaultCounts counts;
  private final Dice dice;
  private final Queue<String> leftWaiting = new ConcurrentLinkedQueue<>();
  private final Later later = new Later("late-answers");
  private final Thread desk = Thread.ofPlatform().daemon().name("reviewers").unstarted(this::work);
  private volatile int emptyHanded;
  private volatile boolean isStopped;

  SoakReviewers(LocalDeployment deployment, Uploads uploads, SoakContext turmoil) {
    this.sqs = deployment.sqs();
    this.tasks = deployment.tasksQueue();
    this.verdicts = deployment.verdictsQueue();
    this.deadLetters = deployment.deadLetters();
    this.results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
    this.uploads = uploads;
    this.album = turmoil.album();
    this.ledger = turmoil.ledger();
    this.weather = turmoil.weather();
    this.counts = turmoil.counts();
    this.dice = turmoil.dice().of("reviewers");
  }

  void start() {
    desk.start();
  }

  private void work() {
    while (!isStopped) {
      try {
        List<Message> messages =
            sqs.receiveMessage(
                    receive ->
                        receive
                            .queueUrl(tasks.toString())
                            .maxNumberOfMessages(MOST)
                            .waitTimeSeconds(WAIT_SECONDS))
                .messages();
        messages.forEach(this::look);
        emptyHanded = messages.isEmpty() ? emptyHanded + 1 : 0;
      } catch (SdkException | IllegalStateException e) {
        // Comes again, or the server is closed.
        LOG.warn("reviewers could not go on", e);
      }
    }
  }

  private void look(Message message) {
    Photo photo;
    try {
      photo = ReviewTask.fromJson(message.body()).photo();
    } catch (MalformedException e) {
      send(deadLetters, message.body());
      done(message);
      return;
    }
    String version = photo.versionId();
    Dice own = dice.of("task", uploads.index(version));
    // As the labeling console does: an answer on its way may be given a second time.
    if (results.isAnswered(photo)) {
      done(message);
    } else if (own.chance(LEFT)) {
      // First noted: a task that is taken and forgotten would look lost.
      leftWaiting.add(message.body());
      done(message);
    } else {
      answer(photo, own);
      done(message);
    }
  }

  private void answer(Photo photo, Dice own) {
    Answer right = truth(photo, own);
    if (weather.isCalm() || !own.chance(WRONG) || right == Answer.CANNOT_TELL) {
      String line = give(photo, right);
      if (!weather.isCalm() && own.chance(TWICE)) {
        counts.count("answer-twice");
        later.in(own.below(LATE_MILLIS), () -> send(verdicts, line));
      }
      return;
    }
    String line = give(photo, right == Answer.NOT_A_BOARD ? Answer.GOOD_BOARD : Answer.NOT_A_BOARD);
    counts.count("answer-changed");
    boolean isAtOnce = own.chance(0.5);
    later.in(isAtOnce ? own.below(20) : own.below(LATE_MILLIS), () -> give(photo, right));
    if (own.chance(OLD_LATE)) {
      counts.count("answer-old-late");
      later.in(LATE_MILLIS + own.below(1000), () -> send(verdicts, line));
    }
  }

  private Answer truth(Photo photo, Dice own) {
    Showing showing = album.showing(uploads.index(photo.versionId()));
    return switch (showing) {
      case BOARD -> own.chance(0.1) ? Answer.BROKEN_BOARD : Answer.GOOD_BOARD;
      case THING, BLANK, TEXT, TINY -> Answer.NOT_A_BOARD;
      case TORN, EMPTY -> Answer.CANNOT_TELL;
    };
  }

  private String give(Photo photo, Answer answer) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    String line = new Verdict(photo, answer, "somebody", "soak", now).toManifestLine();
    send(verdicts, line);
    ledger.answered(
        photo.versionId(),
        now,
        switch (answer) {
          case GOOD_BOARD, BROKEN_BOARD -> AnswerKind.BOARD;
          case NOT_A_BOARD -> AnswerKind.NOT_A_BOARD;
          case CANNOT_TELL -> AnswerKind.CANNOT_TELL;
        });
    return line;
  }

  private void send(URI queue, String body) {
    sqs.sendMessage(send -> send.queueUrl(queue.toString()).messageBody(body));
  }

  private void done(Message message) {
    sqs.deleteMessage(
        delete -> delete.queueUrl(tasks.toString()).receiptHandle(message.receiptHandle()));
  }

  /** There may be new tasks, so nobody says that there are none before having looked twice. */
  void lookAgain() {
    emptyHanded = 0;
  }

  /** Whether somebody is still going to say something, or has found a task just now. */
  boolean isPending() {
    return later.isPending() || emptyHanded < 2;
  }

  /** Stops working, and puts back what was left waiting. */
  void goHome() throws InterruptedException {
    isStopped = true;
    desk.join();
    leftWaiting.forEach(task -> send(tasks, task));
    leftWaiting.clear();
  }

  @Override
  public void close() {
    isStopped = true;
    later.close();
  }
}

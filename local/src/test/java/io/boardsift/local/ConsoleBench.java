package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.boardsift.aws.GuardObject;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestBrowser;
import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.sift.Photo;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.guard.Tally;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole deployment with its console, and browsers before it whose network can fail. */
final class ConsoleBench implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long an answer can be changed before its photo is deleted. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private final Closer closer = new Closer();
  private final LocalDeployment deployment;
  private final ConsoleServer console;
  private final TestBrowser browser;
  private final Network network = closer.add(new Network());

  ConsoleBench(Path folder) {
    deployment =
        closer.add(
            LocalDeployment.start(new Plan(folder, 0, Mode.DELETE, 0, Optional.empty(), GRACE)));
    console = closer.add(ConsoleServer.start(deployment, 0));
    browser = closer.add(TestBrowser.start());
  }

  LocalDeployment deployment() {
    return deployment;
  }

  ConsoleServer console() {
    return console;
  }

  Network network() {
    return network;
  }

  /** A page of a reviewer of its own, with nothing opened yet. */
  Page newPage() {
    return browser.newPage(network.address());
  }

  /** The same on a phone. */
  Page newPhonePage() {
    return browser.newPhonePage(network.address());
  }

  Photo upload(String key) {
    return upload(key, Pictures.board());
  }

  Photo upload(String key, byte[] file) {
    List<Upload> uploads =
        RunResult.upload(deployment.s3(), List.of(new Submission(key, key, () -> file)), () -> {});
    deployment.awaitIdle(PATIENCE);
    return uploads.getFirst().photo();
  }

  /** Uploads the same board under several keys. */
  List<Photo> uploadMany(String prefix, int count) {
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "%s%03d.jpg".formatted(prefix, i);
      submissions.add(new Submission(key, key, Pictures::board));
    }
    List<Upload> uploads = RunResult.upload(deployment.s3(), submissions, () -> {});
    deployment.awaitIdle(PATIENCE);
    return uploads.stream().map(Upload::photo).toList();
  }

  /** What a test before has left is nobody's any more. */
  void forgetTasks() {
    String tasks = deployment.tasksQueue().toString();
    deployment.sqs().purgeQueue(purge -> purge.queueUrl(tasks));
  }

  Optional<Verdict> verdict(Photo photo) {
    return new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS).verdict(photo);
  }

  void awaitAnswer(Photo photo, Answer answer) {
    await()
        .atMost(PATIENCE)
        .until(() -> verdict(photo).filter(v -> v.answer() == answer).isPresent());
  }

  /** Puts a photo's task into the queue once more. */
  void askAgain(Photo photo) {
    String tasks = deployment.tasksQueue().toString();
    deployment
        .sqs()
        .sendMessage(send -> send.queueUrl(tasks).messageBody(new ReviewTask(photo).toJson()));
  }

  /** Has the runaway guard stop the deletions of photos under a prefix, and so of all. */
  GuardObject stopDeletions(String prefix) {
    GuardObject guard =
        new GuardObject(deployment.s3(), LocalDeployment.RESULTS, InstantSource.system());
    Tally tally = new Tally();
    for (int i = 0; i < 60; i++) {
      tally.deleted(prefix + i + ".jpg", "blank");
    }
    assertThat(guard.add(state -> state.plus(tally, RunawayThreshold.DEFAULT, Instant.now())))
        .isPresent();
    return guard;
  }

  /** Whether the photo is hidden behind a delete marker. */
  boolean isDeleted(Photo photo) {
    return !deployment
        .s3()
        .listObjectVersions(list -> list.bucket(LocalDeployment.PHOTOS).prefix(photo.key()))
        .deleteMarkers()
        .isEmpty();
  }

  void open(Page page) {
    page.navigate(console.address().toString());
  }

  /** Waits until a photo is seen, and can be answered. */
  void awaitSeen(Page page, Photo photo) {
    assertThat(page.locator("#stage")).hasAttribute("data-seen", photo.id());
    assertThat(page.locator("#name")).hasText(photo.key());
    // Really shown, not only named; all of it at once, with the answers below.
    assertThat(page.evaluate("() => document.getElementById('photo').naturalWidth > 0"))
        .isEqualTo(true);
    assertThat(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"))
        .isEqualTo(true);
  }

  /** Waits until any photo is seen, and tells which by its id. */
  String awaitSeen(Page page) {
    assertThat(page.locator("#stage[data-seen]")).hasCount(1);
    return page.locator("#stage").getAttribute("data-seen");
  }

  void awaitNothingLeft(Page page) {
    assertThat(page.locator("#panel-title")).hasText("All photos are looked at");
  }

  @Override
  public void close() {
    closer.close();
  }
}

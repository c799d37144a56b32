package io.boardsift.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.MemoryStore;
import io.boardsift.aws.Mode;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Restoration;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Retriage;
import io.boardsift.emulator.aws.EmbeddedS3;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.s3.Durability;
import io.boardsift.fixtures.HostileFile;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.Message;

class LocalDeploymentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private LocalDeployment start(Mode mode) {
    return LocalDeployment.start(
        new Plan(folder.resolve("s3"), 0, mode, 0, Optional.empty(), Duration.ZERO));
  }

  private static Submission submission(String name, byte[] bytes) {
    return new Submission(name, name, () -> bytes);
  }

  private static List<Result> account(LocalDeployment deployment, List<Upload> uploads) {
    deployment.awaitIdle(PATIENCE);
    return new Accounting(deployment.s3(), deployment.sqs())
        .account(uploads, List.of(deployment.tasksQueue(), deployment.reviewQueue()));
  }

  private static boolean isThere(S3Client s3, String key) {
    try {
      s3.headObject(head -> head.bucket(LocalDeployment.PHOTOS).key(key));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  @Test
  void everyPhotoEndsInOnePlace() {
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      RunResult day =
          RunResult.run(
              deployment,
              List.of(
                  submission("black.jpg", Pictures.black()),
                  submission("board.jpg", Pictures.board()),
                  submission("text", Pictures.text("no photo")),
                  submission("a+b %.jpg", Pictures.board())),
              () -> {});
      assertThat(day.results())
          .extracting(Result::whereabouts)
          .containsExactly(
              Whereabouts.DELETED,
              Whereabouts.WITH_PEOPLE,
              Whereabouts.DELETED,
              Whereabouts.WITH_PEOPLE);
    }
  }

  @Test
  void hostilePhotosEndWithPeopleAndTheOthersWhereTheyBelong() {
    List<HostileFile> hostile =
        List.of(
            HostileFile.EXIF_OF_FRACTIONS,
            HostileFile.EXIF_OF_WHOLE_NUMBERS,
            HostileFile.JPEG_OF_100_000_SCANS,
            HostileFile.JPEG_OF_HIDDEN_SCANS,
            HostileFile.JPEG_OF_MASKED_SCANS,
            HostileFile.JPEG_OF_PLAIN_SCANS,
            HostileFile.PNG_OF_16_BITS,
            HostileFile.TIFF_OF_ONE_STRIP,
            HostileFile.JP2_OF_SMALL_BLOCKS,
            HostileFile.JP2_OF_SEVERAL_SIZES);
    List<Submission> submissions = new ArrayList<>();
    for (HostileFile file : hostile) {
      byte[] good = submissions.size() % 4 == 0 ? Pictures.black() : Pictures.board();
      submissions.add(submission(file.fileName(), file.bytes()));
      submissions.add(submission("good-" + file.fileName(), good));
    }
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      for (Result result : RunResult.run(deployment, submissions, () -> {}).results()) {
        int number = submissions.indexOf(result.submission());
        assertThat(result.whereabouts())
            .as(result.submission().key())
            .isEqualTo(number % 4 == 1 ? Whereabouts.DELETED : Whereabouts.WITH_PEOPLE);
      }
      // Whoever takes photos and tasks in is still at work.
      assertThat(
              account(
                  deployment,
                  RunResult.upload(
                      deployment.s3(),
                      List.of(
                          submission("later.jpg", Pictures.board()),
                          submission("later-black.jpg", Pictures.black())),
                      () -> {})))
          .extracting(Result::whereabouts)
          .containsExactly(Whereabouts.WITH_PEOPLE, Whereabouts.DELETED);
    }
  }

  @Test
  void whatWasWithPeopleIsWithThemAgainAfterARestart() {
    List<Upload> uploads;
    try (LocalDeployment deployment = start(Mode.OBSERVE)) {
      uploads =
          RunResult.upload(
              deployment.s3(),
              List.of(
                  submission("board.jpg", Pictures.board()),
                  submission("black.jpg", Pictures.black())),
              () -> {});
      deployment.awaitIdle(PATIENCE);
    }
    try (LocalDeployment deployment = start(Mode.OBSERVE)) {
      assertThat(account(deployment, uploads))
          .extracting(Result::whereabouts)
          .containsOnly(Whereabouts.WITH_PEOPLE);
    }
  }

  @Test
  void aPhotoThatNobodyHadLookedAtYetIsTriagedAfterARestart() {
    // Uploaded while no function ran: as if the process had been killed before the event was heard.
    List<Upload> uploads;
    start(Mode.DELETE).close();
    LocalAccount account = LocalAccount.random();
    try (EmbeddedS3 alone =
            EmbeddedS3.start(folder.resolve("s3"), 0, account, Durability.PROCESS, version -> {});
        S3Client s3 = account.s3(alone.endpoint())) {
      uploads = RunResult.upload(s3, List.of(submission("black.jpg", Pictures.black())), () -> {});
    }
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      assertThat(account(deployment, uploads))
          .extracting(Result::whereabouts)
          .containsExactly(Whereabouts.DELETED);
    }
  }

  @Test
  void whatIsToBeTriagedAgainIsTriagedAfterARestart() {
    List<Upload> uploads;
    byte[] refused = "rules:\n  - name: a\n    when: brightnes below 1\n".getBytes(UTF_8);
    try (LocalDeployment deployment =
        LocalDeployment.start(
            new Plan(
                folder.resolve("s3"), 0, Mode.DELETE, 0, Optional.of(refused), Duration.ZERO))) {
      uploads =
          RunResult.upload(
              deployment.s3(), List.of(submission("black.jpg", Pictures.black())), () -> {});
      assertThat(account(deployment, uploads))
          .extracting(Result::whereabouts)
          .containsExactly(Whereabouts.WITH_PEOPLE);
    }
    LocalAccount account = LocalAccount.random();
    try (EmbeddedS3 alone =
            EmbeddedS3.start(folder.resolve("s3"), 0, account, Durability.PROCESS, version -> {});
        S3Client s3 = account.s3(alone.endpoint())) {
      s3.deleteObject(delete -> delete.bucket(LocalDeployment.RESULTS).key(ResultsBucket.RULES));
      Retriage retriage =
          new Retriage(s3, LocalDeployment.RESULTS, photo -> {}, InstantSource.system());
      assertThat(retriage.waiting(Instant.EPOCH).toList()).hasSize(1);
      assertThat(retriage.send(uploads.getFirst().photo())).isTrue();
    }
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      assertThat(account(deployment, uploads))
          .extracting(Result::whereabouts)
          .containsExactly(Whereabouts.DELETED);
    }
  }

  @Test
  void uploadsAreTakenFromTheFirstMomentOn() throws Exception {
    start(Mode.DELETE).close();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    LocalAccount account = LocalAccount.random();
    List<Upload> uploads = Collections.synchronizedList(new ArrayList<>());
    List<S3Exception> refused = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean isUp = new AtomicBoolean();
    Thread camera =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (S3Client s3 = account.s3(URI.create("http://127.0.0.1:" + port))) {
                    for (int i = 0; !isUp.get() || uploads.isEmpty(); i++) {
                      upload(s3, "board" + i + ".jpg", uploads, refused);
                    }
                  }
                });
    Plan plan =
        new Plan(folder.resolve("s3"), port, Mode.DELETE, 0, Optional.empty(), Duration.ZERO);
    try (LocalDeployment deployment =
        LocalDeployment.start(plan, new Hosting(account, Durability.PROCESS, news -> {}))) {
      isUp.set(true);
      camera.join();
      assertThat(refused).isEmpty();
      assertThat(account(deployment, uploads))
          .extracting(Result::whereabouts)
          .containsOnly(Whereabouts.WITH_PEOPLE);
    }
  }

  private static void upload(
      S3Client s3, String key, List<Upload> uploads, List<S3Exception> refused) {
    try {
      uploads.addAll(RunResult.upload(s3, List.of(submission(key, Pictures.board())), () -> {}));
    } catch (IllegalStateException e) {
      // Nobody listened yet, unless somebody answered.
      if (e.getCause().getCause() instanceof S3Exception answer) {
        refused.add(answer);
      }
    }
  }

  @Test
  void whatIsDecidedAndWaitsIsLookedAtInTheBackground() {
    try (LocalDeployment deployment = start(Mode.OBSERVE)) {
      RunResult.upload(deployment.s3(), List.of(submission("a.jpg", Pictures.board())), () -> {});
      deployment.awaitIdle(PATIENCE);
    }
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    Plan plan = new Plan(folder.resolve("s3"), 0, Mode.OBSERVE, 0, Optional.empty(), Duration.ZERO);
    try (LocalDeployment deployment =
        LocalDeployment.start(
            plan, new Hosting(LocalAccount.random(), Durability.POWER, told::add))) {
      deployment.awaitIdle(PATIENCE);
      assertThat(told)
          .containsExactly(
              "Looking through the photos uploaded before the restart for what is left to do",
              "Looked through all 1 photos");
    }
  }

  @Test
  void anAnswerThatWasOnItsWayIsRecordedAfterARestartAndNobodyIsAskedAgain() {
    Photo photo;
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      photo = uploaded(deployment, submission("board.jpg", Pictures.board()));
      deployment.awaitIdle(PATIENCE);
    }
    // As if the process had been killed between the queue's answer and the function's turn.
    try (AnswerJournal journal =
        new AnswerJournal(folder.resolve("s3").resolve("answers"), Durability.POWER)) {
      journal.add(verdict(photo, Answer.BROKEN_BOARD).toManifestLine());
    }
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      ResultsBucket results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
      await().atMost(PATIENCE).until(() -> results.verdict(photo).isPresent());
      deployment.awaitIdle(PATIENCE);
      assertThat(tasks(deployment)).isEmpty();
    }
    try (AnswerJournal journal =
        new AnswerJournal(folder.resolve("s3").resolve("answers"), Durability.POWER)) {
      assertThat(journal.waiting()).isEmpty();
    }
  }

  @Test
  void anAnsweredPhotoIsNobodysTaskAfterARestart() {
    Photo photo;
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      photo = uploaded(deployment, submission("board.jpg", Pictures.board()));
      deployment.awaitIdle(PATIENCE);
      answer(deployment, photo, Answer.GOOD_BOARD);
    }
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      deployment.awaitIdle(PATIENCE);
      assertThat(tasks(deployment)).isEmpty();
    }
  }

  private static void answer(LocalDeployment deployment, Photo photo, Answer answer) {
    new Queue(deployment.sqs(), deployment.verdictsQueue())
        .send(verdict(photo, answer).toManifestLine());
    ResultsBucket results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
    await().atMost(PATIENCE).until(() -> results.verdict(photo).isPresent());
  }

  @Test
  void whatARuleDeletedComesBackAndStaysOverARestart() {
    Photo photo;
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      photo = uploaded(deployment, submission("black.jpg", Pictures.black()));
      deployment.awaitIdle(PATIENCE);
      Restoration restoration = restoration(deployment);
      assertThat(restoration.deleted()).hasSize(1);
      restoration.restore(restoration.deleted("black.jpg").getFirst(), "a test");
      assertThat(isThere(deployment.s3(), "black.jpg")).isTrue();
      assertThat(restoration(deployment).deleted()).isEmpty();
    }
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      List<Result> results =
          account(
              deployment, List.of(new Upload(submission("black.jpg", Pictures.black()), photo)));
      assertThat(results.getFirst().whereabouts()).isEqualTo(Whereabouts.WITH_PEOPLE);
      assertThat(results.getFirst().decision().orElseThrow().outcome()).isEqualTo(Outcome.REVIEW);
      assertThat(isThere(deployment.s3(), "black.jpg")).isTrue();
    }
  }

  @Test
  void whatAPersonDeletedComesBackAndIsAskedAboutAgain() {
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      Photo photo = uploaded(deployment, submission("board.jpg", Pictures.board()));
      deployment.awaitIdle(PATIENCE);
      answer(deployment, photo, Answer.NOT_A_BOARD);
      await().atMost(PATIENCE).until(() -> !isThere(deployment.s3(), "board.jpg"));
      Restoration restoration = restoration(deployment);
      restoration.restore(restoration.deleted("board.jpg").getFirst(), "a test");
      assertThat(isThere(deployment.s3(), "board.jpg")).isTrue();
      assertThat(new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS).isAnswered(photo))
          .isFalse();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Memory memory = memory(deployment);
                assertThat(memory.size()).isEqualTo(1);
                assertThat(memory.count(Label.NEITHER)).isEqualTo(1);
              });
    }
  }

  @Test
  void theMemoryOfAnEarlierVersionIsSplitAtTheStart() throws BrokenMemoryException {
    RememberedPhoto remembered =
        new RememberedPhoto(
            "",
            1,
            new Appearance(new PerceptualHash(1, 2, 3, 4), Optional.empty()),
            Label.BOARD,
            Instant.EPOCH);
    // Of one camera a memory of all looks like that camera's own.
    byte[] before = MemoryFormat.write(Memory.empty("").with(remembered));
    try (LocalDeployment deployment = start(Mode.OBSERVE)) {
      deployment
          .s3()
          .putObject(
              put -> put.bucket(LocalDeployment.RESULTS).key(CombinedMemory.KEY),
              RequestBody.fromBytes(before));
    }
    try (LocalDeployment deployment = start(Mode.OBSERVE)) {
      assertThat(memory(deployment).count(Label.BOARD)).isEqualTo(1);
      assertThat(new CombinedMemory(deployment.s3(), LocalDeployment.RESULTS).isThere()).isFalse();
    }
  }

  private static Photo uploaded(LocalDeployment deployment, Submission submission) {
    return RunResult.upload(deployment.s3(), List.of(submission), () -> {}).getFirst().photo();
  }

  private static List<Message> tasks(LocalDeployment deployment) {
    return deployment
        .sqs()
        .receiveMessage(receive -> receive.queueUrl(deployment.tasksQueue().toString()))
        .messages();
  }

  private static Restoration restoration(LocalDeployment deployment) {
    Queue reviewQueue = new Queue(deployment.sqs(), deployment.reviewQueue());
    return new Restoration(
        deployment.s3(),
        LocalDeployment.PHOTOS,
        LocalDeployment.RESULTS,
        photo -> reviewQueue.send(new ReviewTask(photo).toJson()),
        InstantSource.system());
  }

  private static Verdict verdict(Photo photo, Answer answer) {
    return new Verdict(photo, answer, "", "console", Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  private static Memory memory(LocalDeployment deployment) throws BrokenMemoryException {
    return MemoryFormat.read(
        deployment
            .s3()
            .getObjectAsBytes(get -> get.bucket(LocalDeployment.RESULTS).key(MemoryStore.key("")))
            .asByteArray(),
        "");
  }

  @Test
  void whatItsUploaderDeletedIsNotOursToRestore() {
    try (LocalDeployment deployment = start(Mode.DELETE)) {
      RunResult.upload(
          deployment.s3(), List.of(submission("board.jpg", Pictures.board())), () -> {});
      deployment.awaitIdle(PATIENCE);
      deployment
          .s3()
          .deleteObject(delete -> delete.bucket(LocalDeployment.PHOTOS).key("board.jpg"));
      assertThat(restoration(deployment).deleted()).isEmpty();
    }
  }

  @Test
  void aDataFolderIsUsedByOneAtATimeAndNeverTakenFromOthers() throws Exception {
    Path data = folder.resolve("data");
    try (DataFolder held = DataFolder.open(data)) {
      assertThat(held.resolve("x")).isEqualTo(data.resolve("x"));
      assertThatThrownBy(() -> DataFolder.open(data)).hasMessageContaining("in use by another");
    }
    Path foreign = java.nio.file.Files.createDirectory(folder.resolve("holiday"));
    java.nio.file.Files.writeString(foreign.resolve("photo.jpg"), "x");
    assertThatThrownBy(() -> DataFolder.openEmpty(foreign))
        .hasMessageContaining("other things than Boardsift's");
    assertThat(foreign.resolve("photo.jpg")).exists();
  }
}

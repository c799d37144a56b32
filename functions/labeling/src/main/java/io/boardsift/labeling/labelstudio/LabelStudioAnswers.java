package io.boardsift.labeling.labelstudio;

import static io.boardsift.aws.LogEntry.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Settings;
import io.boardsift.labeling.labelstudio.LabelStudioTask.Annotation;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads what people answered in Label Studio, and sends it to the verdicts queue: every answer, and
 * every change of one, once or now and then twice. Nobody has to be told that there is something to
 * read, so nothing is missed while somebody is away.
 */
public final class LabelStudioAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(LabelStudioAnswers.class);

  /** What the project's labeling configuration calls the choice. */
  static final String CHOICE = "verdict";

  private final LabelStudioApi project;
  private final Handovers handovers;
  private final ConditionalObject progress;
  private final Queue verdictsQueue;
  private final Queue deadLetters;
  private final InstantSource clock;

  private LabelStudioAnswers(
      LabelStudioApi project,
      Handovers handovers,
      ConditionalObject progress,
      Queue verdictsQueue,
      Queue deadLetters,
      InstantSource clock) {
    this.project = project;
    this.handovers = handovers;
    this.progress = progress;
    this.verdictsQueue = verdictsQueue;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /**
   * Those of the project that {@link LabelStudio} puts tasks into; the settings are the same.
   *
   * @param deadLetters where an answer goes that is not one of the four
   * @throws io.boardsift.aws.SettingException if a setting is wrong
   */
  public static LabelStudioAnswers of(
      Settings settings,
      S3Client s3,
      String resultsBucket,
      Queue verdictsQueue,
      Queue deadLetters,
      InstantSource clock) {
    return new LabelStudioAnswers(
        new LabelStudioApi(LabelStudioSettings.of(settings), clock),
        new Handovers(s3, resultsBucket),
        new ConditionalObject(s3, resultsBucket, "labeling/label-studio-read.json"),
        verdictsQueue,
        deadLetters,
        clock);
  }

  /**
   * Reads what changed since the last time, or goes on where the last time was cut off. At least a
   * page is read however little time there is.
   *
   * @param hasTime whether to go on
   * @throws RuntimeException if Label Studio or AWS cannot be asked; the next time begins there
   */
  public void read(BooleanSupplier hasTime) {
    Optional<ConditionalObject.State> state = progress.read();
    ReadProgress at =
        state.map(kept -> ReadProgress.fromJson(kept.text())).orElseGet(ReadProgress::first);
    boolean isNews = false;
    boolean isDone = false;
    while (!isDone) {
      LabelStudioApi.Page page = project.changed(at.since(), at.after());
      List<LabelStudioTask> tasks = page.tasks();
      tasks.forEach(this::sendUnlessKnown);
      at = page.isLast() ? at.next(page.at()) : at.at(page.at(), tasks.getLast().number());
      isNews |= !tasks.isEmpty();
      isDone = page.isLast() || !hasTime.getAsBoolean();
    }
    if (isNews) {
      // If another keeper has written meanwhile, its word stands: it has read all up to there.
      progress.write(state.map(ConditionalObject.State::eTag), at.toJson());
    }
  }

  /** Sends a task's answer if there is one that is not known yet. */
  private void sendUnlessKnown(LabelStudioTask task) {
    Optional<Annotation> latest = task.latest();
    if (latest.isEmpty()) {
      return;
    }
    String fingerprint = task.asking().split("/", 2)[0];
    Optional<Handovers.Stored> stored =
        fingerprint.matches("[0-9a-f]{32}") ? handovers.read(fingerprint) : Optional.empty();
    Optional<Handover> asked =
        stored.flatMap(Handovers.Stored::handover).filter(handover -> isOf(handover, task));
    if (asked.isEmpty()) {
      LOG.info("an answer on a task that is not, or no longer, ours", entry("task", task.number()));
      return;
    }
    sendUnlessTaken(task, latest.get(), asked.get(), stored.get().eTag());
  }

  /** Of a photo that people were asked about again, the earlier task no longer counts. */
  private static boolean isOf(Handover handover, LabelStudioTask task) {
    return handover.asking().equals(task.asking())
        && handover.task().map(number -> number == task.number()).orElse(true);
  }

  private void sendUnlessTaken(LabelStudioTask task, Annotation said, Handover asked, String eTag) {
    Optional<Answer> answer = answer(said.json());
    Handover.Taken taken = new Handover.Taken(said.number(), answer.map(Answer::label).orElse(""));
    if (asked.answer().equals(Optional.of(taken))) {
      return;
    }
    if (answer.isPresent()) {
      verdictsQueue.send(verdict(said, asked, answer.get()).toManifestLine());
    } else {
      LOG.error("an answer that is not one of ours", entry("task", task.number()));
      deadLetters.send(said.json().toString(), whyNone(task));
    }
    // If somebody else has written meanwhile, the same is sent once more.
    handovers.write(Optional.of(eTag), asked.as(task.number()).answered(taken));
  }

  private String whyNone(LabelStudioTask task) {
    return "%s, task %d: not one of the four answers as its only choice of \"%s\""
        .formatted(project.job(), task.number(), CHOICE);
  }

  /** Clocks differ: what is read now was not said later. */
  private Verdict verdict(Annotation said, Handover asked, Answer answer) {
    Instant now = clock.instant();
    Instant at = said.at().isBefore(now) ? said.at() : now;
    return new Verdict(asked.photo(), answer, said.by(), project.job(), at);
  }

  /** The one choice, if it is exactly one of ours. */
  private static Optional<Answer> answer(JsonNode annotation) {
    Optional<JsonNode> choices = Optional.empty();
    for (JsonNode result : annotation.path("result")) {
      if (result.path("from_name").asText().equals(CHOICE)) {
        if (choices.isPresent()) {
          return Optional.empty();
        }
        choices = Optional.of(result.path("value").path("choices"));
      }
    }
    return choices
        .filter(chosen -> chosen.size() == 1)
        .map(chosen -> chosen.path(0).asText())
        .flatMap(
            label ->
                Arrays.stream(Answer.values()).filter(a -> a.label().equals(label)).findFirst());
  }
}

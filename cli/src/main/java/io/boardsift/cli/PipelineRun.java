package io.boardsift.cli;

import io.boardsift.evaluation.report.RuleWords;
import io.boardsift.local.DataFolder;
import io.boardsift.local.LocalDeployment;
import io.boardsift.local.LocalModel;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.local.Reviewers;
import io.boardsift.local.RunResult;
import io.boardsift.local.Submission;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.records.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sends photos through a fresh deployment, tells what happened to them, writes JSON and report. */
final class PipelineRun {
  /** Where the last run's buckets stay, so that photos can be restored from them. */
  static final Path LAST = Path.of(".boardsift", "last");

  /** What a reviewer spends on one photo; an estimate, told wherever it is used. */
  private static final int SECONDS_A_LOOK = 5;

  private final PipelineOptions options;
  private final Optional<Function<Submission, Answer>> answering;

  /** A run whose photos wait for people at its end. */
  PipelineRun(PipelineOptions options) {
    this(options, Optional.empty());
  }

  /**
   * A run.
   *
   * @param answering people who answer on all that came to them, if there are any
   */
  PipelineRun(PipelineOptions options, Optional<Function<Submission, Answer>> answering) {
    this.options = options;
    this.answering = answering;
  }

  /**
   * Runs the photos.
   *
   * @param showsBoard the truth, where it is known
   * @return the exit code: 0, or 1 if a photo was lost
   */
  int run(List<Submission> submissions, Optional<Predicate<Submission>> showsBoard, Path report) {
    Optional<byte[]> rules = options.rules().content();
    Optional<LocalModel> model = options.model().plan();
    PrintWriter err = options.output().err();
    RunResult day;
    try (DataFolder data = DataFolder.openEmpty(LAST)) {
      FunctionLog.to(data.resolve("functions.log"));
      Progress progress = new Progress(err, "photos", submissions.size());
      LocalDeployment.Plan plan =
          new LocalDeployment.Plan(
                  data.resolve("s3"),
                  0,
                  options.mode(),
                  LocalDeployment.AUDIT_RATE,
                  rules,
                  answering.isPresent() ? Duration.ZERO : LocalDeployment.GRACE,
                  model,
                  RunawayThreshold.OFF)
              .withoutPreviews();
      try (LocalDeployment deployment = LocalDeployment.start(plan)) {
        day = RunResult.run(deployment, submissions, progress::step);
        if (answering.isPresent()) {
          err.println("Made-up people answer on all that came to them.");
          new Reviewers(deployment, answering.get()).answer(day.results());
        }
      }
    } catch (IllegalStateException e) {
      throw CommandException.failed(e.getMessage(), e);
    }
    options.output().json(RunJson.of(day));
    new RunText(day, SECONDS_A_LOOK).print(options.output().text(), showsBoard);
    if (report != null) {
      new RunReport(day, RuleWords.of(options.rules().rules()))
          .write(report, options.mode(), SECONDS_A_LOOK);
      options.output().text().println("Report:     " + report);
    }
    return day.count(Whereabouts.LOST) == 0 ? 0 : CommandException.FAILED;
  }
}

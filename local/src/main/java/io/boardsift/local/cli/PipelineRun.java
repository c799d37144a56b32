package io.boardsift.local.cli;

import io.boardsift.local.findings.Wording;
import io.boardsift.local.model.LocalEndpoint;
import io.boardsift.local.pipeline.DataFolder;
import io.boardsift.local.pipeline.Day;
import io.boardsift.local.pipeline.LocalDeployment;
import io.boardsift.local.pipeline.Result;
import io.boardsift.local.pipeline.Result.Whereabouts;
import io.boardsift.local.pipeline.Reviewers;
import io.boardsift.local.pipeline.Submission;
import io.boardsift.local.report.RunReport;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sends photos through a fresh deployment, tells what became of them, writes JSON and report. */
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
    Optional<LocalEndpoint.Plan> model = options.model().plan();
    PrintWriter err = options.output().err();
    Day day;
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
              model);
      try (LocalDeployment deployment = LocalDeployment.start(plan)) {
        day = Day.run(deployment, submissions, progress::step);
        if (answering.isPresent()) {
          err.println("Made-up people answer on all that came to them.");
          new Reviewers(deployment, answering.get()).answer(day.results());
        }
      }
    } catch (IllegalStateException e) {
      throw CommandException.failed(e.getMessage(), e);
    }
    options.output().json(json(day));
    print(day, showsBoard);
    if (report != null) {
      RunReport.write(report, day, options.mode(), SECONDS_A_LOOK);
      options.output().text().println("Report:     " + report);
    }
    return count(day, Whereabouts.LOST) == 0 ? 0 : CommandException.FAILED;
  }

  private void print(Day day, Optional<Predicate<Submission>> showsBoard) {
    PrintWriter out = options.output().text();
    long deleted = count(day, Whereabouts.DELETED);
    int photos = day.results().size();
    out.printf(
        Locale.ROOT,
        "%,d photos in %.1f s (%.0f a second)%n",
        photos,
        day.elapsed().toMillis() / 1e3,
        day.photosPerSecond());
    out.printf(Locale.ROOT, "  deleted   %,6d  (%.1f %%)%n", deleted, 100.0 * deleted / photos);
    byRule(day).forEach((rule, n) -> out.printf(Locale.ROOT, "            %,6d  %s%n", n, rule));
    out.printf(Locale.ROOT, "  to people %,6d%n", count(day, Whereabouts.WITH_PEOPLE));
    toPeople(day).forEach((why, n) -> out.printf(Locale.ROOT, "            %,6d  %s%n", n, why));
    out.printf(Locale.ROOT, "  lost      %,6d%n", count(day, Whereabouts.LOST));
    showsBoard.ifPresent(truth -> printTruth(out, day, truth));
    out.printf(
        Locale.ROOT,
        "Looks spared: %,d, which is %s at %d s a look%n",
        deleted,
        Wording.time(deleted * SECONDS_A_LOOK / 3600.0),
        SECONDS_A_LOOK);
  }

  private static void printTruth(PrintWriter out, Day day, Predicate<Submission> showsBoard) {
    List<Result> others =
        day.results().stream().filter(r -> !showsBoard.test(r.submission())).toList();
    long trimmed = others.stream().filter(r -> r.whereabouts() == Whereabouts.DELETED).count();
    long boards =
        day.results().stream()
            .filter(r -> showsBoard.test(r.submission()))
            .filter(r -> r.whereabouts() == Whereabouts.DELETED)
            .count();
    out.printf(
        Locale.ROOT,
        "Of %,d photos without a board %,d were trimmed; boards deleted: %,d%n",
        others.size(),
        trimmed,
        boards);
  }

  private static Map<String, Long> byRule(Day day) {
    return mostFirst(
        day.results().stream()
            .filter(r -> r.whereabouts() == Whereabouts.DELETED)
            .flatMap(r -> r.decision().stream())
            .collect(
                Collectors.groupingBy(
                    d -> d.rule().orElse(d.by().word()), TreeMap::new, Collectors.counting())));
  }

  private static Map<String, Long> toPeople(Day day) {
    return mostFirst(
        day.results().stream()
            .filter(r -> r.whereabouts() == Whereabouts.WITH_PEOPLE)
            .flatMap(r -> r.decision().stream())
            .collect(Collectors.groupingBy(PipelineRun::why, TreeMap::new, Collectors.counting())));
  }

  private static String why(DecisionRecord decision) {
    return switch (decision.by()) {
      case DEFAULT -> "no rule held";
      case AUDIT -> "audits: would have been deleted, and people check";
      case ERROR -> "unreadable or damaged";
      case PERSON -> "restored";
      case RULE, MODEL ->
          decision.wouldDelete()
              ? "observed: " + decision.rule().orElse("model") + " would have deleted"
              : "rule " + decision.rule().orElse("");
    };
  }

  private static Map<String, Long> mostFirst(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private static long count(Day day, Whereabouts whereabouts) {
    return day.results().stream().filter(r -> r.whereabouts() == whereabouts).count();
  }

  private static Map<String, Object> json(Day day) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", day.results().size());
    json.put("deleted", count(day, Whereabouts.DELETED));
    json.put("review", count(day, Whereabouts.WITH_PEOPLE));
    json.put("lost", count(day, Whereabouts.LOST));
    json.put("seconds", day.elapsed().toMillis() / 1e3);
    json.put("photosPerSecond", Math.round(day.photosPerSecond() * 10) / 10.0);
    json.put("deletedByRule", byRule(day));
    List<Map<String, Object>> decisions = new ArrayList<>();
    day.results().forEach(result -> decisions.add(json(result)));
    json.put("decisions", decisions);
    return json;
  }

  private static Map<String, Object> json(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photo", result.submission().name());
    Optional<DecisionRecord> decision = result.decision();
    json.put("outcome", decision.map(d -> d.outcome().name()).orElse(null));
    json.put("by", decision.map(d -> d.by().word()).orElse(null));
    json.put("rule", decision.flatMap(DecisionRecord::rule).orElse(null));
    json.put("reason", decision.map(DecisionRecord::reason).orElse("lost"));
    json.put("millis", decision.map(DecisionRecord::millis).orElse(null));
    return json;
  }
}

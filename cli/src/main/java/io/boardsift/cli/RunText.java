package io.boardsift.cli;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.local.Result;
import io.boardsift.local.Result.Decided;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.local.RunResult;
import io.boardsift.local.Submission;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What happened to a day's photos, for people.
 *
 * @param secondsALook what a reviewer is assumed to spend on a photo
 */
record RunText(RunResult day, int secondsALook) {
  /**
   * Prints it.
   *
   * @param showsBoard the truth, where it is known
   */
  void print(PrintWriter out, Optional<Predicate<Submission>> showsBoard) {
    long deleted = day.count(Whereabouts.DELETED);
    int photos = day.results().size();
    out.printf(
        Locale.ROOT,
        "%,d photos in %.1f s (%.0f a second)%n",
        photos,
        day.elapsed().toMillis() / 1e3,
        day.photosPerSecond());
    out.printf(Locale.ROOT, "  deleted   %,6d  (%.1f %%)%n", deleted, 100.0 * deleted / photos);
    day.deletedByRule()
        .forEach((rule, n) -> out.printf(Locale.ROOT, "            %,6d  %s%n", n, rule));
    out.printf(Locale.ROOT, "  to people %,6d%n", day.count(Whereabouts.WITH_PEOPLE));
    toPeople().forEach((why, n) -> out.printf(Locale.ROOT, "            %,6d  %s%n", n, why));
    out.printf(Locale.ROOT, "  lost      %,6d%n", day.count(Whereabouts.LOST));
    showsBoard.ifPresent(truth -> printTruth(out, truth));
    out.printf(
        Locale.ROOT,
        "Looks saved: %,d, which is %s at %d s a look%n",
        deleted,
        NumberFormats.time(deleted * secondsALook / 3600.0),
        secondsALook);
  }

  private void printTruth(PrintWriter out, Predicate<Submission> showsBoard) {
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

  private Map<String, Long> toPeople() {
    return RunResult.mostFirst(
        day.results().stream()
            .filter(r -> r.whereabouts() == Whereabouts.WITH_PEOPLE)
            .flatMap(r -> r.decision().stream())
            .collect(Collectors.groupingBy(RunText::why, TreeMap::new, Collectors.counting())));
  }

  private static String why(Decided decision) {
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
}

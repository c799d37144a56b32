package io.boardsift.cli;

import io.boardsift.aws.Mode;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.report.Gallery;
import io.boardsift.evaluation.report.Gallery.Card;
import io.boardsift.evaluation.report.Page;
import io.boardsift.local.Result;
import io.boardsift.local.Result.Decided;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.local.RunResult;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.evidence.PhotoSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as a page to look at: what was deleted by which rule, what went to people, in pictures. */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes the page.
   *
   * @param secondsALook what a reviewer is assumed to spend on a photo
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, RunResult day, Mode mode, int secondsALook) {
    Map<String, Object> page = new LinkedHashMap<>();
    int photos = day.results().size();
    long deleted = day.count(Whereabouts.DELETED);
    page.put("photos", NumberFormats.count(photos));
    page.put("deleted", NumberFormats.count(deleted));
    page.put("deletedShare", share(deleted, photos));
    page.put("people", NumberFormats.count(day.count(Whereabouts.WITH_PEOPLE)));
    page.put("peopleShare", share(day.count(Whereabouts.WITH_PEOPLE), photos));
    page.put("lost", NumberFormats.count(day.count(Whereabouts.LOST)));
    page.put("isLossy", day.count(Whereabouts.LOST) > 0);
    page.put("seconds", String.format(Locale.ROOT, "%.1f", day.elapsed().toMillis() / 1e3));
    page.put("perSecond", String.format(Locale.ROOT, "%.0f", day.photosPerSecond()));
    page.put("time", NumberFormats.time(deleted * secondsALook / 3600.0));
    page.put("secondsALook", secondsALook);
    page.put("observed", mode == Mode.OBSERVE);
    page.put("galleries", galleries(day));
    Page.write(file, "run-report.html", page);
  }

  private static List<Map<String, Object>> galleries(RunResult day) {
    Map<String, List<Result>> byHeading =
        day.results().stream()
            .collect(
                Collectors.groupingBy(RunReport::heading, LinkedHashMap::new, Collectors.toList()));
    return byHeading.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            group -> Gallery.evenly(group.getKey().substring(1), group.getValue(), RunReport::card))
        .toList();
  }

  /** Sorts by its first letter: losses first, then deletions, then what people see. */
  private static String heading(Result result) {
    if (result.whereabouts() == Whereabouts.LOST) {
      return "0Lost";
    }
    Decided decision = result.decision().orElseThrow();
    String rule = decision.rule().orElse("model");
    return switch (result.whereabouts()) {
      case LOST -> "0Lost";
      case DELETED -> "1Deleted by " + rule;
      case WITH_PEOPLE -> {
        if (decision.by() == DecidedBy.AUDIT) {
          yield "3To people as an audit";
        }
        if (decision.wouldDelete()) {
          yield "2Kept, would have been deleted by " + rule;
        }
        yield switch (decision.by()) {
          case ERROR -> "4To people, unreadable";
          case RULE -> "5To people by " + rule;
          case MODEL, AUDIT, DEFAULT, PERSON -> "6To people, no rule held";
        };
      }
    };
  }

  private static Card card(Result result) {
    return new Card(
        result.submission().name(),
        result.decision().map(Decided::reason).orElse("no decision recorded"),
        "",
        PhotoSource.of(result.submission().key(), result.submission().content().bytes()));
  }

  private static String share(long part, long all) {
    return String.format(Locale.ROOT, "%.1f", 100.0 * part / Math.max(1, all));
  }
}

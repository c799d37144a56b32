package io.boardsift.cli;

import io.boardsift.aws.Mode;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.report.Card;
import io.boardsift.evaluation.report.Gallery;
import io.boardsift.evaluation.report.Page;
import io.boardsift.evaluation.report.RestoreCommandLine;
import io.boardsift.evaluation.report.RuleWords;
import io.boardsift.local.Result;
import io.boardsift.local.Result.Decided;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.local.RunResult;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.rules.HeldCondition;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run as a page to look at: what was deleted by which rule, what went to people, in pictures.
 *
 * @param day what happened
 * @param words what the rules say
 */
public record RunReport(RunResult day, RuleWords words) {
  /** The last run's buckets are those that commands work on while no {@code up} runs. */
  private static final RestoreCommandLine RESTORE = new RestoreCommandLine(List.of());

  /**
   * Writes the page.
   *
   * @param secondsALook what a reviewer is assumed to spend on a photo
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file, Mode mode, int secondsALook) {
    Map<String, Object> page = new LinkedHashMap<>();
    int photos = day.results().size();
    long deleted = day.count(Whereabouts.DELETED);
    long people = day.count(Whereabouts.WITH_PEOPLE);
    page.put("photos", NumberFormats.count(photos));
    page.put("deleted", NumberFormats.count(deleted));
    page.put("deletedShare", NumberFormats.percent(share(deleted)));
    page.put("deletedWidth", width(deleted));
    page.put("people", NumberFormats.count(people));
    page.put("peopleShare", NumberFormats.percent(share(people)));
    page.put("peopleWidth", width(people));
    page.put("lost", NumberFormats.count(day.count(Whereabouts.LOST)));
    page.put("isLossy", day.count(Whereabouts.LOST) > 0);
    page.put("seconds", String.format(Locale.ROOT, "%.1f", day.elapsed().toMillis() / 1e3));
    page.put("perSecond", String.format(Locale.ROOT, "%.0f", day.photosPerSecond()));
    page.put("time", NumberFormats.time(deleted * secondsALook / 3600.0));
    page.put("secondsALook", secondsALook);
    page.put("observed", mode == Mode.OBSERVE);
    page.put("galleries", Gallery.shown(galleries()));
    Page.write(file, "run-report.html", page);
  }

  private List<Gallery> galleries() {
    Map<String, List<Result>> byHeading =
        day.results().stream()
            .collect(Collectors.groupingBy(this::heading, LinkedHashMap::new, Collectors.toList()));
    return byHeading.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(group -> Gallery.evenly(group.getKey().substring(1), group.getValue(), this::card))
        .toList();
  }

  /** Sorts by its first letter: losses first, then deletions, then what people see. */
  private String heading(Result result) {
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

  private Card card(Result result) {
    String key = result.submission().key();
    Optional<Decided> decision = result.decision();
    List<HeldCondition> conditions = decision.map(Decided::conditions).orElse(List.of());
    return new Card(
        result.submission().name(),
        decision.map(this::says).orElse("No decision is recorded."),
        decision.flatMap(Decided::rule).map(rule -> RuleWords.held(rule, conditions)).orElse(""),
        Card.numbers(conditions),
        result.whereabouts() == Whereabouts.DELETED
            ? Optional.of(RESTORE.of(key))
            : Optional.empty(),
        List.of(),
        PhotoSource.of(key, result.submission().content().bytes()));
  }

  private String says(Decided decision) {
    return decision
        .rule()
        .map(words::sentence)
        .orElseGet(() -> RuleWords.sentenceOf(decision.reason()));
  }

  private double share(long part) {
    return (double) part / Math.max(1, day.results().size());
  }

  private String width(long part) {
    return String.format(Locale.ROOT, "%.2f", 100 * share(part));
  }
}

package io.boardsift.local.report;

import io.boardsift.aws.Mode;
import io.boardsift.local.pipeline.Day;
import io.boardsift.local.pipeline.Result;
import io.boardsift.local.pipeline.Result.Whereabouts;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.records.DecisionRecord;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run as a page to look at: what was deleted by which rule, what went to people, in pictures. */
public final class RunReport {
  /** Pictures of one kind at the most: enough to judge a rule by, few enough to open fast. */
  private static final int GALLERY = 40;

  private RunReport() {}

  /**
   * Writes the page.
   *
   * @param secondsALook what a reviewer is assumed to spend on a photo
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, Day day, Mode mode, int secondsALook) {
    Map<String, Object> page = new LinkedHashMap<>();
    int photos = day.results().size();
    long deleted = count(day, Whereabouts.DELETED);
    page.put("photos", number(photos));
    page.put("deleted", number(deleted));
    page.put("deletedShare", share(deleted, photos));
    page.put("people", number(count(day, Whereabouts.WITH_PEOPLE)));
    page.put("peopleShare", share(count(day, Whereabouts.WITH_PEOPLE), photos));
    page.put("lost", number(count(day, Whereabouts.LOST)));
    page.put("isLossy", count(day, Whereabouts.LOST) > 0);
    page.put("seconds", String.format(Locale.ROOT, "%.1f", day.elapsed().toMillis() / 1e3));
    page.put("perSecond", String.format(Locale.ROOT, "%.0f", day.photosPerSecond()));
    page.put("hours", String.format(Locale.ROOT, "%.1f", deleted * secondsALook / 3600.0));
    page.put("secondsALook", secondsALook);
    page.put("observed", mode == Mode.OBSERVE);
    page.put("groups", groups(day));
    Page.write(file, "run-report.html", page);
  }

  private static List<Map<String, Object>> groups(Day day) {
    Map<String, List<Result>> byHeading =
        day.results().stream()
            .collect(
                Collectors.groupingBy(RunReport::heading, LinkedHashMap::new, Collectors.toList()));
    List<Map<String, Object>> groups = new ArrayList<>();
    byHeading.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> groups.add(group(entry.getKey(), entry.getValue())));
    return groups;
  }

  /** Sorts by its first letter: losses first, then deletions, then what people see. */
  private static String heading(Result result) {
    if (result.whereabouts() == Whereabouts.LOST) {
      return "0Lost";
    }
    DecisionRecord decision = result.decision().orElseThrow();
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

  private static Map<String, Object> group(String heading, List<Result> results) {
    // Evenly over the day, so that the gallery shows all of it.
    int step = Math.max(1, results.size() / GALLERY);
    List<Map<String, String>> cards =
        IntStream.range(0, results.size())
            .filter(i -> i % step == 0)
            .limit(GALLERY)
            .parallel()
            .mapToObj(i -> card(results.get(i)))
            .toList();
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("heading", heading.substring(1));
    group.put("count", number(results.size()));
    group.put("isPart", cards.size() < results.size());
    group.put("shown", number(cards.size()));
    group.put("cards", cards);
    return group;
  }

  private static Map<String, String> card(Result result) {
    Map<String, String> card = new LinkedHashMap<>();
    card.put("name", result.submission().name());
    card.put(
        "reason", result.decision().map(DecisionRecord::reason).orElse("no decision recorded"));
    Thumbnail.of(result.submission().content().bytes())
        .ifPresent(thumbnail -> card.put("image", thumbnail.dataAddress()));
    card.putIfAbsent("image", "");
    return card;
  }

  private static long count(Day day, Whereabouts whereabouts) {
    return day.results().stream().filter(r -> r.whereabouts() == whereabouts).count();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String share(long part, long all) {
    return String.format(Locale.ROOT, "%.1f", 100.0 * part / Math.max(1, all));
  }
}

package io.boardsift.cli;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.rules.Bound;
import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Suggestion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of suggested rules, in their file and on the screen. */
final class SuggestionText {
  private SuggestionText() {}

  /** A comment for each rule: its counts, and the bound of all. */
  static List<String> comments(Suggestion suggestion) {
    DeletedCounts kept = suggestion.keptAside().all();
    List<String> comments = new ArrayList<>();
    for (int others : suggestion.othersByRule()) {
      comments.add(
          String.format(
              Locale.ROOT,
              "Deletes %,d of %,d others that the rules before it leave, and no board of %,d; each"
                  + " stays %.0f %% away%nfrom a threshold. All suggested rules together lost %,d of"
                  + " %,d boards of %s kept aside: at most %s.",
              others,
              kept.others(),
              kept.boards(),
              100 * suggestion.margin(),
              kept.boardsDeleted(),
              kept.boards(),
              suggestion.areSources() ? "sources" : "photos",
              NumberFormats.percent(suggestion.boardsUpper95())));
    }
    return comments;
  }

  /** What the rules do on photos kept aside. */
  static void explain(Suggestion suggestion, PrintWriter text) {
    DeletedCounts all = suggestion.keptAside().all();
    text.printf(
        Locale.ROOT,
        "%,d rules. On %s kept aside: %,d of %,d others trimmed (%s), %,d of %,d boards lost:"
            + " at most %s (95 %%)%n",
        suggestion.rules().size(),
        suggestion.areSources() ? "sources" : "photos",
        all.othersDeleted(),
        all.others(),
        NumberFormats.percent(all.trimmed()),
        all.boardsDeleted(),
        all.boards(),
        NumberFormats.percent(all.boardsUpper95()));
    if (!suggestion.areSources()) {
      text.println(
          "The boards come from fewer than three sources, so neighbouring photos were kept aside"
              + " instead: expect worse on other cameras.");
    }
  }

  /** Why no rules are suggested, and the fix. */
  static String refusal(Suggestion suggestion, double mostLost) {
    DeletedCounts all = suggestion.keptAside().all();
    int boards = all.boards();
    double lowest = Bound.upper95(boards, 0);
    String accept = String.format(Locale.ROOT, "%.3f", roundedUp(suggestion.boardsUpper95()));
    return lowest > mostLost
        ? String.format(
            Locale.ROOT,
            "Nothing written: %,d boards cannot show less than %s lost: collect %,d, or accept"
                + " with --max-board-loss %s",
            boards,
            NumberFormats.percent(lowest),
            Bound.sampleFor(mostLost),
            accept)
        : String.format(
            Locale.ROOT,
            "Nothing written: %,d of %,d boards kept aside would be lost: collect more of their"
                + " kind, or accept with --max-board-loss %s",
            all.boardsDeleted(),
            all.boards(),
            accept);
  }

  private static double roundedUp(double share) {
    return Math.ceil(1000 * share) / 1000;
  }
}

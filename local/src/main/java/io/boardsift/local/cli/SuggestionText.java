package io.boardsift.local.cli;

import io.boardsift.local.judgement.Suggestion;
import io.boardsift.local.judgement.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rule file says of suggested rules. */
final class SuggestionText {
  private SuggestionText() {}

  /** A comment for each rule: its counts, and the bound of all. */
  static List<String> comments(Suggestion suggestion) {
    Tally kept = suggestion.keptAside().all();
    List<String> comments = new ArrayList<>();
    for (int others : suggestion.othersByRule()) {
      comments.add(
          String.format(
              Locale.ROOT,
              "Deletes %,d of %,d others that the rules before it leave, and no board of %,d; each"
                  + " stays %.0f %% away%nfrom a threshold. All suggested rules together lost %,d of"
                  + " %,d boards of %s kept aside: at the most %.2g %%.",
              others,
              kept.others(),
              kept.boards(),
              100 * suggestion.margin(),
              kept.boardsDeleted(),
              kept.boards(),
              suggestion.areSources() ? "sources" : "photos",
              100 * suggestion.boardsUpper95()));
    }
    return comments;
  }
}

package io.boardsift.evaluation.report;

import io.boardsift.sift.rules.HeldCondition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What rules say, in their own words: the reasons of their file, by name. */
public final class RuleWords {
  /** Where rules count as only just holding, or as nearly holding: a share of the threshold. */
  private static final double LITTLE = 0.1;

  /** The margin that suggested and shipped rules keep from boards. */
  private static final double MARGIN = 1 / 3.0;

  private final Map<String, Rule> rules = new HashMap<>();

  private RuleWords() {}

  /** The words of some rules; of two of one name the first one's. */
  public static RuleWords of(RuleSet... sets) {
    RuleWords words = new RuleWords();
    for (RuleSet set : sets) {
      set.rules().forEach(rule -> words.rules.putIfAbsent(rule.name(), rule));
    }
    return words;
  }

  /** Why a rule does what it does, in a sentence; names the rule where its file gives no reason. */
  public String sentence(String rule) {
    Rule known = rules.get(rule);
    return known == null || known.because().isBlank()
        ? "Rule " + rule + " held."
        : sentenceOf(known.because());
  }

  /** Words as a sentence, with a capital letter and a full stop. */
  public static String sentenceOf(String words) {
    String text = words.strip();
    String end = text.matches("(?s).*[.!?。！？]") ? "" : ".";
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + end;
  }

  /** How clearly a rule held; empty where there is nothing to measure it by. */
  public static String held(String rule, List<HeldCondition> conditions) {
    double margin = HeldCondition.leastMargin(conditions);
    if (Double.isInfinite(margin)) {
      return "rule " + rule;
    }
    String clearly = margin < LITTLE ? "only just" : margin < MARGIN ? "clearly" : "very clearly";
    return "rule " + rule + ", " + clearly;
  }

  /**
   * How near a rule comes that does not hold, in its words.
   *
   * @param slack how much its thresholds would have to be loosened, as a share of themselves
   */
  static String near(Rule rule, double slack) {
    String near =
        slack < LITTLE
            ? "Very near to deletion: "
            : slack < MARGIN ? "Near to deletion: " : "Far from deletion; what is nearest: ";
    return near + (rule.because().isBlank() ? "rule " + rule.name() : rule.because());
  }
}

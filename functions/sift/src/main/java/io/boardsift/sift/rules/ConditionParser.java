package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measure.Words;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.rules.Condition.Comparison;
import io.boardsift.sift.rules.Condition.NumberCondition;
import io.boardsift.sift.rules.Condition.TextCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a condition such as {@code contrast below 0.06} or {@code format is text or html}. */
final class ConditionParser {
  private static final String FORMS =
      "conditions look like \"contrast below 0.06\", \"width at least 640\","
          + " \"brightness between 0.1 and 0.2\", \"format is text or html\","
          + " \"key starts with cam-2/\"";

  private static final Pattern SENTENCE =
      Pattern.compile(
          "(\\S+)\\s+(below|above|at least|at most|between|is not|is|starts with|ends with|contains)"
              + "\\s+(.+)");

  private ConditionParser() {}

  static Condition parse(String sentence, SourcePosition place) throws RuleFileException {
    String text = sentence.strip().replaceAll("\\s+", " ");
    Matcher matcher = SENTENCE.matcher(text);
    if (!matcher.matches()) {
      throw place.refuse("\"" + Spelling.shorten(text) + "\" is not a condition: " + FORMS);
    }
    String name = matcher.group(1);
    Measure measure =
        Measures.named(name)
            .orElseThrow(
                () ->
                    place.refuse(
                        "unknown measure \""
                            + Spelling.shorten(name)
                            + "\""
                            + Spelling.suggestion(
                                name, Measures.all().stream().map(Measure::name).toList())
                            + "; \"boardsift rules measures\" lists them all"));
    String operator = matcher.group(2);
    String operand = matcher.group(3);
    return switch (measure.range()) {
      case Numbers range -> number(measure, range, text, operator, operand, place);
      case Words range -> words(measure, range, text, operator, operand, place);
    };
  }

  private static Condition number(
      Measure measure,
      Numbers range,
      String text,
      String operator,
      String operand,
      SourcePosition place)
      throws RuleFileException {
    Interval interval =
        switch (operator) {
          case "below" -> Interval.below(amount(measure, operand, place));
          case "above" -> Interval.above(amount(measure, operand, place));
          case "at least" -> Interval.atLeast(amount(measure, operand, place));
          case "at most" -> Interval.atMost(amount(measure, operand, place));
          case "between" -> between(measure, operand, place);
          default ->
              throw place.refuse(
                  measure.name()
                      + " is a number: ask with below, above, at least, at most or between, not \""
                      + operator
                      + "\"");
        };
    Interval possible = new Interval(range.min(), true, range.max(), Double.isFinite(range.max()));
    String values = measure.name() + " is a number from " + range;
    if (interval.isEmpty() || interval.and(possible).isEmpty()) {
      throw place.refuse("\"" + Spelling.shorten(text) + "\" can never hold: " + values);
    }
    if (interval.contains(possible)) {
      throw place.refuse(
          "\"" + Spelling.shorten(text) + "\" always holds: " + values + "; leave it out");
    }
    return new NumberCondition(measure, text, interval);
  }

  private static Interval between(Measure measure, String operand, SourcePosition place)
      throws RuleFileException {
    String[] ends = operand.split(" and ", -1);
    if (ends.length != 2) {
      throw place.refuse("\"between\" needs two numbers, such as \"between 0.1 and 0.2\"");
    }
    return Interval.between(amount(measure, ends[0], place), amount(measure, ends[1], place));
  }

  private static double amount(Measure measure, String text, SourcePosition place)
      throws RuleFileException {
    double amount =
        Quantities.read(text, measure)
            .orElseThrow(
                () ->
                    place.refuse(
                        "\""
                            + Spelling.shorten(text)
                            + "\" is not a number for "
                            + measure.name()
                            + ", which is measured in "
                            + measure.unit()));
    if (Double.isInfinite(amount)) {
      throw place.refuse(
          "\"" + Spelling.shorten(text) + "\" is too large a number: write a smaller one");
    }
    return amount;
  }

  private static Condition words(
      Measure measure,
      Words range,
      String text,
      String operator,
      String operand,
      SourcePosition place)
      throws RuleFileException {
    Comparison comparison =
        switch (operator) {
          case "is" -> Comparison.IS;
          case "is not" -> Comparison.IS_NOT;
          case "starts with" -> Comparison.STARTS_WITH;
          case "ends with" -> Comparison.ENDS_WITH;
          case "contains" -> Comparison.CONTAINS;
          default ->
              throw place.refuse(
                  measure.name()
                      + " is a text: ask with is, is not, starts with, ends with or contains, not \""
                      + operator
                      + "\"");
        };
    List<String> words =
        Arrays.stream(operand.toLowerCase(Locale.ROOT).split("\\s*,\\s*|\\s+or\\s+"))
            .map(String::strip)
            .toList();
    for (String word : words) {
      if (word.isEmpty() || word.equals("\"\"") || word.equals("''")) {
        throw place.refuse(
            "an empty word in \"" + Spelling.shorten(text) + "\": write at least one letter");
      }
      if (word.matches("\".*\"|'.*'")) {
        throw place.refuse(
            Spelling.shorten(word)
                + " stands in quotes, which no "
                + measure.name()
                + " has: write it without them");
      }
      if (!range.known().isEmpty() && !range.known().contains(word)) {
        throw place.refuse(
            measure.name()
                + " is never \""
                + Spelling.shorten(word)
                + "\""
                + Spelling.suggestion(word, range.known())
                + "; it is one of "
                + range);
      }
    }
    return new TextCondition(measure, text, comparison, words);
  }
}

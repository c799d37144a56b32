package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.image.ImageFormat;
import io.boardsift.sift.rules.Condition.Comparison;
import io.boardsift.sift.rules.Condition.NumberCondition;
import io.boardsift.sift.rules.Condition.TextCondition;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts that a measure can be on a photo that shows something and can be decoded: the words that
 * rules ask for, what meets all that one rule asks for, and what is like none of them.
 */
final class TextProbes {
  /** Each photo has its own, so that all photos but one are as good as all. */
  private static final Set<Measure> OF_ONE_PHOTO =
      Set.of(Measures.KEY, Measures.PRINT, Measures.TILES);

  private static final String NO_CAMERA = "";

  private TextProbes() {}

  /**
   * Texts that tell these rules' conditions on a measure apart.
   *
   * @param most no more than a few above this many are found
   */
  static Set<String> of(Measure measure, List<Rule> rules, int most) {
    if (measure.equals(Measures.FORMAT)) {
      return Arrays.stream(ImageFormat.values())
          .filter(ImageFormat::isDecodable)
          .map(ImageFormat::word)
          .collect(Collectors.toSet());
    }
    String unlike = unlike(measure, rules);
    Set<String> texts = new LinkedHashSet<>(List.of(unlike));
    if (measure.equals(Measures.CAMERA)) {
      texts.add(NO_CAMERA);
    }
    for (Rule rule : rules) {
      texts.addAll(words(rule, measure, Comparison.IS));
      if (!OF_ONE_PHOTO.contains(measure)) {
        texts.addAll(words(rule, measure, Comparison.IS_NOT));
      }
      String middle =
          unlike + String.join(unlike, words(rule, measure, Comparison.CONTAINS)) + unlike;
      for (String start : orNothing(words(rule, measure, Comparison.STARTS_WITH))) {
        for (String end : orNothing(words(rule, measure, Comparison.ENDS_WITH))) {
          if (texts.size() <= most) {
            texts.add(start + middle + end);
          }
        }
      }
    }
    return texts;
  }

  private static List<String> orNothing(List<String> words) {
    return words.isEmpty() ? List.of("") : words;
  }

  private static List<String> words(Rule rule, Measure measure, Comparison comparison) {
    return rule.conditions().stream()
        .filter(condition -> condition.measure().equals(measure))
        .flatMap(
            condition ->
                switch (condition) {
                  case TextCondition text ->
                      text.comparison() == comparison ? text.words().stream() : Stream.empty();
                  case NumberCondition number -> Stream.empty();
                })
        .toList();
  }

  /** A letter that no rule asks for. */
  private static String unlike(Measure measure, List<Rule> rules) {
    String words =
        rules.stream()
            .flatMap(rule -> Arrays.stream(Comparison.values()).map(c -> words(rule, measure, c)))
            .flatMap(List::stream)
            .collect(Collectors.joining());
    char unlike = '\uE000';
    while (words.indexOf(unlike) >= 0) {
      unlike++;
    }
    return String.valueOf(unlike);
  }
}

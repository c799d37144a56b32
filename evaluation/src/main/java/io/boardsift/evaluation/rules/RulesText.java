package io.boardsift.evaluation.rules;

import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule file as a person wrote it, to which rules can be added without a change to it.
 *
 * @param text the file
 * @param rules what it says
 */
public record RulesText(String text, RuleSet rules) {
  private static final Pattern LIST =
      Pattern.compile("(?m)^rules:[^\\n\\[]*\\n(?:\\s*#.*\\n|\\s*\\n)*( *)- ");

  /** No rules yet. */
  public static RulesText empty() {
    return new RulesText("rules:\n", new RuleSet(List.of(), "none"));
  }

  /**
   * A file as it is.
   *
   * @throws RuleFileException if it is not a rule file
   */
  public static RulesText of(String file, byte[] content) throws RuleFileException {
    return new RulesText(
        new String(content, StandardCharsets.UTF_8), RuleFile.parse(file, content));
  }

  /** Whether rules can be added: not to a list in brackets on one line. */
  public boolean isOpen() {
    return indent().isPresent();
  }

  private Optional<String> indent() {
    if (rules.rules().isEmpty()) {
      return Optional.of("  ");
    }
    Matcher list = LIST.matcher(text);
    return list.find() ? Optional.of(list.group(1)) : Optional.empty();
  }

  /** The file with rules added at its end. */
  public String with(List<SuggestedRule> suggested, List<String> comments) {
    if (suggested.isEmpty() && rules.rules().isEmpty()) {
      return "rules: []\n";
    }
    return text + (text.endsWith("\n") ? "" : "\n") + added(suggested, comments);
  }

  /**
   * What is added for suggested rules.
   *
   * @param comments one for each rule, or none
   */
  public String added(List<SuggestedRule> suggested, List<String> comments) {
    Set<String> names = new HashSet<>();
    rules.rules().stream().map(Rule::name).forEach(names::add);
    StringBuilder added = new StringBuilder();
    for (int i = 0; i < suggested.size(); i++) {
      String name = suggested.get(i).name();
      for (int n = 2; !names.add(name); n++) {
        name = suggested.get(i).name() + "-" + n;
      }
      String comment = comments.isEmpty() ? "" : comments.get(i);
      added.append('\n').append(suggested.get(i).yaml(indent().orElse("  "), name, comment));
    }
    return added.toString();
  }
}

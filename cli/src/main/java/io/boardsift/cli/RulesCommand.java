package io.boardsift.cli;

import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code boardsift rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description =
        "Checks rule files, tries them in shadow, puts them into force, and lists what rules can ask for.",
    subcommands = {
      RulesCommand.Check.class,
      RulesShadowCommand.class,
      RulesPutCommand.class,
      MeasuresCommand.class
    })
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "check a file, try one in shadow, put one into force, or list the measures?");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks a rule file; reports the first mistake with its line, column and fix.")
  static final class Check implements Runnable {
    @Parameters(paramLabel = "FILE", description = "the rule file")
    private Path file;

    @Mixin private Output output;

    @Override
    public void run() {
      RuleSet rules = RulesOption.read(file);
      PrintWriter out = output.text();
      for (Rule rule : rules.rules()) {
        out.printf(
            Locale.ROOT,
            "  %-7s %-24s %-7s %s%n",
            word(rule.then()),
            rule.name(),
            word(rule.tier()),
            rule.text());
      }
      out.println(file + ": right, " + rules.rules().size() + " rules, version " + rules.version());
      output.json(
          Map.of(
              "file", file.toString(),
              "version", rules.version(),
              "rules", rules.rules().stream().map(Check::json).toList()));
    }

    private static Map<String, Object> json(Rule rule) {
      return Map.of(
          "rule", rule.name(),
          "then", word(rule.then()),
          "tier", word(rule.tier()),
          "when", rule.when().stream().map(Condition::text).toList(),
          "unless", rule.unless().stream().map(Condition::text).toList());
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}

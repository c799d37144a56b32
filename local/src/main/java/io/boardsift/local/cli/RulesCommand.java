package io.boardsift.local.cli;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
    description = "Checks rule files and lists what rules can ask for.",
    subcommands = {RulesCommand.Check.class, RulesCommand.ListMeasures.class})
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check a file, or list the measures?");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks a rule file; the first thing wrong is told with line, column and mend.")
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
            rule.conditions().stream().map(Condition::text).collect(Collectors.joining(" and ")));
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
          "when", rule.conditions().stream().map(Condition::text).toList());
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  @Command(
      name = "measures",
      mixinStandardHelpOptions = true,
      description = "Lists every measure that rules can ask for: unit, range, meaning.")
  static final class ListMeasures implements Runnable {
    @Mixin private Output output;

    @Override
    public void run() {
      PrintWriter out = output.text();
      for (Tier tier : Tier.values()) {
        out.println(heading(tier));
        for (Measure measure : Measures.all()) {
          if (measure.tier() == tier) {
            out.printf("  %-28s %s%n", measure.name(), measure.meaning());
            out.printf("  %-28s %s: %s%n", "", measure.unit(), measure.range());
          }
        }
      }
      List<Map<String, String>> json =
          Measures.all().stream()
              .map(
                  m ->
                      Map.of(
                          "measure", m.name(),
                          "tier", word(m.tier()),
                          "unit", m.unit(),
                          "range", m.range().toString(),
                          "meaning", m.meaning()))
              .toList();
      output.json(Map.of("measures", json));
    }

    private static String heading(Tier tier) {
      return switch (tier) {
        case EVENT -> "From the upload's event alone (free):";
        case HEADER -> "From the photo's first 64 KiB (one small request):";
        case PIXELS -> "From the whole photo, decoded:";
        case MEMORY ->
            "From what people said of photos that look alike (only if a rule asks for it):";
        case MODEL -> "From the classifier, where one is configured:";
      };
    }
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}

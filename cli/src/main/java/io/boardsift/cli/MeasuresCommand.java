package io.boardsift.cli;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.Tier;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift rules measures}. */
@Command(
    name = "measures",
    mixinStandardHelpOptions = true,
    description = "Lists every measure that rules can ask for: unit, range, meaning.")
final class MeasuresCommand implements Runnable {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "write a page that shows each measure in made-up photos, and where the rules that come"
              + " with Boardsift draw their lines")
  private Path report;

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
    if (report != null) {
      writeReport();
    }
  }

  private void writeReport() {
    try {
      MeasuresReport.write(report);
    } catch (UncheckedIOException e) {
      throw CommandException.badInput("--report " + e.getMessage());
    }
    output.text().println("Report: " + report);
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

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}

package io.boardsift.cli;

import io.boardsift.aws.Retriage;
import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.sift.records.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code boardsift retriage}. */
@Command(
    name = "retriage",
    mixinStandardHelpOptions = true,
    description = {
      "Lets rules decide again on photos that people were asked about only because something"
          + " failed, such as a refused rule file, and that nobody has answered on: of a running"
          + " \"boardsift up\", or else of the last \"run\" or \"demo\"; with --results of a deployment"
          + " on AWS. What people answer meanwhile counts.",
      "Without --all it lists the reasons."
    })
final class RetriageCommand implements Callable<Integer> {
  private static final Duration DAY = Duration.ofDays(1);

  @Option(names = "--all", description = "send them to triage")
  private boolean all;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "those decided on since then: a duration such as 2h or 7d, a date, or a date and time"
              + " (2026-11-23T14:00); the last day if not given. Each record of that time is read")
  private Instant since;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "only those whose reason begins like this, as listed")
  private String reason = "";

  @Mixin private DeploymentOption deployment;
  @Mixin private Output output;

  @Override
  public Integer call() {
    Instant from = since == null ? Instant.now().minus(DAY) : since;
    try (OpenDeployment open = deployment.openForTriage(all)) {
      Retriage retriage =
          new Retriage(open.s3(), open.resultsBucket(), open.triageAgain(), InstantSource.system());
      List<DecisionRecord> waiting =
          retriage.waiting(from).filter(record -> record.reason().startsWith(reason)).toList();
      if (all) {
        send(retriage, waiting);
      } else {
        list(waiting, from);
      }
      return 0;
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private void send(Retriage retriage, List<DecisionRecord> waiting) {
    List<String> sent =
        waiting.stream()
            .map(DecisionRecord::photo)
            .filter(retriage::send)
            .map(photo -> photo.key())
            .toList();
    output.text().printf(Locale.ROOT, "%,d photos are sent to triage again.%n", sent.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sent", sent.size());
    json.put("photos", sent);
    output.json(json);
  }

  private void list(List<DecisionRecord> waiting, Instant from) {
    Map<String, Long> reasons =
        waiting.stream()
            .collect(
                Collectors.groupingBy(DecisionRecord::reason, TreeMap::new, Collectors.counting()));
    reasons.forEach((why, count) -> output.text().printf(Locale.ROOT, "%,7d  %s%n", count, why));
    output
        .text()
        .printf(
            Locale.ROOT,
            "%,d photos wait for people because something failed since %s: boardsift retriage --all%n",
            waiting.size(),
            from.truncatedTo(ChronoUnit.MINUTES));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("waiting", waiting.size());
    json.put("reasons", reasons);
    output.json(json);
  }
}

package io.boardsift.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.deployment.Alarm.Metric;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far each metric that an alarm watches has risen. AWS's own metrics are those that LocalStack
 * publishes; ours are read from the lines that the functions log, from which CloudWatch makes
 * metrics, with the namespace, the names and the dimensions that stand there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
final class WatchedMetrics {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> FUNCTIONS =
      List.of("Triage", "Labeling", "Keeper", "Verdicts", "Console");
  private static final List<String> QUEUES =
      List.of(
          "ReviewQueue",
          "ReviewDeadLetters",
          "TriageFailures",
          "TriageGivenUp",
          "TasksQueue",
          "TasksDeadLetters",
          "VerdictsQueue",
          "VerdictsDeadLetters");

  private final Map<String, Double> highest = new TreeMap<>();
  private final Set<String> alarms = new TreeSet<>();

  /** Looks at a stack; of what several stacks have, the highest counts. */
  void look(DeployedStack stack) throws IOException, InterruptedException {
    Map<Metric, Double> logged = logged(stack);
    Map<String, String> resources = resources(stack);
    for (Alarm alarm : stack.alarms()) {
      alarms.add(alarm.name());
      for (Metric metric : alarm.metrics()) {
        double value = metric.isOfAws() ? stack.highest(metric) : logged.getOrDefault(metric, 0.0);
        String of = resources.getOrDefault(metric.value(), metric.value());
        highest.merge("%s: %s of %s".formatted(alarm.name(), metric.name(), of), value, Math::max);
      }
    }
  }

  /** The alarms of all stacks that were looked at, by the template's names. */
  Set<String> alarms() {
    return alarms;
  }

  /** What never rose: alarm, metric and whose it is. */
  List<String> neverRisen() {
    return highest.entrySet().stream()
        .filter(metric -> metric.getValue() <= 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  int size() {
    return highest.size();
  }

  /** The template's names of functions and queues, by the names that alarms know them by. */
  private static Map<String, String> resources(DeployedStack stack) {
    Map<String, String> names = new HashMap<>();
    FUNCTIONS.forEach(function -> names.put(stack.name(function), function));
    for (String queue : QUEUES) {
      String url = stack.name(queue);
      names.put(url.substring(url.lastIndexOf('/') + 1), queue);
    }
    return names;
  }

  /** The highest value of each of our own metrics that functions of a stack have logged. */
  static Map<Metric, Double> logged(DeployedStack stack) {
    Map<Metric, Double> values = new HashMap<>();
    for (String function : FUNCTIONS) {
      for (String line : stack.log(function)) {
        if (line.contains("\"_aws\"")) {
          read(line, values);
        }
      }
    }
    return values;
  }

  private static void read(String line, Map<Metric, Double> values) {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("CloudWatch makes no metric of " + line, e);
    }
    for (JsonNode directive : json.at("/_aws/CloudWatchMetrics")) {
      for (JsonNode set : directive.path("Dimensions")) {
        // With more dimensions, or with none, it is another metric than any that an alarm watches.
        if (set.size() == 1) {
          String dimension = set.path(0).asText();
          for (JsonNode metric : directive.path("Metrics")) {
            String name = metric.path("Name").asText();
            values.merge(
                new Metric(
                    directive.path("Namespace").asText(),
                    name,
                    dimension,
                    json.path(dimension).asText()),
                json.path(name).asDouble(),
                Math::max);
          }
        }
      }
    }
  }
}

package io.boardsift.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An alarm of a deployed stack.
 *
 * @param name what infra/monitoring.yaml calls it, without "Alarm"
 * @param state OK, ALARM or INSUFFICIENT_DATA
 * @param metrics what it watches
 */
record Alarm(String name, String state, List<Metric> metrics) {
  /** The stack's name, the template's and an id, which CloudFormation makes one name of. */
  private static final Pattern NAME = Pattern.compile(".*-(\\w+)Alarm-\\w+");

  /** A metric with one dimension. */
  record Metric(String namespace, String name, String dimension, String value) {
    static Metric fromJson(JsonNode json) {
      JsonNode dimensions = json.path("Dimensions");
      if (dimensions.size() != 1) {
        throw new IllegalArgumentException("one dimension is expected: " + json);
      }
      return new Metric(
          json.path("Namespace").asText(),
          json.path("MetricName").asText(),
          dimensions.path(0).path("Name").asText(),
          dimensions.path(0).path("Value").asText());
    }

    /** Whether a service of AWS publishes it, and no function of ours. */
    boolean isOfAws() {
      return namespace.startsWith("AWS/");
    }
  }

  /** Reads an alarm as CloudWatch's DescribeAlarms tells of it. */
  static Alarm fromJson(JsonNode json) {
    Matcher name = NAME.matcher(json.path("AlarmName").asText());
    if (!name.matches()) {
      throw new IllegalArgumentException("not named by CloudFormation: " + json);
    }
    List<Metric> metrics = new ArrayList<>();
    if (json.has("MetricName")) {
      metrics.add(Metric.fromJson(json));
    }
    for (JsonNode part : json.path("Metrics")) {
      if (part.has("MetricStat")) {
        metrics.add(Metric.fromJson(part.path("MetricStat").path("Metric")));
      }
    }
    return new Alarm(name.group(1), json.path("StateValue").asText(), metrics);
  }
}

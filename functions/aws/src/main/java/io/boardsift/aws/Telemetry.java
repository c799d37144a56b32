package io.boardsift.aws;

import java.util.Map;
import java.util.Objects;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Counts what happens, as CloudWatch metrics in the embedded metric format on standard output. Safe
 * for use by several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html">Embedded
 *     metric format</a>
 */
public final class Telemetry {
  public static final String NAMESPACE = "Boardsift";

  private final Metrics metrics;

  public Telemetry(String service) {
    metrics =
        MetricsBuilder.builder()
            .withNamespace(NAMESPACE)
            .withService(Objects.requireNonNull(service))
            .build();
  }

  /** Adds to several counters at once. */
  public void count(Map<String, Double> counts) {
    metrics.flushMetrics(batch -> add(batch, counts));
  }

  /** Adds one to a counter that is kept for each value of a dimension. */
  public void count(String name, String dimension, String value) {
    metrics.flushMetrics(
        batch -> {
          batch.addDimension(DimensionSet.of(dimension, value));
          add(batch, Map.of(name, 1.0));
        });
  }

  private static void add(Metrics batch, Map<String, Double> counts) {
    counts.forEach((name, count) -> batch.addMetric(name, count, MetricUnit.COUNT));
  }
}

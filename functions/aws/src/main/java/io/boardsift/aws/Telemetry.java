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
  /** Deployments side by side count in namespaces of their own, by Powertools' own setting. */
  private static final String NAMESPACE =
      Objects.requireNonNullElse(System.getenv("POWERTOOLS_METRICS_NAMESPACE"), "Boardsift");

  private final Metrics metrics;
  private final String service;

  public Telemetry(String service) {
    this.service = Objects.requireNonNull(service);
    this.metrics = MetricsBuilder.builder().withNamespace(NAMESPACE).withService(service).build();
  }

  /**
   * Adds to several counters at once. Each is a metric that costs money in each hour in which it is
   * written, a zero too: so one is counted only if an alarm or the dashboard names it, and what
   * happens for each rule or photo is for the log.
   */
  public void count(Map<String, Double> counts) {
    if (counts.isEmpty()) {
      return;
    }
    metrics.flushMetrics(
        batch -> {
          // Powertools keeps one service for a process; on one machine several functions share it.
          batch.setDefaultDimensions(DimensionSet.of("Service", service));
          counts.forEach((name, count) -> batch.addMetric(name, count, MetricUnit.COUNT));
        });
  }
}

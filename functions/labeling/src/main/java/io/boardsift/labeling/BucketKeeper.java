package io.boardsift.labeling;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.BucketCheck;
import io.boardsift.aws.BucketCheck.Lack;
import io.boardsift.aws.Telemetry;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a bucket lacks that others may have changed: in the log, and to an alarm. */
record BucketKeeper(BucketCheck check, Telemetry telemetry) {
  private static final Logger LOG = LoggerFactory.getLogger(BucketKeeper.class);

  /**
   * Looks once.
   *
   * @throws RuntimeException if AWS cannot be asked, or the bucket is gone
   */
  void look() {
    List<Lack> needed = check.lacks().stream().filter(Lack::isNeeded).toList();
    needed.forEach(
        lack -> LOG.error("the photos bucket: " + lack.what(), entry("fix", lack.fix())));
    if (!needed.isEmpty()) {
      telemetry.count(Map.of("BucketLacks", (double) needed.size()));
    }
  }
}

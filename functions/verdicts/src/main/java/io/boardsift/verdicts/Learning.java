package io.boardsift.verdicts;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.MemoryStore;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Keeps the print of each photo that people answered on, with what they saw. The print comes from
 * the photo's decision record; a photo that was never decoded has none, and nothing is learned from
 * it.
 */
final class Learning {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

  private final MemoryStore memory;
  private final Telemetry telemetry;

  Learning(MemoryStore memory, Telemetry telemetry) {
    this.memory = memory;
    this.telemetry = telemetry;
  }

  /**
   * Learns from an answer; a changed one takes the earlier one's place. If that fails the answer
   * counts anyway, and nothing is learned from it: a message that came again for the memory's sake
   * would only make that worse.
   */
  void learn(Verdict verdict, DecisionRecord decision) {
    if (decision.appearance().isEmpty()) {
      return;
    }
    try {
      memory.add(
          RememberedPhoto.of(
              verdict.photo(), decision.appearance().get(), kind(verdict.answer()), verdict.at()));
    } catch (BrokenMemoryException e) {
      // Writing a new one would lose what may be repaired.
      LOG.error(
          "the memory cannot be read, so nothing is learned; remove or restore its object",
          entry("object", MemoryStore.KEY),
          entry("reason", e.getMessage()));
      telemetry.count(Map.of("MemoryNotWritten", 1.0));
    } catch (SdkException e) {
      LOG.warn(
          "nothing is learned from this answer, as the memory cannot be written",
          entry("photo", verdict.photo().id()),
          e);
      telemetry.count(Map.of("MemoryNotWritten", 1.0));
    }
  }

  private static Label kind(Answer answer) {
    return switch (answer) {
      case GOOD_BOARD, BROKEN_BOARD -> Label.BOARD;
      case NOT_A_BOARD -> Label.NOT_A_BOARD;
      case CANNOT_TELL -> Label.NEITHER;
    };
  }
}

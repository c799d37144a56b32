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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a batch of answers teaches: the print of each photo that people answered on, with what they
 * saw, by camera. The print comes from the photo's decision record; a photo that was never decoded
 * has none, and nothing is learned from it. For one batch, and not for use by several threads.
 */
final class Learning {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

  private final MemoryStore memories;
  private final Telemetry telemetry;
  private final Map<String, List<RememberedPhoto>> byCamera = new LinkedHashMap<>();

  Learning(MemoryStore memories, Telemetry telemetry) {
    this.memories = memories;
    this.telemetry = telemetry;
  }

  /** Notes an answer; a changed one takes the earlier one's place. */
  void note(Verdict verdict, DecisionRecord decision) {
    decision
        .appearance()
        .map(
            seen -> RememberedPhoto.of(verdict.photo(), seen, kind(verdict.answer()), verdict.at()))
        .ifPresent(
            photo -> byCamera.computeIfAbsent(photo.camera(), c -> new ArrayList<>()).add(photo));
  }

  /**
   * Writes what was noted, each camera's once.
   *
   * @return whether that is all there is to do; not where it is worth trying again
   */
  boolean write() {
    boolean isDone = true;
    for (Map.Entry<String, List<RememberedPhoto>> camera : byCamera.entrySet()) {
      isDone &= write(camera.getKey(), camera.getValue());
    }
    return isDone;
  }

  private boolean write(String camera, List<RememberedPhoto> photos) {
    try {
      memories.add(camera, photos);
      return true;
    } catch (SdkException e) {
      LOG.warn(
          "a camera's memory cannot be written now",
          entry("camera", camera),
          entry("answers", photos.size()),
          e);
      return false;
    } catch (BrokenMemoryException e) {
      // Writing a new one would lose what may be repaired.
      LOG.error(
          "a camera's memory cannot be read, so nothing is learned; remove or restore its object",
          entry("camera", camera),
          entry("object", MemoryStore.key(camera)),
          entry("reason", e.getMessage()));
    } catch (RuntimeException | Error e) {
      // Whatever it is, also an object that is too large: the answers are safe.
      LOG.error("nothing is learned from these answers", entry("camera", camera), e);
    }
    giveUp(photos.size());
    return true;
  }

  /** Nothing will be learned from so many answers. */
  void giveUp(int answers) {
    if (answers > 0) {
      telemetry.count(Map.of("MemoryNotWritten", (double) answers));
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

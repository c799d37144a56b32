package io.boardsift.sift.evidence;

import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.PerceptualHash;
import java.util.Optional;

/** What people said of photos that look alike, as measures. */
public final class MemoryMeasures {
  /** So many photos that people threw away have to look like a photo before it is one of them. */
  private static final int THIRD = 3;

  private MemoryMeasures() {}

  /** What a photo looks like, if that was measured. */
  public static Optional<Appearance> appearance(Evidence evidence) {
    return Appearance.parse(
        evidence.text(Measures.PRINT).orElse(""), evidence.text(Measures.TILES).orElse(""));
  }

  /**
   * The given evidence and what the memory tells of a photo.
   *
   * @param memory of the camera that took it
   */
  public static Evidence measure(Memory memory, Appearance appearance, Evidence before) {
    PerceptualHash print = appearance.print();
    Evidence ofPrint =
        before
            .with(Measures.NEAREST_NOT_A_BOARD, memory.nearest(Label.NOT_A_BOARD, print))
            .with(
                Measures.THIRD_NEAREST_NOT_A_BOARD, memory.nearest(Label.NOT_A_BOARD, print, THIRD))
            .with(Measures.NEAREST_BOARD, memory.nearest(Label.BOARD, print))
            .with(Measures.BOARDS_REMEMBERED, memory.count(Label.BOARD));
    return appearance
        .tiles()
        .map(
            tiles ->
                ofPrint.with(
                    Measures.MOST_CHANGED_TILE,
                    memory.leastDifference(Label.NOT_A_BOARD, tiles, THIRD)))
        .orElse(ofPrint);
  }
}

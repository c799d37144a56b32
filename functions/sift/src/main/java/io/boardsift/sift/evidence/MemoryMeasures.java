package io.boardsift.sift.evidence;

import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.RememberedPhoto;
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
   * @param key the photo's name in its bucket, which tells the camera
   */
  public static Evidence measure(
      Memory memory, Appearance appearance, String key, Evidence before) {
    PerceptualHash print = appearance.print();
    String camera = RememberedPhoto.camera(key);
    Evidence ofPrint =
        before
            .with(Measures.NEAREST_NOT_A_BOARD, memory.nearest(Label.NOT_A_BOARD, print, camera))
            .with(
                Measures.THIRD_NEAREST_NOT_A_BOARD,
                memory.nearest(Label.NOT_A_BOARD, print, camera, THIRD))
            .with(
                Measures.NEAREST_NOT_A_BOARD_ANYWHERE,
                memory.nearestAnywhere(Label.NOT_A_BOARD, print))
            .with(Measures.NEAREST_BOARD, memory.nearest(Label.BOARD, print, camera))
            .with(Measures.NEAREST_BOARD_ANYWHERE, memory.nearestAnywhere(Label.BOARD, print))
            .with(Measures.BOARDS_REMEMBERED, memory.count(Label.BOARD, camera));
    return appearance
        .tiles()
        .map(
            tiles ->
                ofPrint.with(
                    Measures.MOST_CHANGED_TILE,
                    memory.leastDifference(Label.NOT_A_BOARD, tiles, camera, THIRD)))
        .orElse(ofPrint);
  }
}

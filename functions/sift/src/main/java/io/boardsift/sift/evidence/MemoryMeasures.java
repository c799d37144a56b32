package io.boardsift.sift.evidence;

import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.RememberedPhoto;

/** What people said of photos that look alike, as measures. */
public final class MemoryMeasures {
  private MemoryMeasures() {}

  /**
   * The given evidence and what the memory tells of a photo.
   *
   * @param key the photo's name in its bucket, which tells the camera
   */
  public static Evidence measure(Memory memory, PerceptualHash print, String key, Evidence before) {
    String camera = RememberedPhoto.camera(key);
    return before
        .with(Measures.NEAREST_NOT_A_BOARD, memory.nearest(Label.NOT_A_BOARD, print, camera))
        .with(
            Measures.THIRD_NEAREST_NOT_A_BOARD, memory.nearest(Label.NOT_A_BOARD, print, camera, 3))
        .with(
            Measures.NEAREST_NOT_A_BOARD_ANYWHERE, memory.nearestAnywhere(Label.NOT_A_BOARD, print))
        .with(Measures.NEAREST_BOARD, memory.nearest(Label.BOARD, print, camera))
        .with(Measures.NEAREST_BOARD_ANYWHERE, memory.nearestAnywhere(Label.BOARD, print))
        .with(Measures.BOARDS_REMEMBERED, memory.count(Label.BOARD, camera));
  }
}

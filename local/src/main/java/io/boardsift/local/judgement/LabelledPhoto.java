package io.boardsift.local.judgement;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A photo of which it is known whether it shows a circuit board.
 *
 * @param file where it lies
 * @param showsBoard the label
 * @param source the camera, line or collection that it comes from; photos of one source resemble
 *     each other, so that they count as little more than one when asked what holds elsewhere
 */
public record LabelledPhoto(Path file, boolean showsBoard, String source) {
  public LabelledPhoto {
    Objects.requireNonNull(file);
    Objects.requireNonNull(source);
  }
}

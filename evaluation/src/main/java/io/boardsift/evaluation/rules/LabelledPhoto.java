package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.PhotoSource;
import java.util.Objects;

/**
 * A photo of which it is known whether it shows a circuit board.
 *
 * @param photo where its bytes are
 * @param showsBoard the label
 * @param source the camera, line or collection that it comes from; photos of one source resemble
 *     each other, so that they count as little more than one when asked what holds elsewhere
 */
public record LabelledPhoto(PhotoSource photo, boolean showsBoard, String source) {
  public LabelledPhoto {
    Objects.requireNonNull(photo);
    Objects.requireNonNull(source);
  }

  /** Its path as given, or its key. */
  public String path() {
    return photo.key();
  }

  /** The path's last part. */
  public String name() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}

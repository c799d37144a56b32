package io.boardsift.evaluation.report;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import java.util.Base64;
import java.util.Optional;

/**
 * A picture of a photo for a page, upright.
 *
 * @param jpeg its file
 */
public record Thumbnail(byte[] jpeg) {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);

  /** The picture, or empty where a photo cannot be decoded. */
  public static Optional<Thumbnail> of(byte[] photo, PictureSize size) {
    try {
      return Optional.of(new Thumbnail(size.rendering().of(photo, DECODER)));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }

  /** The picture as an address that holds it, for pages that stand alone. */
  public String dataAddress() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }
}

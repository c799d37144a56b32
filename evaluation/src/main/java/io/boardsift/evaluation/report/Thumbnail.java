package io.boardsift.evaluation.report;

import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import java.util.Base64;
import java.util.Optional;

/**
 * A picture of a photo for a page, upright.
 *
 * @param jpeg its file
 * @param width in pixels
 * @param height in pixels
 */
public record Thumbnail(byte[] jpeg, int width, int height) {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);

  /** The picture, or empty where a photo cannot be decoded. */
  public static Optional<Thumbnail> of(byte[] photo, PictureSize size) {
    try {
      byte[] jpeg = size.rendering().of(photo, DECODER);
      ImageHeader header = ImageHeader.read(jpeg);
      return Optional.of(new Thumbnail(jpeg, header.width(), header.height()));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }

  /** The picture as an address that holds it, for pages that stand alone. */
  public String dataAddress() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }
}

package io.boardsift.evaluation.report;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Rendering;
import io.boardsift.sift.image.UndecodableException;
import java.util.Base64;
import java.util.Optional;

/**
 * A small picture of a photo, upright.
 *
 * @param jpeg its file
 */
public record Thumbnail(byte[] jpeg) {
  /** Some 10 kB. */
  private static final Rendering SMALL = new Rendering(200, 80);

  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);

  /** The thumbnail, or empty where a photo cannot be decoded. */
  public static Optional<Thumbnail> of(byte[] photo) {
    try {
      return Optional.of(new Thumbnail(SMALL.of(photo, DECODER)));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }

  /** The picture as an address that holds it, for pages that stand alone. */
  public String dataAddress() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }
}

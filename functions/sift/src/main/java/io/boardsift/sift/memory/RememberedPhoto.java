package io.boardsift.sift.memory;

import io.boardsift.sift.Photo;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What an answer on a photo leaves in the memory.
 *
 * @param camera which camera took it, see {@link #camera(String)}
 * @param photo the first 64 bits of the photo's fingerprint
 * @param appearance what it looks like
 * @param kind what a person saw
 * @param at when the person answered, to the millisecond: of several on one photo the latest counts
 */
public record RememberedPhoto(
    String camera, long photo, Appearance appearance, Label kind, Instant at) {
  /** A year with month, day and hour as far as they follow, in one folder or several. */
  private static final Pattern DATE =
      Pattern.compile("(?<=^|/)(?:[a-z]+=)?20\\d\\d(?:[-_/.T]?(?:[a-z]+=)?\\d\\d){0,3}/");

  public RememberedPhoto {
    Objects.requireNonNull(camera);
    Objects.requireNonNull(appearance);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(at);
  }

  public static RememberedPhoto of(Photo photo, Appearance appearance, Label kind, Instant at) {
    return new RememberedPhoto(
        camera(photo.key()),
        HexFormat.fromHexDigitsToLong(photo.fingerprint(), 0, 16),
        appearance,
        kind,
        at);
  }

  RememberedPhoto withoutTiles() {
    return new RememberedPhoto(camera, photo, appearance.withoutTiles(), kind, at);
  }

  /**
   * The camera that a key tells of: the folders that the photo lies in, without dates. So {@code
   * line-1/cam-2/2026/11/24/0815.jpg} and {@code line-1/cam-2/2026-11-25/0001.jpg} are of one
   * camera, {@code line-1/cam-2/}. Photos in no folder are all of one camera, the empty text.
   */
  public static String camera(String key) {
    return DATE.matcher(key.substring(0, key.lastIndexOf('/') + 1)).replaceAll("");
  }
}

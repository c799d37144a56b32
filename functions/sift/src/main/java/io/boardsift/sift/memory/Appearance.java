package io.boardsift.sift.memory;

import java.util.Objects;
import java.util.Optional;

/**
 * What a photo looks like, as far as the memory can tell.
 *
 * @param print of the photo as a whole
 * @param tiles of the photo part by part; empty of photos that were seen before there was such a
 *     thing
 */
public record Appearance(PerceptualHash print, Optional<TilePrint> tiles) {
  public Appearance {
    Objects.requireNonNull(print);
    Objects.requireNonNull(tiles);
  }

  /** Reads what the two wrote as text; empty if there is no print. */
  public static Optional<Appearance> parse(String print, String tiles) {
    return PerceptualHash.parse(print)
        .map(parsed -> new Appearance(parsed, TilePrint.parse(tiles)));
  }

  /** The same without its parts, which takes little room. */
  Appearance withoutTiles() {
    return tiles.isEmpty() ? this : new Appearance(print, Optional.empty());
  }
}

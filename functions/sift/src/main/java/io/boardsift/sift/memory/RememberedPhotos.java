package io.boardsift.sift.memory;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembered photos of one kind from one camera, the earliest answer first. Prints lie word by word
 * next to each other, so that comparing with all of them is one run through memory. Not changed any
 * more once {@link #room} is filled; the arrays are not copied and not to be changed by others.
 *
 * @param a first word of each print, and so on
 * @param photo which photo each is of
 * @param at when each was answered, in milliseconds since 1970
 * @param tiles what each looks like part by part; null where that is not remembered
 */
record RememberedPhotos(
    long[] a, long[] b, long[] c, long[] d, long[] photo, long[] at, TilePrint[] tiles) {
  /** How many are remembered; the earliest answered make room for newer ones. */
  static final int MOST = 1000;

  /** Of how many, the latest answered, the tiles are: they take the room of nine prints. */
  static final int MOST_TILES = 200;

  static final RememberedPhotos NONE = new RememberedPhotos(0);

  private RememberedPhotos(int size) {
    this(
        new long[size],
        new long[size],
        new long[size],
        new long[size],
        new long[size],
        new long[size],
        new TilePrint[size]);
  }

  /** Room for some: who asks for it sets each of them before anybody else sees it. */
  static RememberedPhotos room(int size) {
    return new RememberedPhotos(size);
  }

  int size() {
    return photo.length;
  }

  /** Fills a place in a new {@link #room}. */
  void set(int index, Appearance appearance, long ofPhoto, long answeredAt) {
    PerceptualHash print = appearance.print();
    a[index] = print.a();
    b[index] = print.b();
    c[index] = print.c();
    d[index] = print.d();
    photo[index] = ofPhoto;
    at[index] = answeredAt;
    tiles[index] = appearance.tiles().orElse(null);
  }

  PerceptualHash print(int index) {
    return new PerceptualHash(a[index], b[index], c[index], d[index]);
  }

  Appearance appearance(int index) {
    return new Appearance(print(index), Optional.ofNullable(tiles[index]));
  }

  RememberedPhoto photo(int index, String camera, Label kind) {
    return new RememberedPhoto(
        camera, photo[index], appearance(index), kind, Instant.ofEpochMilli(at[index]));
  }

  /** Where a photo is, or -1. */
  int find(long ofPhoto) {
    for (int i = 0; i < photo.length; i++) {
      if (photo[i] == ofPhoto) {
        return i;
      }
    }
    return -1;
  }

  /** The distance of the nearest print, or {@link PerceptualHash#BITS} where there is none. */
  int nearest(PerceptualHash print) {
    // In words, not prints: the compiler makes vector instructions of this loop, and only so.
    long pa = print.a();
    long pb = print.b();
    long pc = print.c();
    long pd = print.d();
    int nearest = PerceptualHash.BITS;
    for (int i = 0; i < a.length; i++) {
      int distance =
          Long.bitCount(a[i] ^ pa)
              + Long.bitCount(b[i] ^ pb)
              + Long.bitCount(c[i] ^ pc)
              + Long.bitCount(d[i] ^ pd);
      nearest = Math.min(nearest, distance);
    }
    return nearest;
  }

  /**
   * The distance of the print that so many are as near as, itself included, or {@link
   * PerceptualHash#BITS} where there are fewer.
   */
  int nearest(PerceptualHash print, int rank) {
    if (size() < rank) {
      return PerceptualHash.BITS;
    }
    int[] distances = new int[size()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = print(i).distance(print);
    }
    Arrays.sort(distances);
    return distances[rank - 1];
  }

  /** Of how many the tiles are known. */
  int tilesKnown() {
    return (int) Arrays.stream(tiles).filter(Objects::nonNull).count();
  }

  /**
   * By how many levels the tile differs that differs most, from the photo that so many are as near
   * as, itself included; {@link TilePrint#MOST} where there are fewer whose tiles are known.
   */
  int leastDifference(TilePrint from, int rank) {
    int[] differences =
        Arrays.stream(tiles).filter(Objects::nonNull).mapToInt(from::difference).sorted().toArray();
    return differences.length < rank ? TilePrint.MOST : differences[rank - 1];
  }

  RememberedPhotos without(int index) {
    RememberedPhotos fewer = room(size() - 1);
    copy(0, fewer, 0, index);
    copy(index + 1, fewer, index, size() - index - 1);
    return fewer;
  }

  /** These and one more in its place by time; the earliest makes room if there are too many. */
  RememberedPhotos with(RememberedPhoto more) {
    long answeredAt = more.at().toEpochMilli();
    int place = size();
    while (place > 0 && at[place - 1] > answeredAt) {
      place--;
    }
    RememberedPhotos grown = room(size() + 1);
    copy(0, grown, 0, place);
    grown.set(place, more.appearance(), more.photo(), answeredAt);
    copy(place, grown, place + 1, size() - place);
    Arrays.fill(grown.tiles, 0, Math.max(0, grown.size() - MOST_TILES), null);
    return grown.size() <= MOST ? grown : grown.without(0);
  }

  private void copy(int from, RememberedPhotos to, int toIndex, int length) {
    long[][] mine = columns();
    long[][] theirs = to.columns();
    for (int column = 0; column < mine.length; column++) {
      System.arraycopy(mine[column], from, theirs[column], toIndex, length);
    }
    System.arraycopy(tiles, from, to.tiles, toIndex, length);
  }

  private long[][] columns() {
    return new long[][] {a, b, c, d, photo, at};
  }
}

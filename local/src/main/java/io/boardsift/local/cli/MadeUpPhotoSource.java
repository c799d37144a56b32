package io.boardsift.local.cli;

import io.boardsift.local.madeup.StationDays.StationPhoto;
import io.boardsift.sift.evidence.PhotoSource;
import java.util.Arrays;

/** A made-up photo, as the sieve reads it. */
record MadeUpPhotoSource(StationPhoto photo) implements PhotoSource {
  @Override
  public String key() {
    return photo.key();
  }

  @Override
  public long size() {
    return photo.bytes().length;
  }

  @Override
  public byte[] head(int length) {
    return Arrays.copyOf(photo.bytes(), Math.min(length, photo.bytes().length));
  }

  @Override
  public byte[] bytes() {
    return photo.bytes();
  }
}

package io.boardsift.sift.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the pictures in a TIFF is the photo: the one that is not a reduced copy of another. Of
 * several only a person can say which one matters.
 *
 * @param directory of the photo
 * @param preview where the file holds a sensor's raw samples, the picture that the camera made of
 *     them: it is what is looked at
 */
record TiffPhoto(TiffDirectory directory, Optional<EmbeddedJpeg> preview) {
  /** Pages, reduced copies and masks together; scanners of many pages write more. */
  private static final int MOST_DIRECTORIES = 64;

  private static final int REDUCED = 1;
  private static final int MASK = 4;
  private static final int OLD_REDUCED = 2;

  /** Photometric interpretations: a colour filter's mosaic, and the same made linear. */
  private static final int MOSAIC = 32803;

  private static final int LINEAR_RAW = 34892;

  /** A raw file's preview of less says too little, in pixels on the long side. */
  private static final int LEAST_PREVIEW = PhotoDecoder.LONG_SIDE;

  /**
   * Finds the photo.
   *
   * @param bytes the whole file
   * @throws UndecodableException if it is not clear which it is, with the reason
   */
  static TiffPhoto of(Bytes bytes) throws UndecodableException {
    List<TiffDirectory> all = directories(bytes);
    if (isRaw(bytes, all)) {
      return preview(all);
    }
    List<TiffDirectory> pictures = all.stream().filter(TiffPhoto::hasSize).toList();
    if (pictures.isEmpty()) {
      throw new UndecodableException("a file of format tiff tells no size");
    }
    List<TiffDirectory> whole = pictures.stream().filter(p -> !isReduced(p)).toList();
    if (whole.size() > 1) {
      throw new UndecodableException(
          "a TIFF of %d pages: nobody can say which is the photo".formatted(whole.size()));
    }
    return new TiffPhoto(whole.isEmpty() ? largest(pictures) : whole.getFirst(), Optional.empty());
  }

  /**
   * The photo's directory, where a file's first bytes tell it for sure; empty where further
   * directories lie beyond them or nobody can say.
   */
  static Optional<TiffPhoto> ofHead(Bytes head) {
    try {
      return Optional.of(of(head));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }

  /** Width of what is looked at, in pixels. */
  long width() {
    return preview.map(p -> (long) p.header().width()).orElse(directory.whole(TiffTags.WIDTH));
  }

  /** Height likewise. */
  long height() {
    return preview.map(p -> (long) p.header().height()).orElse(directory.whole(TiffTags.HEIGHT));
  }

  private static TiffPhoto preview(List<TiffDirectory> all) throws UndecodableException {
    TiffPhoto best = null;
    for (TiffDirectory directory : all) {
      Optional<EmbeddedJpeg> preview = EmbeddedJpeg.in(directory);
      if (preview.isPresent()
          && (best == null || preview.get().header().pixels() > best.width() * best.height())) {
        best = new TiffPhoto(directory, preview);
      }
    }
    if (best == null || Math.max(best.width(), best.height()) < LEAST_PREVIEW) {
      throw new UndecodableException(
          "a camera's raw file is not decoded, and there is no JPEG of %d px or more in it"
              .formatted(LEAST_PREVIEW));
    }
    return best;
  }

  private static List<TiffDirectory> directories(Bytes bytes) throws UndecodableException {
    List<TiffDirectory> found = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    TiffDirectory page = TiffDirectory.first(bytes);
    while (true) {
      add(page, seen, found);
      for (TiffDirectory child : page.children(TiffTags.SUB_DIRECTORIES, MOST_DIRECTORIES)) {
        add(child, seen, found);
      }
      if (!page.hasNext()) {
        return found;
      }
      page = page.next();
    }
  }

  private static void add(TiffDirectory directory, Set<Integer> seen, List<TiffDirectory> found)
      throws UndecodableException {
    if (!directory.isWhole()) {
      throw new UndecodableException("a file of format tiff is damaged: a directory is not there");
    }
    if (!seen.add(directory.at())) {
      throw new UndecodableException("a file of format tiff is damaged: its directories repeat");
    }
    if (seen.size() > MOST_DIRECTORIES) {
      throw new UndecodableException("a TIFF of more than %d pictures".formatted(MOST_DIRECTORIES));
    }
    found.add(directory);
  }

  private static boolean isRaw(Bytes bytes, List<TiffDirectory> all) {
    // Canon's raw photos say so behind the header.
    return bytes.has(8, "CR")
        || all.stream()
            .anyMatch(
                p -> {
                  long photometric = p.whole(TiffTags.PHOTOMETRIC);
                  return photometric == MOSAIC
                      || photometric == LINEAR_RAW
                      || p.find(TiffTags.DNG_VERSION) >= 0;
                });
  }

  private static boolean isReduced(TiffDirectory picture) {
    long kind = picture.whole(TiffTags.SUBFILE);
    return (kind > 0 && (kind & (REDUCED | MASK)) != 0)
        || picture.whole(TiffTags.OLD_SUBFILE) == OLD_REDUCED;
  }

  private static boolean hasSize(TiffDirectory picture) {
    return picture.whole(TiffTags.WIDTH) > 0 && picture.whole(TiffTags.HEIGHT) > 0;
  }

  private static TiffDirectory largest(List<TiffDirectory> pictures) {
    return Collections.max(
        pictures,
        Comparator.comparingLong(p -> p.whole(TiffTags.WIDTH) * p.whole(TiffTags.HEIGHT)));
  }
}

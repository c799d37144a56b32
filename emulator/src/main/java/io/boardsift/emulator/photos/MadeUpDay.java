package io.boardsift.emulator.photos;

import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A day's photos of a few cameras. The same scene and numbers always give the same photos, each of
 * them drawn only when it is asked for. Safe for use by several threads.
 */
public final class MadeUpDay {
  private static final int CAMERAS = 4;
  private static final LocalTime FIRST = LocalTime.of(6, 0);
  private static final int SHIFT_SECONDS = 16 * 3600;

  private final long seed;
  private final List<Subject> subjects;

  /** Plans an everyday day. */
  public MadeUpDay(int photos, double others, long seed) {
    this(photos, others, Scene.EVERYDAY, seed);
  }

  /**
   * Plans a day.
   *
   * @param photos how many, 1 or more
   * @param others the share that shows no board, 0 to 1
   * @param scene what those show
   * @param seed tells one day from another
   */
  public MadeUpDay(int photos, double others, Scene scene, long seed) {
    if (photos < 1 || photos > 1_000_000) {
      throw new IllegalArgumentException("a day has 1 to 1,000,000 photos, not " + photos);
    }
    if (!(others >= 0 && others <= 1)) {
      throw new IllegalArgumentException("the others are a share from 0 to 1, not " + others);
    }
    this.seed = seed;
    this.subjects = subjects(photos, (int) Math.round(photos * others), scene, new Random(seed));
  }

  private static List<Subject> subjects(int photos, int others, Scene scene, Random random) {
    List<Subject> subjects = scene.draw(others, random);
    subjects.addAll(Collections.nCopies(photos - others, Subject.BOARD));
    Collections.shuffle(subjects, random);
    return List.copyOf(subjects);
  }

  public int size() {
    return subjects.size();
  }

  /** What the photo at an index shows. */
  public Subject subject(int index) {
    return subjects.get(index);
  }

  /** The file name of the photo at an index. Like a camera's, it tells nothing of the subject. */
  public String name(int index) {
    LocalTime time = FIRST.plusSeconds((long) index * SHIFT_SECONDS / size());
    return String.format(
        Locale.ROOT,
        "camera-%d/%02d-%02d-%02d-%06d.jpg",
        index % CAMERAS + 1,
        time.getHour(),
        time.getMinute(),
        time.getSecond(),
        index + 1);
  }

  /** Draws the photo at an index. */
  public MadeUpPhoto photo(int index) {
    // Neighbouring seeds give similar first numbers, so they are spread.
    Random random = new Random((seed * 1_000_003 + index) * 0x9E3779B97F4A7C15L);
    return new MadeUpPhoto(name(index), subject(index), Studio.photograph(subject(index), random));
  }
}

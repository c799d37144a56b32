package io.boardsift.emulator.photos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Day after day of the same few stations. The first day they test one kind of board each; on the
 * third and the fifth another kind, smaller than those before, is added. The same numbers always
 * give the same photos. Safe for use by several threads.
 */
public final class StationDays {
  /** Three benches with a cutting mat each, and one with a fixture. */
  private static final int STATIONS = 4;

  private static final int FIRST_HOUR = 6;
  private static final int HOURS = 16;

  private final int photos;
  private final double others;
  private final long seed;
  private final List<Station> stations = new ArrayList<>();

  /** A photo and what it shows. */
  public record StationPhoto(String key, StationSubject subject, byte[] bytes) {}

  /**
   * Plans the days.
   *
   * @param photos how many on each day, 1 or more
   * @param others the share that shows no board, 0 to 1
   * @param seed draws other stations
   */
  public StationDays(int photos, double others, long seed) {
    if (photos < 1 || photos > 1_000_000) {
      throw new IllegalArgumentException("a day has 1 to 1,000,000 photos, not " + photos);
    }
    if (!(others >= 0 && others <= 1)) {
      throw new IllegalArgumentException("the others are a share from 0 to 1, not " + others);
    }
    this.photos = photos;
    this.others = others;
    this.seed = seed;
    for (int i = 0; i < STATIONS; i++) {
      long ofStation = (seed * 31 + i) * 0x9E3779B97F4A7C15L;
      stations.add(i < STATIONS - 1 ? Station.withMat(ofStation) : Station.withFixture(ofStation));
    }
  }

  /**
   * A day's photos; each is drawn when the stream comes to it.
   *
   * @param day from 1
   */
  public Stream<StationPhoto> day(int day) {
    return Stream.iterate(0, i -> i < photos, i -> i + 1).map(i -> photo(day, i));
  }

  private StationPhoto photo(int day, int index) {
    Random random = new Random(((seed * 1009 + day) * 1_000_003 + index) * 0x9E3779B97F4A7C15L);
    StationSubject subject = subject(random);
    int station = index % STATIONS;
    double hour = FIRST_HOUR + (double) index * HOURS / photos;
    int kinds = day < 3 ? 1 : day < 5 ? 2 : 3;
    String key =
        String.format(Locale.ROOT, "station-%d/2026-03-%02d/%06d.jpg", station + 1, day, index + 1);
    return new StationPhoto(
        key, subject, stations.get(station).photograph(subject, kinds, hour, random));
  }

  private StationSubject subject(Random random) {
    if (random.nextDouble() >= others) {
      return StationSubject.BOARD;
    }
    List<StationSubject> bag = new ArrayList<>();
    for (StationSubject subject : StationSubject.values()) {
      for (int i = 0; i < subject.weight(); i++) {
        bag.add(subject);
      }
    }
    return bag.get(random.nextInt(bag.size()));
  }
}

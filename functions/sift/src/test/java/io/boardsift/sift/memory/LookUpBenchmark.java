package io.boardsift.sift.memory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Times look-ups in a million prints, and the reading and writing of them. Run as a program. */
final class LookUpBenchmark {
  private static final int CAMERAS = 500;
  private static final int RUNS = 500;

  private LookUpBenchmark() {}

  public static void main(String[] args) throws BrokenMemoryException {
    Random random = new Random(1);
    SortedMap<String, CameraMemory> cameras = new TreeMap<>();
    for (int i = 0; i < CAMERAS; i++) {
      cameras.put(
          "camera-" + i + "/",
          new CameraMemory(
              Map.of(
                  Label.BOARD,
                  rememberedPhotos(random, false),
                  Label.NOT_A_BOARD,
                  rememberedPhotos(random, true))));
    }
    Memory memory = new Memory(cameras);
    time("nearest board of any camera, of half a million", random, memory::nearestAnywhere);
    time(
        "nearest of any camera, of the million",
        random,
        (kind, print) ->
            Math.min(
                memory.nearestAnywhere(Label.BOARD, print),
                memory.nearestAnywhere(Label.NOT_A_BOARD, print)));
    time(
        "third nearest of one camera, of a thousand",
        random,
        (kind, print) -> memory.nearest(kind, print, "camera-7/", 3));
    TilePrint tiles = TilePrint.of(levels(random)).orElseThrow();
    time(
        "third least changed of one camera, of two hundred",
        random,
        (kind, print) -> memory.leastDifference(Label.NOT_A_BOARD, tiles, "camera-7/", 3));
    long start = System.nanoTime();
    byte[] bytes = MemoryFormat.write(memory);
    long written = System.nanoTime();
    int read = MemoryFormat.read(bytes).size();
    System.out.printf(
        Locale.ROOT,
        "%,d prints in %,d bytes: written in %d ms, read in %d ms%n",
        read,
        bytes.length,
        (written - start) / 1_000_000,
        (System.nanoTime() - written) / 1_000_000);
  }

  private interface LookUp {
    int nearest(Label kind, PerceptualHash print);
  }

  private static PerceptualHash print(Random random) {
    return new PerceptualHash(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private static byte[] levels(Random random) {
    byte[] levels = new byte[TilePrint.LEVELS];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) random.nextInt(TilePrint.MOST + 1);
    }
    return levels;
  }

  private static RememberedPhotos rememberedPhotos(Random random, boolean withTiles) {
    RememberedPhotos rememberedPhotos = RememberedPhotos.room(RememberedPhotos.MOST);
    for (int i = 0; i < RememberedPhotos.MOST; i++) {
      Optional<TilePrint> tiles =
          withTiles && i >= RememberedPhotos.MOST - RememberedPhotos.MOST_TILES
              ? TilePrint.of(levels(random))
              : Optional.empty();
      rememberedPhotos.set(i, new Appearance(print(random), tiles), random.nextLong(), i);
    }
    return rememberedPhotos;
  }

  private static void time(String what, Random random, LookUp lookUp) {
    double[] millis = new double[RUNS];
    long sum = 0;
    for (int run = -RUNS; run < RUNS; run++) {
      PerceptualHash print = print(random);
      long start = System.nanoTime();
      sum += lookUp.nearest(Label.BOARD, print);
      if (run >= 0) {
        millis[run] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: least %.3f ms, median %.3f ms, 99th percentile %.3f ms (mean distance %d)%n",
        what,
        millis[0],
        millis[RUNS / 2],
        millis[RUNS * 99 / 100],
        sum / (2 * RUNS));
  }
}

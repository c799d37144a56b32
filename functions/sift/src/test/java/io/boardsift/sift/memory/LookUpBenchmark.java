package io.boardsift.sift.memory;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Times look-ups in the memory of one camera that is full, and the reading and writing of it. Run
 * as a program.
 */
final class LookUpBenchmark {
  private static final String CAMERA = "camera-7/";
  private static final int RUNS = 2000;

  private LookUpBenchmark() {}

  public static void main(String[] args) throws BrokenMemoryException {
    Random random = new Random(1);
    Memory memory =
        new Memory(
            CAMERA,
            Map.of(
                Label.BOARD,
                rememberedPhotos(random, false),
                Label.NOT_A_BOARD,
                rememberedPhotos(random, true),
                Label.NEITHER,
                rememberedPhotos(random, false)));
    byte[] bytes = MemoryFormat.write(memory);
    TilePrint tiles = TilePrint.of(levels(random)).orElseThrow();
    time("nearest of a thousand", random, print -> memory.nearest(Label.BOARD, print));
    time("third nearest of a thousand", random, print -> memory.nearest(Label.BOARD, print, 3));
    time(
        "third least changed of two hundred",
        random,
        print -> memory.leastDifference(Label.NOT_A_BOARD, tiles, 3));
    time("written", random, print -> MemoryFormat.write(memory).length);
    time("read", random, print -> MemoryFormat.read(bytes, CAMERA).size());
    RememberedPhoto answer =
        new RememberedPhoto(
            CAMERA,
            1,
            new Appearance(print(random), TilePrint.of(levels(random))),
            Label.NOT_A_BOARD,
            Instant.ofEpochMilli(RememberedPhotos.MOST));
    time("an answer added", random, print -> memory.with(answer).size());
    System.out.printf(Locale.ROOT, "%,d photos in %,d bytes%n", memory.size(), bytes.length);
  }

  private interface LookUp {
    int of(PerceptualHash print) throws BrokenMemoryException;
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

  private static void time(String what, Random random, LookUp lookUp) throws BrokenMemoryException {
    double[] millis = new double[RUNS];
    long sum = 0;
    for (int run = -RUNS; run < RUNS; run++) {
      PerceptualHash print = print(random);
      long start = System.nanoTime();
      sum += lookUp.of(print);
      if (run >= 0) {
        millis[run] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: least %.4f ms, median %.4f ms, 99th percentile %.4f ms (mean result %d)%n",
        what,
        millis[0],
        millis[RUNS / 2],
        millis[RUNS * 99 / 100],
        sum / (2 * RUNS));
  }
}

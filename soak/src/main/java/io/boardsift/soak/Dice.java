package io.boardsift.soak;

import java.util.Random;

/**
 * Chance that follows from a seed. Each user has dice of its own, so that what one draws does not
 * depend on how fast another one is. Safe for use by several threads.
 */
final class Dice {
  private final long seed;
  private final Random random;

  Dice(long seed) {
    this.seed = seed;
    this.random = new Random(spread(seed));
  }

  /** Other dice, the same for the same name. */
  Dice of(String name) {
    return new Dice(seed * 31 + name.hashCode());
  }

  /** Other dice, the same for the same number. */
  Dice of(String name, int number) {
    return of(name + number);
  }

  /** Neighbouring seeds give similar first numbers otherwise. */
  private static long spread(long seed) {
    return (seed ^ (seed >>> 33)) * 0xff51afd7ed558ccdL;
  }

  /** Whether something comes about that does so in a share of cases, 0 to 1. */
  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from 0 to 1, 1 excluded. */
  double share() {
    return random.nextDouble();
  }
}

package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which of a list of photos something holds of; {@code java.util.BitSet} cannot be combined without
 * a copy.
 */
record Bits(long[] words) {

  static Bits of(List<Evidence> photos, Predicate<Evidence> holds) {
    long[] words = new long[(photos.size() + 63) / 64];
    for (int i = 0; i < photos.size(); i++) {
      if (holds.test(photos.get(i))) {
        words[i / 64] |= 1L << (i % 64);
      }
    }
    return new Bits(words);
  }

  static Bits all(int photos) {
    long[] words = new long[(photos + 63) / 64];
    for (int i = 0; i < photos; i++) {
      words[i / 64] |= 1L << (i % 64);
    }
    return new Bits(words);
  }

  Bits and(Bits other) {
    long[] both = new long[words.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = words[i] & other.words[i];
    }
    return new Bits(both);
  }

  Bits andNot(Bits other) {
    long[] mine = new long[words.length];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = words[i] & ~other.words[i];
    }
    return new Bits(mine);
  }

  int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }
}

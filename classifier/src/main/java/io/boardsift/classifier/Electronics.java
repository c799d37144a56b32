package io.boardsift.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of the backbone's classes a board is taken for: things with keys, screens and screws. The
 * network knows no circuit board, and calls most of them modem, hard disk drive or oscilloscope.
 */
final class Electronics {
  private final int[] classes;

  Electronics(List<String> labels) {
    Set<String> names = names();
    this.classes =
        IntStream.range(0, labels.size()).filter(i -> names.contains(labels.get(i))).toArray();
  }

  private static Set<String> names() {
    try (InputStream in = Electronics.class.getResourceAsStream("electronics.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The probability of any of them. */
  double probability(float[] probabilities) {
    double sum = 0;
    for (int i : classes) {
      sum += probabilities[i];
    }
    return Math.min(1, sum);
  }
}

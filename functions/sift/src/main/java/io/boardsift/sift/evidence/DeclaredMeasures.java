package io.boardsift.sift.evidence;

import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measure.Words;
import io.boardsift.sift.memory.PerceptualHash;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Makes measures and keeps them, in the order in which they are made; so none can be forgotten.
 * Only {@link Measures} makes any, while it is loaded, and it is the way to read them.
 */
final class DeclaredMeasures {
  private static final Numbers ANY = new Numbers(0, Double.POSITIVE_INFINITY);
  private static final Numbers SHARE = new Numbers(0, 1);

  private static final Map<String, Measure> ALL = new LinkedHashMap<>();
  private static final Map<Measure, ToDoubleFunction<Picture>> OF_PICTURES = new LinkedHashMap<>();

  private DeclaredMeasures() {}

  /** Any text. */
  static Measure text(Tier tier, String name, String meaning) {
    return text(tier, name, meaning, List.of());
  }

  /** One of some known words. */
  static Measure text(Tier tier, String name, String meaning, List<String> known) {
    return declare(new Measure(name, tier, "text", new Words(known), meaning));
  }

  /** A number of 0 or more. */
  static Measure number(Tier tier, String name, String unit, String meaning) {
    return declare(new Measure(name, tier, unit, ANY, meaning));
  }

  /** A share of the pixels, or a number of 0 to 1 else. */
  static Measure share(String name, String meaning, ToDoubleFunction<Picture> taken) {
    return ofPicture(new Measure(name, Tier.PIXELS, "share", SHARE, meaning), taken);
  }

  /** How steeply brightness changes, from 0 to at most {@code most}. */
  static Measure slope(String name, double most, String meaning, ToDoubleFunction<Picture> taken) {
    return ofPicture(new Measure(name, Tier.PIXELS, "slope", new Numbers(0, most), meaning), taken);
  }

  /**
   * The share of pixels in a band of the colour circle.
   *
   * @param from degrees, 0 to 359: 0 is red, 120 green, 240 blue
   * @param to degrees likewise, included; below {@code from} for a band across red
   */
  static Measure hue(String name, int from, int to, String shows) {
    String meaning =
        "share of pixels of hue "
            + (from + " to " + to + " degrees and chroma above " + Colours.CLEAR + ": ")
            + shows;
    return share(name, meaning, picture -> picture.colours().share(from, to));
  }

  /** In how many bits two prints differ; all of them also stand for none. */
  static Measure bits(String name, String towards) {
    int most = PerceptualHash.BITS;
    String meaning = "bits of difference " + towards + "; " + most + " if there is none";
    return declare(new Measure(name, Tier.MEMORY, "bits", new Numbers(0, most), meaning));
  }

  /** By how many levels tiles differ, up to {@code most}, which also stands for none. */
  static Measure levels(String name, int most, String where) {
    String meaning = "levels of difference " + where + "; " + most + " if there is none";
    return declare(new Measure(name, Tier.MEMORY, "levels", new Numbers(0, most), meaning));
  }

  /** What the classifier holds for probable, 0 to 1. */
  static Measure probability(String name, String meaning) {
    return declare(new Measure(name, Tier.MODEL, "probability", SHARE, meaning));
  }

  private static Measure ofPicture(Measure measure, ToDoubleFunction<Picture> taken) {
    declare(measure);
    OF_PICTURES.put(measure, taken);
    return measure;
  }

  private static Measure declare(Measure measure) {
    if (ALL.putIfAbsent(measure.name(), measure) != null) {
      throw new IllegalStateException("two measures are named " + measure.name());
    }
    return measure;
  }

  static List<Measure> all() {
    return List.copyOf(ALL.values());
  }

  static Optional<Measure> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The numbers that are taken of pixels, each with how. */
  static Map<Measure, ToDoubleFunction<Picture>> ofPictures() {
    return Collections.unmodifiableMap(OF_PICTURES);
  }
}

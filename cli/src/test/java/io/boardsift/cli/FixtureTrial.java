package io.boardsift.cli;

import io.boardsift.emulator.photos.Fixture;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.MemoryMeasures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Fixtures with bright rails, pins and a label: on three days large boards and the empty fixture
 * are photographed, and people answer truly in the evening on what comes to them. How much of the
 * empty fixture is trimmed on the fourth day, and is a board deleted whose kind was never seen
 * before, small or dark? Asked are the shipped rules on the memory, and no others; and the same
 * without what they ask of tiles. Run as a program; the arguments are the seeds of fixtures, or
 * none for 1 to 10.
 */
final class FixtureTrial {
  private static final String CAMERA = "fixture/";
  private static final Instant FIRST_DAY = Instant.parse("2026-03-01T18:00:00Z");
  private static final int DAYS = 3;
  private static final int EMPTY_A_DAY = 20;
  private static final int BOARDS_A_DAY = 20;
  private static final double LARGE = 0.3;
  private static final int EMPTY_AFTERWARDS = 100;
  private static final double[] SHARES = {0.01, 0.02, 0.04, 0.1, 0.3};
  private static final double[] BRIGHTNESS = {0.2, 0.35, 0.5, 0.75, 1};
  private static final int BOARDS_EACH = 4;

  private final RuleSet rules;
  private final PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
  private final List<Evidence> empty = new ArrayList<>();
  private final List<List<Evidence>> boards = new ArrayList<>();
  private Memory memory = Memory.empty(CAMERA);
  private int photos;
  private int trimmed;
  private int lost;

  private FixtureTrial(RuleSet rules) {
    this.rules = rules;
    for (int share = 0; share < SHARES.length; share++) {
      boards.add(new ArrayList<>());
    }
  }

  public static void main(String[] args) {
    long[] seeds =
        args.length == 0
            ? LongStream.rangeClosed(1, 10).toArray()
            : Arrays.stream(args).mapToLong(Long::parseLong).toArray();
    RuleSet onMemory = onMemory(RuleFile.shipped());
    FixtureTrial with = new FixtureTrial(onMemory);
    FixtureTrial without = new FixtureTrial(without(Measures.MOST_CHANGED_TILE, onMemory));
    for (long seed : seeds) {
      with.run(seed);
      without.run(seed);
      System.out.printf(
          Locale.ROOT,
          "fixture %d; so far trimmed %d and without tiles %d, boards lost %d and %d%n",
          seed,
          with.trimmed,
          without.trimmed,
          with.lost,
          without.lost);
    }
    System.out.println("as shipped:");
    with.print();
    System.out.println("without what is asked of tiles:");
    without.print();
  }

  private static RuleSet onMemory(RuleSet rules) {
    return new RuleSet(
        rules.rules().stream().filter(rule -> rule.tier() == Tier.MEMORY).toList(),
        rules.version());
  }

  private static RuleSet without(Measure measure, RuleSet rules) {
    return new RuleSet(
        rules.rules().stream()
            .map(
                rule ->
                    new Rule(
                        rule.name(),
                        rule.when().stream()
                            .filter(condition -> !condition.measure().equals(measure))
                            .toList(),
                        rule.unless(),
                        rule.then(),
                        rule.because()))
            .toList(),
        rules.version());
  }

  private void run(long seed) {
    Fixture fixture = new Fixture(seed);
    Random random = new Random(seed);
    memory = Memory.empty(CAMERA);
    for (int day = 1; day <= DAYS; day++) {
      Memory evening = memory;
      for (int i = 0; i < EMPTY_A_DAY + BOARDS_A_DAY; i++) {
        boolean isBoard = i < BOARDS_A_DAY;
        byte[] photo = isBoard ? fixture.photograph(LARGE, 1, random) : fixture.photograph(random);
        evening = learned(evening, decide(photo), isBoard, day);
      }
      memory = evening;
    }
    for (int i = 0; i < EMPTY_AFTERWARDS; i++) {
      Decision decision = decide(fixture.photograph(random));
      empty.add(decision.finding().evidence());
      trimmed += decision.outcome() == Outcome.DELETE ? 1 : 0;
    }
    for (int share = 0; share < SHARES.length; share++) {
      for (double brightness : BRIGHTNESS) {
        for (int i = 0; i < BOARDS_EACH; i++) {
          Decision decision = decide(fixture.photograph(SHARES[share], brightness, random));
          boards.get(share).add(decision.finding().evidence());
          lost += decision.outcome() == Outcome.DELETE ? 1 : 0;
        }
      }
    }
  }

  private Decision decide(byte[] photo) {
    Sieve sieve = new Sieve(rules, decoder, camera -> Optional.of(memory), Model.NONE);
    return sieve.decide(PhotoSource.of(CAMERA + photos++ + ".jpg", photo));
  }

  private Memory learned(Memory evening, Decision decision, boolean isBoard, int day) {
    if (decision.outcome() != Outcome.REVIEW) {
      return evening;
    }
    Photo photo = new Photo("photos", CAMERA + photos + ".jpg", "1", "", -1);
    Label kind = isBoard ? Label.BOARD : Label.NOT_A_BOARD;
    return MemoryMeasures.appearance(decision.finding().evidence())
        .map(seen -> RememberedPhoto.of(photo, seen, kind, FIRST_DAY.plusSeconds(86_400L * day)))
        .map(evening::with)
        .orElse(evening);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "  empty fixture: %d of %d trimmed; %s%n",
        trimmed,
        empty.size(),
        distances(empty));
    for (int share = 0; share < SHARES.length; share++) {
      System.out.printf(
          Locale.ROOT, "  boards on %.2f: %s%n", SHARES[share], distances(boards.get(share)));
    }
    System.out.printf(
        Locale.ROOT, "  boards lost: %d of %d%n", lost, boards.stream().mapToInt(List::size).sum());
  }

  private static String distances(List<Evidence> photos) {
    return "least / median / greatest bits "
        + quantiles(photos, Measures.THIRD_NEAREST_NOT_A_BOARD)
        + ", levels "
        + quantiles(photos, Measures.MOST_CHANGED_TILE);
  }

  private static String quantiles(List<Evidence> photos, Measure measure) {
    int[] sorted =
        photos.stream()
            .flatMap(photo -> photo.number(measure).stream().boxed())
            .mapToInt(Double::intValue)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? "none"
        : sorted[0] + " / " + sorted[sorted.length / 2] + " / " + sorted[sorted.length - 1];
  }
}

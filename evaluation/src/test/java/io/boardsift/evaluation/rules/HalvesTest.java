package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Does the bound that a suggestion states hold on sources that it never saw? Needs labelled photos
 * ({@code board}, {@code not-board}, {@code manifest.csv} in one folder) and some minutes: {@code
 * mvn -pl evaluation -am test -Dtest=HalvesTest -Dboardsift.photos=FOLDER}. Writes {@code
 * evaluation/target/halves.md}.
 */
@EnabledIfSystemProperty(named = "boardsift.photos", matches = ".+")
class HalvesTest {
  private static final int SEEDS = 5;
  private static final double ACCEPTED = 0.1;

  private final PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);

  @Test
  void suggestionsFromHalfOfTheSourcesHoldOnTheOtherHalf() throws IOException {
    Path folder = Path.of(System.getProperty("boardsift.photos"));
    List<LabelledPhoto> boards = LabelledPhotos.under(folder.resolve("board"), true);
    List<LabelledPhoto> others = LabelledPhotos.under(folder.resolve("not-board"), false);
    List<MeasuredPhoto> measured =
        new PhotoMeasurer(decoder)
            .measure(Stream.concat(boards.stream(), others.stream()).toList(), () -> {});
    Map<LabelledPhoto, List<Evidence>> copies =
        new Augmentations(decoder, 1).measure(boards, () -> {});
    RuleSuggester suggesting =
        new RuleSuggester(
            Measures.all().stream().filter(m -> m.tier() == Tier.PIXELS).toList(),
            RulesText.empty(),
            copies);
    List<String> table = new ArrayList<>();
    table.add("| seed | boards, others seen | margin | stated bound | boards lost | trimmed |");
    table.add("| --- | --- | --- | --- | --- | --- |");
    for (int seed = 1; seed <= SEEDS; seed++) {
      Set<MeasuredPhoto> half = half(measured, new Random(seed));
      Suggestion suggestion = suggesting.suggest(List.copyOf(half), ACCEPTED);
      DeletedCounts elsewhere =
          Evaluation.of(
                  suggestion.keptAside().rules(),
                  measured.stream().filter(photo -> !half.contains(photo)).toList())
              .all();
      table.add(row(seed, half, suggestion, elsewhere));
    }
    Files.write(Path.of("target", "halves.md"), table);
    assertThat(table).hasSize(SEEDS + 2);
  }

  private static String row(
      int seed, Set<MeasuredPhoto> half, Suggestion suggestion, DeletedCounts elsewhere) {
    long boards = half.stream().filter(p -> p.photo().showsBoard()).count();
    return String.format(
        Locale.ROOT,
        "| %d | %d, %d | %.0f %% | %.1f %% | %d of %d (%.1f %%) | %d of %d (%.0f %%) |",
        seed,
        boards,
        half.size() - boards,
        100 * suggestion.margin(),
        100 * suggestion.boardsUpper95(),
        elsewhere.boardsDeleted(),
        elsewhere.boards(),
        100.0 * elsewhere.boardsDeleted() / elsewhere.boards(),
        elsewhere.othersDeleted(),
        elsewhere.others(),
        100 * elsewhere.trimmed());
  }

  /**
   * Half of the boards' sources with all their photos; of sources without boards, half the photos.
   */
  private static Set<MeasuredPhoto> half(List<MeasuredPhoto> photos, Random random) {
    List<String> sources =
        new ArrayList<>(
            photos.stream()
                .filter(p -> p.photo().showsBoard())
                .map(p -> p.photo().source())
                .distinct()
                .sorted()
                .toList());
    Set<String> ofBoards = Set.copyOf(sources);
    Collections.shuffle(sources, random);
    Set<String> seen = Set.copyOf(sources.subList(0, sources.size() / 2));
    Set<MeasuredPhoto> half = new HashSet<>();
    for (MeasuredPhoto photo : photos) {
      String source = photo.photo().source();
      if (ofBoards.contains(source) ? seen.contains(source) : random.nextBoolean()) {
        half.add(photo);
      }
    }
    return half;
  }
}

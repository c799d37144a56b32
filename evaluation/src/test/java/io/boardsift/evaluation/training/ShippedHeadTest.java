package io.boardsift.evaluation.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.classifier.Backbone;
import io.boardsift.classifier.Head;
import io.boardsift.classifier.ModelSource;
import io.boardsift.classifier.training.Example;
import io.boardsift.classifier.training.Training;
import io.boardsift.classifier.training.TrainingGoal;
import io.boardsift.evaluation.rules.LabelledPhoto;
import io.boardsift.evaluation.rules.LabelledPhotos;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The head that comes with Boardsift, trained again on the same photos. Needs both sets of labelled
 * photos (each {@code board}, {@code not-board} and {@code manifest.csv} in a folder), the
 * backbone, and some minutes: {@code mvn -pl evaluation -am test -Dtest=ShippedHeadTest
 * -Dboardsift.training=FOLDER:FOLDER -Dboardsift.backbone=FOLDER}.
 */
@EnabledIfSystemProperty(named = "boardsift.training", matches = ".+")
class ShippedHeadTest {
  @Test
  void trainedAgainItIsTheSameToTheLastDigit() throws Exception {
    List<Path> sets =
        Arrays.stream(System.getProperty("boardsift.training").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    Path folder = Path.of(System.getProperty("boardsift.backbone"));
    ModelSource.shipped(folder).check();
    List<Example> examples;
    try (Backbone backbone = Backbone.open(folder)) {
      examples = new TrainingExamples(backbone).of(photos(sets), () -> {});
    }
    Head again = Training.train(examples, new TrainingGoal(0.01, 0.03, Optional.empty())).head();
    assertThat(again.toJson()).isEqualTo(Head.shipped().toJson());
  }

  private static List<LabelledPhoto> photos(List<Path> sets) throws IOException {
    Set<String> sources = sources();
    List<LabelledPhoto> photos = new ArrayList<>();
    for (boolean showBoards : new boolean[] {true, false}) {
      String label = showBoards ? "board" : "not-board";
      sets.stream()
          .flatMap(set -> LabelledPhotos.under(set.resolve(label), showBoards).stream())
          .filter(photo -> sources.contains(photo.source()))
          .forEach(photos::add);
    }
    return photos;
  }

  private static Set<String> sources() throws IOException {
    try (InputStream in = Head.class.getResourceAsStream("shipped-sources.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toSet());
    }
  }
}

package io.boardsift.classifier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private final Random random = new Random(3);

  /** Photos of one source; the first number tells boards from others, the second the source. */
  private List<Example> source(String name, int boards, int others, double mark) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < boards + others; i++) {
      boolean isBoard = i < boards;
      examples.add(example(name, isBoard, isBoard ? 40 : -40, mark, false));
      if (isBoard) {
        examples.add(example(name, true, 20, mark, true));
      }
    }
    return examples;
  }

  private Example example(
      String source, boolean isBoard, double number, double mark, boolean isHarderCopy) {
    float[] embedding = {
      (float) (number + 10 * random.nextGaussian()), (float) mark, (float) random.nextGaussian()
    };
    return new Example(embedding, isBoard, source, isHarderCopy);
  }

  private List<Example> sixSources() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      examples.addAll(source("source-" + i, 20, 40, i));
    }
    return examples;
  }

  @Test
  void tellsBoardsOfSourcesKeptAsideFromOthers() {
    Trained trained = Training.train(sixSources(), 0.01);
    assertThat(trained.areSourcesKeptAside()).isTrue();
    assertThat(trained.bySource()).hasSize(6);
    assertThat(trained.boards()).isEqualTo(120);
    assertThat(trained.others()).isEqualTo(240);
    assertThat(trained.othersTrimmed()).isGreaterThan(200);
    assertThat(trained.boardsLost() + trained.copiesLost()).isLessThanOrEqualTo(2);
  }

  @Test
  void theOperatingPointLiesAtTheThresholdWhateverTheScale() {
    List<Example> examples = sixSources();
    Trained strict = Training.train(examples, 0.01);
    Trained bold = Training.train(examples, 0.2);
    // The same weights; only what counts as the threshold differs.
    assertThat(bold.head().weights()).isEqualTo(strict.head().weights());
    assertThat(bold.head().bias()).isLessThan(strict.head().bias());
    assertThat(below(bold, examples)).isEqualTo(0.2, within(0.03));
    assertThat(below(strict, examples)).isEqualTo(0.01, within(0.02));
  }

  private static double below(Trained trained, List<Example> examples) {
    return examples.stream()
        .filter(Example::showsBoard)
        .mapToInt(e -> trained.head().board(e.embedding()) < Training.OPERATING_POINT ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void whatOnlyMarksASourceFlattersNobody() {
    // Boards of each source differ from its others by a number that is the other way round
    // elsewhere.
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int sign = i % 2 == 0 ? 1 : -1;
      for (int j = 0; j < 40; j++) {
        examples.add(example("source-" + i, j < 20, j < 20 ? sign * 40 : -sign * 40, 0, false));
      }
    }
    assertThat(Training.train(examples, 0.01).othersTrimmed()).isLessThan(10);
  }

  @Test
  void saysWhenItCouldNotKeepSourcesAside() {
    Trained trained = Training.train(source("only", 30, 30, 0), 0.01);
    assertThat(trained.areSourcesKeptAside()).isFalse();
    assertThat(trained.othersTrimmed()).isGreaterThan(20);
  }

  @Test
  void refusesToLearnFromNextToNothing() {
    List<Example> few = source("a", 5, 50, 0);
    assertThatThrownBy(() -> Training.train(few, 0.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 boards");
  }

  @Test
  void boardsAndOthersFromSourcesOfTheirOwnAreRefusedOnlyIfNothingIsLeft() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      examples.addAll(source("boards-" + i, 10, 0, i));
    }
    examples.addAll(source("others", 0, 30, 0));
    assertThatThrownBy(() -> Training.train(examples, 0.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one source");
  }
}

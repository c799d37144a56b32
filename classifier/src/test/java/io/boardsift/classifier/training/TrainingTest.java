package io.boardsift.classifier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.classifier.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final int WIDE = 300;

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

  private static TrainingGoal goal(double share) {
    return new TrainingGoal(share, share, Optional.empty());
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
    Trained trained = Training.train(sixSources(), goal(0.01));
    assertThat(trained.areSourcesKeptAside()).isTrue();
    assertThat(trained.keptAside().bySource()).hasSize(6);
    assertThat(trained.keptAside().boards()).isEqualTo(120);
    assertThat(trained.keptAside().others()).isEqualTo(240);
    assertThat(trained.keptAside().othersTrimmed()).isGreaterThan(200);
    assertThat(trained.keptAside().boardsLost() + trained.keptAside().copiesLost())
        .isLessThanOrEqualTo(2);
  }

  @Test
  void theOperatingPointLiesAtTheThresholdWhateverTheScale() {
    List<Example> examples = sixSources();
    Trained strict = Training.train(examples, goal(0.01));
    Trained bold = Training.train(examples, goal(0.2));
    // The same weights; only what counts as the threshold differs.
    assertThat(bold.head().weights()).isEqualTo(strict.head().weights());
    assertThat(bold.head().bias()).isLessThan(strict.head().bias());
    // The copies lie lower than their boards, so their limit is reached first.
    List<Example> copies = examples.stream().filter(Example::isHarderCopy).toList();
    assertThat(below(bold, copies)).isEqualTo(0.2, within(0.03));
    assertThat(below(strict, copies)).isEqualTo(0.01, within(0.02));
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
    assertThat(Training.train(examples, goal(0.01)).keptAside().othersTrimmed()).isLessThan(10);
  }

  @Test
  void saysWhenItCouldNotKeepSourcesAside() {
    Trained trained = Training.train(source("only", 30, 30, 0), goal(0.01));
    assertThat(trained.areSourcesKeptAside()).isFalse();
    assertThat(trained.keptAside().othersTrimmed()).isGreaterThan(20);
  }

  @Test
  void trainedAgainItIsTheSameToTheLastDigit() {
    List<Example> examples = sixSources();
    Trained once = Training.train(examples, goal(0.01));
    Trained again = Training.train(examples, goal(0.01));
    assertThat(again.head().toJson()).isEqualTo(once.head().toJson());
    assertThat(again.keptAside()).isEqualTo(once.keptAside());
  }

  @Test
  void boardsAndTheirCopiesHaveALimitEach() {
    List<Example> examples = sixSources();
    Trained both = Training.train(examples, new TrainingGoal(0.1, 0.1, Optional.empty()));
    Trained boldOnCopies = Training.train(examples, new TrainingGoal(0.1, 0.5, Optional.empty()));
    Trained boldOnBoards = Training.train(examples, new TrainingGoal(0.5, 0.1, Optional.empty()));
    // Copies lie nearer to the others here, so that they set the threshold.
    assertThat(boldOnBoards.head().bias()).isEqualTo(both.head().bias());
    assertThat(boldOnCopies.head().bias()).isLessThan(both.head().bias());
    assertThat(below(boldOnCopies, examples.stream().filter(e -> !e.isHarderCopy()).toList()))
        .isLessThanOrEqualTo(0.1);
  }

  @Test
  void fewPhotosLearnMoreFromAHeadThatKnowsThanFromNothing() {
    List<Example> few = wide(20);
    List<Example> unseen = wide(1_000);
    float[] direction = new float[WIDE];
    Arrays.fill(direction, 1);
    Head start = new Head(direction, 0);
    double fromNothing = mixedUp(Training.train(few, goal(0.01)).head(), unseen);
    double fromStart = mixedUp(Training.train(few, from(start)).head(), unseen);
    assertThat(fromNothing).isGreaterThan(0.05);
    assertThat(fromStart).isLessThan(fromNothing / 2);
  }

  /** Boards have a little more of each of many numbers. */
  private List<Example> wide(int each) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 2 * each; i++) {
      float[] embedding = new float[WIDE];
      for (int at = 0; at < WIDE; at++) {
        embedding[at] = (float) (random.nextGaussian() + (i < each ? 0.1 : -0.1));
      }
      examples.add(new Example(embedding, i < each, "source-" + i % 5, false));
    }
    return examples;
  }

  /** How often an other lies above a board. */
  private static double mixedUp(Head head, List<Example> examples) {
    double[] boards = logOdds(head, examples, true);
    double[] others = logOdds(head, examples, false);
    return Arrays.stream(boards)
            .map(board -> Arrays.stream(others).filter(other -> other > board).count())
            .sum()
        / boards.length
        / others.length;
  }

  private static double[] logOdds(Head head, List<Example> examples, boolean ofBoards) {
    return examples.stream()
        .filter(example -> example.showsBoard() == ofBoards)
        .mapToDouble(example -> head.logOdds(example.embedding()))
        .toArray();
  }

  @Test
  void saysWhatTheHeadItBeganWithMakesOfTheSamePhotos() {
    Head good = new Head(new float[] {0.2f, 0, 0}, Math.log(0.05 / 0.95));
    Figures start = Training.train(sixSources(), from(good)).start().orElseThrow();
    assertThat(start.others()).isEqualTo(240);
    assertThat(start.othersTrimmed()).isEqualTo(240);
    assertThat(start.boardsLost()).isZero();
    Figures useless =
        Training.train(sixSources(), from(new Head(new float[3], 0))).start().orElseThrow();
    assertThat(useless.othersTrimmed()).isZero();
    assertThat(Training.train(sixSources(), goal(0.01)).start()).isEmpty();
  }

  private static TrainingGoal from(Head start) {
    return new TrainingGoal(0.01, 0.01, Optional.of(start));
  }

  @Test
  void refusesToLearnFromNextToNothing() {
    List<Example> few = source("a", 5, 50, 0);
    assertThatThrownBy(() -> Training.train(few, goal(0.01)))
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
    assertThatThrownBy(() -> Training.train(examples, goal(0.01)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one source");
  }
}

package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradeOffTest {
  private static final String RULES =
      """
      rules:
        - {name: dim, when: contrast below 0.1, unless: model-board at least 0.5, then: delete}
        - {name: model, when: model-board below 0.05, then: delete}
      """;

  private static final boolean BOARD = true;
  private static final boolean OTHER = false;

  private static MeasuredPhoto photo(boolean isBoard, double contrast, double modelBoard) {
    Evidence evidence =
        Evidence.none().with(Measures.CONTRAST, contrast).with(Measures.MODEL_BOARD, modelBoard);
    LabelledPhoto photo = new LabelledPhoto(PhotoSource.of("a.jpg", new byte[0]), isBoard, "a");
    return new MeasuredPhoto(photo, evidence, true, Optional.empty());
  }

  private static RuleSet rules() {
    try {
      return RuleFile.parse("rules.yaml", RULES.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private final List<MeasuredPhoto> photos =
      List.of(
          photo(BOARD, 0.05, 0.9), // the rule alone deletes it, and the model protects it
          photo(BOARD, 0.5, 0.06),
          photo(OTHER, 0.05, 0.2),
          photo(OTHER, 0.4, 0.01),
          photo(OTHER, 0.12, 0.3));

  @Test
  void eachWayOfDecidingIsToldApart() {
    List<TradeOff> ways = TradeOff.of(Evaluation.of(rules(), photos));
    assertThat(ways)
        .extracting(TradeOff::name)
        .containsExactly("rules alone", "model alone", "rules and model");
    assertThat(ways)
        .extracting(TradeOff::asItIs)
        .containsExactly(
            new DeletedCounts(2, 1, 3, 1),
            new DeletedCounts(2, 0, 3, 1),
            new DeletedCounts(2, 0, 3, 2));
  }

  @Test
  void loosenedTogetherTheNearestPhotoIsDeletedFirst() {
    TradeOff rulesAlone = TradeOff.of(Evaluation.of(rules(), photos)).getFirst();
    assertThat(rulesAlone.steps())
        .containsExactly(
            new DeletedCounts(2, 1, 3, 1),
            new DeletedCounts(2, 1, 3, 2), // contrast 0.12
            new DeletedCounts(2, 1, 3, 3), // contrast 0.4
            new DeletedCounts(2, 2, 3, 3));
  }

  @Test
  void withoutAModelThereAreTheRules() {
    List<MeasuredPhoto> unasked = photos.stream().map(MeasuredPhoto::withoutModel).toList();
    assertThat(TradeOff.of(Evaluation.of(rules(), unasked)))
        .singleElement()
        .satisfies(
            way -> {
              assertThat(way.name()).isEqualTo("rules");
              assertThat(way.asItIs()).isEqualTo(new DeletedCounts(2, 1, 3, 1));
            });
  }
}

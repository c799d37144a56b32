package io.boardsift.sift;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Pictures;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What protects a photo from a rule, and what of that which cannot be told. */
class UnlessTest {
  private static final byte[] BLACK = Pictures.plain("png", 300, 300, Color.BLACK);

  private int asked;

  /**
   * All that can come of a protection by the model, for a rule whose conditions hold. Without a
   * model, and in shadow, all is as it was before there was any {@code unless}.
   */
  @ParameterizedTest(name = "{0}, which {1}: {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model | it answers  | then   | outcome | by      | asked
          none    | -           | delete | DELETE  | RULE    | 0
          shadow  | board       | delete | DELETE  | RULE    | 0
          shadow  | not a board | delete | DELETE  | RULE    | 0
          shadow  | nothing     | delete | DELETE  | RULE    | 0
          obeyed  | board       | delete | REVIEW  | DEFAULT | 1
          obeyed  | not a board | delete | DELETE  | RULE    | 1
          obeyed  | nothing     | delete | REVIEW  | DEFAULT | 1
          obeyed  | labels only | delete | DELETE  | RULE    | 1
          none    | -           | review | REVIEW  | RULE    | 0
          shadow  | board       | review | REVIEW  | RULE    | 1
          shadow  | nothing     | review | REVIEW  | RULE    | 1
          obeyed  | board       | review | REVIEW  | DEFAULT | 1
          obeyed  | not a board | review | REVIEW  | RULE    | 1
          obeyed  | nothing     | review | REVIEW  | RULE    | 1
          obeyed  | labels only | review | REVIEW  | RULE    | 1
          """)
  void protectionByTheModel(
      String model, String answer, String then, Outcome outcome, DecidedBy by, int timesAsked) {
    String rules =
        "rules: [{name: a, when: contrast below 0.06, unless: model-board at least 0.1, then: %s}]"
            .formatted(then);
    Decision decision = decide(rules, model(model, answer), MemorySource.NONE, BLACK);
    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.by()).isEqualTo(by);
    assertThat(asked).isEqualTo(timesAsked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what the photo has is 300 px, no EXIF block
          width above 200 | delete | REVIEW
          width above 400 | delete | DELETE
          iso above 50    | delete | REVIEW
          iso above 50    | review | REVIEW
          camera is acme  | delete | DELETE
          key contains a  | delete | REVIEW
          key contains b  | delete | DELETE
          """)
  void protectionByWhatThePhotoIs(String unless, String then, Outcome outcome) {
    Decision decision =
        decide(
            "rules: [{name: a, when: contrast below 0.06, unless: %s, then: %s}]"
                .formatted(unless, then),
            Model.NONE,
            MemorySource.NONE,
            BLACK);
    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.by())
        .isEqualTo(
            outcome == Outcome.DELETE || then.equals("review")
                ? DecidedBy.RULE
                : DecidedBy.DEFAULT);
  }

  @Test
  void aMemoryThatCannotBeReadProtectsAndAnEmptyOneDoesNot() {
    String rules =
        "rules: [{name: a, when: height below 700, unless: nearest-board below 40, then: delete}]";
    assertThat(decide(rules, Model.NONE, camera -> Optional.empty(), board()).outcome())
        .isEqualTo(Outcome.REVIEW);
    assertThat(
            decide(rules, Model.NONE, camera -> Optional.of(Memory.empty(camera)), board())
                .outcome())
        .isEqualTo(Outcome.DELETE);
  }

  @Test
  void eachOfSeveralProtects() {
    for (String unless :
        List.of("[width above 200, height above 400]", "[width above 400, height above 200]")) {
      String rules =
          "rules: [{name: a, when: contrast below 0.06, unless: " + unless + ", then: delete}]";
      assertThat(decide(rules, Model.NONE, MemorySource.NONE, BLACK).outcome())
          .isEqualTo(Outcome.REVIEW);
    }
  }

  @Test
  void theModelIsAskedOnlyWhereWhenHoldsAndNothingCheaperProtects() {
    Model obeyed = model("obeyed", "board");
    String rules =
        "rules: [{name: a, when: contrast below 0.06, unless: [model-board at least 0.1, %s],"
            + " then: delete}]";
    decide(rules.formatted("width above 400"), obeyed, MemorySource.NONE, board());
    assertThat(asked).isZero();
    decide(rules.formatted("width above 200"), obeyed, MemorySource.NONE, BLACK);
    assertThat(asked).isZero();
    decide(rules.formatted("width above 400"), obeyed, MemorySource.NONE, BLACK);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void aPhotoThatCannotBeDecodedIsDeletedByItsSizeOnlyWhereNoModelIsObeyed() {
    byte[] broken = Pictures.firstHalf(board());
    String rules =
        "rules: [{name: a, when: size below 1 MB, unless: model-board at least 0.1, then: delete}]";
    assertThat(decide(rules, Model.NONE, MemorySource.NONE, broken).outcome())
        .isEqualTo(Outcome.DELETE);
    Decision obeyed = decide(rules, model("obeyed", "not a board"), MemorySource.NONE, broken);
    assertThat(obeyed.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(obeyed.by()).isEqualTo(DecidedBy.ERROR);
  }

  @Test
  void theReasonTellsWhatProtectedAndWhatDidNot() {
    String rules =
        "rules: [{name: a, when: contrast below 0.06, unless: model-board at least 0.1, then:"
            + " delete}]";
    Decision kept = decide(rules, model("obeyed", "board"), MemorySource.NONE, BLACK);
    assertThat(kept.reason())
        .isEqualTo(
            "no rule holds; a is held back: model-board 0.7 (unless model-board at least 0.1)");
    Decision deleted = decide(rules, model("obeyed", "not a board"), MemorySource.NONE, BLACK);
    assertThat(deleted.reason())
        .isEqualTo(
            "contrast 0 (contrast below 0.06), model-board 0.01 (unless model-board at least 0.1)");
    assertThat(deleted.finding().conditions())
        .containsExactly("contrast below 0.06", "unless model-board at least 0.1");
    Decision failed = decide(rules, model("obeyed", "nothing"), MemorySource.NONE, BLACK);
    assertThat(failed.reason()).isEqualTo("no rule holds; the model did not answer: took too long");
    Decision plain = decide(rules, Model.NONE, MemorySource.NONE, BLACK);
    assertThat(plain.reason()).isEqualTo("contrast 0 (contrast below 0.06)");
  }

  @Test
  void aDeletionThatTheModelDoesNotPreventIsTheRulesOwn() {
    String rules =
        "rules: [{name: a, when: contrast below 0.06, unless: model-board at least 0.1, then:"
            + " delete}]";
    ModelFinding finding =
        decide(rules, model("obeyed", "not a board"), MemorySource.NONE, BLACK)
            .model()
            .orElseThrow();
    assertThat(finding.wouldDelete()).isFalse();
    assertThat(finding.rule()).isEmpty();
  }

  /** Whatever else stands in the file, in shadow all is decided as if there were no model. */
  @ParameterizedTest
  @ValueSource(strings = {"board", "not a board", "nothing", "labels only"})
  void inShadowAllIsDecidedAsWithoutAModel(String answer) {
    String rules =
        """
        rules:
          - {name: see, when: width below 301, unless: model-board below 0.1, then: review}
          - {name: dark, when: contrast below 0.06, unless: model-board at least 0.1, then: delete}
          - {name: sure, when: model-board below 0.05, unless: width above 900, then: delete}
        """;
    for (byte[] photo : List.of(BLACK, board(), Pictures.plain("png", 400, 300, Color.BLACK))) {
      Decision without = decide(rules, Model.NONE, MemorySource.NONE, photo);
      Decision shadow = decide(rules, model("shadow", answer), MemorySource.NONE, photo);
      assertThat(shadow.outcome()).isEqualTo(without.outcome());
      assertThat(shadow.by()).isEqualTo(without.by());
      assertThat(shadow.rule()).isEqualTo(without.rule());
    }
  }

  @Test
  void inShadowItIsToldWhatWouldBeDeletedWereNothingLeftThatSendsItToPeople() {
    String rules =
        """
        rules:
          - {name: see, when: width below 301, unless: model-board below 0.1, then: review}
          - {name: dark, when: contrast below 0.06, then: delete}
        """;
    Decision shadow = decide(rules, model("shadow", "not a board"), MemorySource.NONE, BLACK);
    assertThat(shadow.rule()).contains("see");
    assertThat(shadow.model().orElseThrow().rule()).contains("dark");
    assertThat(shadow.model().orElseThrow().wouldDelete()).isTrue();
  }

  private Model model(String mode, String answer) {
    ModelAnswer told =
        switch (answer) {
          case "board" -> board(OptionalDouble.of(0.7));
          case "not a board" -> board(OptionalDouble.of(0.01));
          case "labels only" -> board(OptionalDouble.empty());
          default -> new ModelAnswer.Failed("took too long");
        };
    Classifier classifier =
        jpeg -> {
          asked++;
          return told;
        };
    return switch (mode) {
      case "none" -> Model.NONE;
      case "shadow" -> new Model(classifier, ModelMode.SHADOW);
      default -> new Model(classifier, ModelMode.OBEY);
    };
  }

  private static ModelAnswer board(OptionalDouble probability) {
    return new ModelAnswer.Told(
        probability,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(new ModelAnswer.Label("tabby", 0.9)));
  }

  private static byte[] board() {
    return Pictures.board("png", 800, 600);
  }

  private static Decision decide(String rules, Model model, MemorySource memory, byte[] photo) {
    try {
      return new Sieve(
              RuleFile.parse("f.yaml", rules.getBytes(StandardCharsets.UTF_8)),
              new PhotoDecoder(Limits.DEFAULT),
              memory,
              model)
          .decide(PhotoSource.of("a.png", photo));
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }
}

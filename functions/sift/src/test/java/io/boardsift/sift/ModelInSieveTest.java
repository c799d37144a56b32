package io.boardsift.sift;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Pictures;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelAnswer.Label;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ModelInSieveTest {
  private static final String PLAIN_THEN_MODEL =
      """
      rules:
        - {name: blank, when: contrast below 0.06, then: delete}
        - {name: sure, when: model-board below 0.05, then: delete}
      """;

  private static final ModelAnswer CAT =
      new ModelAnswer.Told(
          OptionalDouble.of(0.01),
          OptionalDouble.of(0.99),
          OptionalDouble.of(0.002),
          List.of(new Label("tabby", 0.9), new Label("basket", 0.05)));

  private final List<byte[]> asked = new ArrayList<>();

  private Decision decide(String rules, ModelMode mode, ModelAnswer answer, byte[] photo) {
    Classifier classifier =
        jpeg -> {
          asked.add(jpeg);
          return answer;
        };
    return decide(rules, new Model(classifier, mode), photo);
  }

  private static Decision decide(String rules, Model model, byte[] photo) {
    try {
      return new Sieve(
              RuleFile.parse("f.yaml", rules.getBytes(StandardCharsets.UTF_8)),
              new PhotoDecoder(Limits.DEFAULT),
              MemorySource.NONE,
              model)
          .decide(PhotoSource.of("a.png", photo));
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] board() {
    return Pictures.board("png", 800, 600);
  }

  @Test
  void anObeyedModelDecidesByARuleThatAsksIt() {
    Decision decision = decide(PLAIN_THEN_MODEL, ModelMode.OBEY, CAT, board());
    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    assertThat(decision.by()).isEqualTo(DecidedBy.MODEL);
    assertThat(decision.rule()).contains("sure");
    assertThat(decision.reason()).isEqualTo("model-board 0.01 (model-board below 0.05)");
    assertThat(decision.finding().evidence().text(Measures.MODEL_LABEL)).contains("tabby");
    assertThat(decision.model().orElseThrow().mode()).isEqualTo(ModelMode.OBEY);
  }

  @Test
  void aModelInShadowIsAskedAndDecidesNothing() {
    Decision decision = decide(PLAIN_THEN_MODEL, ModelMode.SHADOW, CAT, board());
    assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(decision.by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(decision.finding().wouldDelete()).isFalse();
    ModelFinding finding = decision.model().orElseThrow();
    assertThat(finding.rule()).contains("sure");
    assertThat(finding.wouldDelete()).isTrue();
    assertThat(decision.finding().evidence().number(Measures.MODEL_BOARD)).hasValue(0.01);
  }

  @Test
  void inShadowAPlainRuleThatSendsAPhotoToAPersonStands() {
    String rules =
        """
        rules:
          - {name: sure, when: model-board below 0.05, then: delete}
          - {name: small, when: width below 900, then: review}
        """;
    Decision decision = decide(rules, ModelMode.SHADOW, CAT, board());
    assertThat(decision.by()).isEqualTo(DecidedBy.RULE);
    assertThat(decision.rule()).contains("small");
    assertThat(decision.model().orElseThrow().rule()).contains("sure");
  }

  @Test
  void aPhotoThatPlainRulesDeleteIsNotShownToTheModel() {
    byte[] black = Pictures.plain("png", 300, 300, Color.BLACK);
    for (ModelMode mode : ModelMode.values()) {
      assertThat(decide(PLAIN_THEN_MODEL, mode, CAT, black).by()).isEqualTo(DecidedBy.RULE);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void withoutAModelItsRulesCostNothingNotEvenADecoding() {
    String rules = "rules: [{name: sure, when: model-board below 0.05, then: delete}]";
    byte[] broken = Pictures.firstHalf(board());
    Decision decision = decide(rules, Model.NONE, broken);
    assertThat(decision.by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(decision.finding().evidence().values()).isEmpty();
  }

  @Test
  void aModelThatFailsMeasuresNothingSoAPersonDecides() {
    ModelAnswer failed = new ModelAnswer.Failed("took too\nlong");
    for (String condition :
        List.of("model-board below 0.9", "model-board above 0.1", "model-label is not tabby")) {
      String rules = "rules: [{name: a, when: " + condition + ", then: delete}]";
      for (ModelMode mode : ModelMode.values()) {
        Decision decision = decide(rules, mode, failed, board());
        assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(decision.reason())
            .isEqualTo("no rule holds; the model did not answer: took too long");
        assertThat(decision.model().orElseThrow().error()).contains("took too long");
      }
    }
  }

  @Test
  void theModelSeesAReducedJpeg() throws UndecodableException {
    byte[] large = Pictures.board("png", 2000, 1000);
    assertThat(decide(PLAIN_THEN_MODEL, ModelMode.OBEY, CAT, large).rule())
        .isEqualTo(Optional.of("sure"));
    byte[] jpeg = asked.getFirst();
    assertThat(jpeg).startsWith(0xFF, 0xD8).hasSizeLessThan(300_000);
    assertThat(new PhotoDecoder(Limits.DEFAULT).decode(jpeg).width()).isEqualTo(512);
  }
}

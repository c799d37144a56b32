package io.boardsift.evaluation.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.evaluation.records.RulesOnRecord.Call;
import io.boardsift.evaluation.records.RulesOnRecord.Truth;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulesOnRecordTest {
  private static final Set<Measure> ALL = Set.copyOf(Measures.all());

  private static final String FLAT =
      """
        - name: flat
          when: contrast below 0.1
          then: delete
      """;

  private static Measure measure(String name) {
    return Measures.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** What was measured, by names and numbers in turns. */
  private static Evidence measured(Object... namesAndNumbers) {
    Evidence evidence = Evidence.none();
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      double number = ((Number) namesAndNumbers[i + 1]).doubleValue();
      evidence = evidence.with(measure((String) namesAndNumbers[i]), number);
    }
    return evidence;
  }

  private static RuleSet rules(String... rules) {
    try {
      String file = "rules:\n" + String.join("", rules);
      return RuleFile.parse("rules.yaml", file.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  private static Call call(Evidence evidence, String... rules) {
    return new RulesOnRecord(rules(rules), false, ALL).on(evidence);
  }

  private static String rule(Call call) {
    return call.rule().map(Rule::name).orElse("");
  }

  @Test
  void whatWasMeasuredIsToldAsTriageWouldTellIt() {
    Call held = call(measured("contrast", 0.05), FLAT);
    assertThat(held.deletion()).isEqualTo(Truth.YES);
    assertThat(rule(held)).isEqualTo("flat");
    assertThat(call(measured("contrast", 0.5), FLAT))
        .isEqualTo(new Call(Truth.NO, Optional.empty()));
  }

  @Test
  void aTierThatWasNotReachedCannotBeTold() {
    assertThat(call(measured("width", 640), FLAT).deletion()).isEqualTo(Truth.UNKNOWN);
    assertThat(call(Evidence.none(), FLAT).deletion()).isEqualTo(Truth.UNKNOWN);
  }

  /** As of a refused rule file: the photo was not looked at. */
  @Test
  void ofARecordWithoutAnyEvidenceNothingIsTold() {
    String large =
        """
          - name: large
            when: size above 1000 bytes
            then: delete
        """;
    assertThat(call(Evidence.none(), large).deletion()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void aConditionThatIsKnownToFailSettlesIt() {
    String narrow =
        """
          - name: narrow-and-flat
            when:
              - width below 100 px
              - contrast below 0.1
            then: delete
        """;
    assertThat(call(measured("width", 640), narrow).deletion()).isEqualTo(Truth.NO);
    assertThat(call(measured("width", 64), narrow).deletion()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void theFirstRuleThatHoldsDecides() {
    String people =
        """
          - name: wide
            when: width above 600 px
            then: review
        """;
    Evidence photo = measured("width", 640, "contrast", 0.05);
    assertThat(rule(call(photo, people, FLAT))).isEqualTo("wide");
    assertThat(call(photo, people, FLAT).deletion()).isEqualTo(Truth.NO);
    assertThat(rule(call(photo, FLAT, people))).isEqualTo("flat");
  }

  @Test
  void whereARuleBeforeItMayHaveSentThePhotoToPeopleADeletionCannotBeTold() {
    String remembered =
        """
          - name: many-boards
            when: boards-remembered above 5
            then: review
        """;
    assertThat(call(measured("contrast", 0.05), remembered, FLAT).deletion())
        .isEqualTo(Truth.UNKNOWN);
    // Whatever the first rule says, people see it.
    assertThat(call(measured("contrast", 0.5), remembered, FLAT).deletion()).isEqualTo(Truth.NO);
  }

  @Test
  void whatTheMemoryWasAskedAndDidNotKnowDoesNotHold() {
    String remembered =
        """
          - name: thrown-away
            when: third-nearest-not-a-board below 16
            then: delete
        """;
    assertThat(call(measured("contrast", 0.5, "boards-remembered", 0), remembered).deletion())
        .isEqualTo(Truth.NO);
    assertThat(call(measured("contrast", 0.5), remembered).deletion()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void aMeasureThatIsNewerThanAllRecordsCannotBeTold() {
    Set<Measure> older =
        ALL.stream().filter(one -> !one.name().equals("contrast")).collect(Collectors.toSet());
    Evidence photo = measured("edges", 0.2);
    assertThat(new RulesOnRecord(rules(FLAT), false, older).on(photo).deletion())
        .isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void aModelCountsOnlyWhereOneIsObeyed() {
    String model =
        """
          - name: no-board
            when: model-board below 0.05
            then: delete
        """;
    String unless =
        """
          - name: flat
            when: contrast below 0.1
            unless: model-board at least 0.1
            then: delete
        """;
    Evidence asked = measured("contrast", 0.05, "model-board", 0.9);
    Evidence notAsked = measured("contrast", 0.05);
    assertThat(call(notAsked, model).deletion()).isEqualTo(Truth.NO);
    assertThat(call(notAsked, unless).deletion()).isEqualTo(Truth.YES);
    RulesOnRecord obeying = new RulesOnRecord(rules(unless), true, ALL);
    assertThat(obeying.on(asked).deletion()).isEqualTo(Truth.NO);
    assertThat(obeying.on(notAsked).deletion()).isEqualTo(Truth.UNKNOWN);
    assertThat(new RulesOnRecord(rules(model), true, ALL).on(notAsked).deletion())
        .isEqualTo(Truth.UNKNOWN);
  }
}

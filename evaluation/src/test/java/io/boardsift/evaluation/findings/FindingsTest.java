package io.boardsift.evaluation.findings;

import static io.boardsift.sift.records.Answer.CANNOT_TELL;
import static io.boardsift.sift.records.Answer.GOOD_BOARD;
import static io.boardsift.sift.records.Answer.NOT_A_BOARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FindingsTest {
  @Test
  void onlyPhotosThatPeopleSawInsteadOfADeletionAreChecks() {
    Findings findings =
        new Day()
            .trimmed(90, "blank")
            .checked(8, "blank", NOT_A_BOARD)
            .checked(2, "blank", GOOD_BOARD)
            .checked(1, "blank", CANNOT_TELL)
            .checked(1, "blank", null)
            .restored(3, "blank", GOOD_BOARD)
            .left(5, GOOD_BOARD)
            .findings();
    assertThat(findings.falseDeletions()).isEqualTo(new Proportion(2, 10));
    assertThat(findings.rules())
        .containsExactly(new RuleFinding("blank", 105, 90, new Proportion(2, 10), 3));
  }

  @Test
  void theIntervalIsExact() {
    // R: binom.test(2, 10)$conf.int, binom.test(0, 368)$conf.int
    Estimate range = new Proportion(2, 10).range();
    assertThat(range.low()).isCloseTo(0.02521073, within(1e-7));
    assertThat(range.high()).isCloseTo(0.5560955, within(1e-6));
    assertThat(new Proportion(0, Proportion.sampleFor(0.01)).range().high()).isLessThan(0.01);
    assertThat(new Proportion(0, Proportion.sampleFor(0.01) - 1).range().high())
        .isGreaterThan(0.01);
  }

  @Test
  void photosWithoutAnAnswerAreTakenToBeLikeTheOthers() {
    Findings findings =
        new Day().left(10, NOT_A_BOARD).left(30, GOOD_BOARD).left(60, null).findings();
    assertThat(findings.left().likely()).isCloseTo(0.25, within(1e-9));
    assertThat(findings.left().low()).isLessThan(0.15);
  }

  @Test
  void eachStepIsToldByWhatItAddsToThoseBeforeIt() {
    Findings findings =
        new Day()
            .trimmed(60, "blank")
            .checked(20, "blank", NOT_A_BOARD)
            .trimmed(36, Day.MEMORY_RULE)
            .checked(4, Day.MEMORY_RULE, GOOD_BOARD)
            .shadowed(60, true, NOT_A_BOARD)
            .shadowed(100, false, GOOD_BOARD)
            .findings();
    assertThat(findings.steps())
        .extracting(Step::kind)
        .containsExactly(Step.Kind.RULES, Step.Kind.MEMORY, Step.Kind.MODEL_IN_SHADOW);
    Step rules = findings.steps().get(0);
    assertThat(rules.called()).isEqualTo(80);
    assertThat(rules.wrong()).isEqualTo(new Proportion(0, 20));
    // 80 looks of 5 s a day
    assertThat(rules.hoursAMonth().likely()).isCloseTo(80 * 5 * 30 / 3600.0, within(1e-9));
    assertThat(rules.moreChecks()).isPresent();
    Step memory = findings.steps().get(1);
    assertThat(memory.called()).isEqualTo(40);
    assertThat(memory.hoursAMonth().likely()).isZero();
    assertThat(memory.loses().likely()).isCloseTo(40 / 140.0, within(1e-9));
    assertThat(memory.moreChecks()).isPresent();
    Step model = findings.steps().get(2);
    assertThat(model.hoursAMonth().likely()).isCloseTo(60 * 5 * 30 / 3600.0, within(1e-9));
    assertThat(model.loses().likely()).isZero();
  }

  @Test
  void withoutMemoryAndModelThereAreTheRules() {
    Findings findings = new Day().left(10, GOOD_BOARD).findings();
    assertThat(findings.steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.kind()).isEqualTo(Step.Kind.RULES);
              assertThat(step.called()).isZero();
              assertThat(FindingsText.untilItIsKnown(step)).isEqualTo("called for nothing yet");
            });
  }

  @Test
  void whatAModelAddsIsMeasuredOnTheSamePhotosAsTheRules() {
    Findings findings =
        new Day()
            .checked(20, "blank", NOT_A_BOARD)
            .shadowed(60, true, NOT_A_BOARD)
            .shadowed(20, false, NOT_A_BOARD)
            .shadowed(99, false, GOOD_BOARD)
            .shadowed(1, true, GOOD_BOARD)
            .findings();
    ModelTrial trial = findings.model().orElseThrow();
    assertThat(findings.rulesReach().likely()).isCloseTo(0.2, within(1e-9));
    assertThat(findings.reachWith(trial).likely()).isCloseTo(0.8, within(1e-9));
    assertThat(trial.adds().likely()).isCloseTo(0.3, within(1e-9));
    assertThat(trial.loses().likely()).isCloseTo(0.01, within(1e-9));
    assertThat(trial.rules())
        .containsExactly(new RuleFinding("model-sees-no-board", 61, 0, new Proportion(1, 61), 0));
  }

  @Test
  void aDaysPhotosAreCountedOnce() {
    Findings findings =
        new Day()
            .trimmed(4, "blank")
            .left(3, NOT_A_BOARD)
            .left(2, GOOD_BOARD)
            .left(1, null)
            .findings();
    assertThat(findings.days())
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.trimmed()).isEqualTo(4);
              assertThat(day.others()).isEqualTo(3);
              assertThat(day.boards()).isEqualTo(2);
              assertThat(day.open()).isEqualTo(1);
              assertThat(day.photos()).isEqualTo(10);
            });
  }
}

package io.boardsift.evaluation.findings;

import static io.boardsift.sift.records.Answer.BROKEN_BOARD;
import static io.boardsift.sift.records.Answer.GOOD_BOARD;
import static io.boardsift.sift.records.Answer.NOT_A_BOARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.evaluation.findings.Conclusion.Advice;
import io.boardsift.evaluation.findings.Conclusion.Answer;
import org.junit.jupiter.api.Test;

/** A thousand photos a day; a look takes 5 seconds, and a model costs 2 hours a month. */
class ConclusionTest {
  private static void expect(Day day, Answer answer, Advice advice, String words) {
    Conclusion conclusion = Conclusion.of(day.findings());
    assertThat(conclusion.answer()).isEqualTo(answer);
    assertThat(conclusion.advice()).isEqualTo(advice);
    assertThat(new FindingsText(day.findings(), conclusion).paragraph()).contains(words);
  }

  @Test
  void whereRulesFindNearlyAllConditionsAreEnough() {
    expect(
        new Day().checked(195, "blank", NOT_A_BOARD).left(5, NOT_A_BOARD).left(800, GOOD_BOARD),
        Answer.ENOUGH,
        Advice.LEAVE_IT,
        "Conditions are enough. Of all photos without a board, rules alone find 94–99 %.");
  }

  @Test
  void whereThereIsNothingToFindConditionsAreEnough() {
    expect(
        new Day().left(2, NOT_A_BOARD).left(998, GOOD_BOARD),
        Answer.ENOUGH,
        Advice.LEAVE_IT,
        "On one day cameras took 1,000 photos. Nothing called for the deletion of any."
            + " Conditions are enough");
  }

  @Test
  void wherePeopleHaveAnsweredOnAllOnlyMorePhotosTellMore() {
    expect(
        new Day().checked(100, "blank", NOT_A_BOARD).left(55, NOT_A_BOARD).left(845, GOOD_BOARD),
        Answer.TOO_EARLY,
        Advice.COLLECT_ANSWERS,
        "People have answered on all photos: ask again when there are more.");
  }

  @Test
  void shortTimesAreToldInTheirOwnUnits() {
    assertThat(NumberFormats.time(2.5)).isEqualTo("2.5 hours");
    assertThat(NumberFormats.time(0.5)).isEqualTo("30 minutes");
    assertThat(NumberFormats.time(0.005)).isEqualTo("18 seconds");
    assertThat(NumberFormats.time(0)).isEqualTo("0 minutes");
  }

  @Test
  void whereRulesLeaveManyAModelIsWorthATrial() {
    expect(
        new Day().checked(80, "blank", NOT_A_BOARD).left(120, NOT_A_BOARD).left(800, GOOD_BOARD),
        Answer.UNTRIED,
        Advice.TRY_IN_SHADOW,
        "Try a model in shadow");
  }

  @Test
  void aModelThatAddsMuchAndLosesNoneIsToBeObeyed() {
    expect(
        new Day()
            .checked(60, "blank", NOT_A_BOARD)
            .shadowed(120, true, NOT_A_BOARD)
            .shadowed(20, false, NOT_A_BOARD)
            .shadowed(800, false, GOOD_BOARD),
        Answer.BASELINE,
        Advice.PROMOTE,
        "A model would add 10–14 % of all photos, which is 4.2–5.9 hours of looking a month");
  }

  @Test
  void tooFewBoardsCannotShowThatAModelLosesNone() {
    expect(
        new Day()
            .checked(600, "blank", NOT_A_BOARD)
            .shadowed(250, true, NOT_A_BOARD)
            .shadowed(150, false, GOOD_BOARD),
        Answer.BASELINE,
        Advice.KEEP_IN_SHADOW,
        "takes answers on some 368 boards");
  }

  @Test
  void aModelThatLosesBoardsStaysInShadow() {
    expect(
        new Day()
            .checked(60, "blank", NOT_A_BOARD)
            .shadowed(140, true, NOT_A_BOARD)
            .shadowed(780, false, GOOD_BOARD)
            .shadowed(20, true, BROKEN_BOARD),
        Answer.ENOUGH,
        Advice.KEEP_IN_SHADOW,
        "It would delete 1.5–3.8 % of all boards; 1 % is the most that was allowed.");
  }

  @Test
  void aModelThatAddsLittleIsNotWorthIt() {
    expect(
        new Day()
            .checked(60, "blank", NOT_A_BOARD)
            .shadowed(5, true, NOT_A_BOARD)
            .shadowed(135, false, NOT_A_BOARD)
            .shadowed(800, false, GOOD_BOARD),
        Answer.ENOUGH,
        Advice.LEAVE_IT,
        "Leave it as it is.");
  }

  @Test
  void whereNeitherRulesNorModelFindAnythingConditionsFindNothing() {
    expect(
        new Day()
            .checked(1, "blank", NOT_A_BOARD)
            .shadowed(2, true, NOT_A_BOARD)
            .shadowed(197, false, NOT_A_BOARD)
            .shadowed(800, false, GOOD_BOARD),
        Answer.NOTHING,
        Advice.LEAVE_IT,
        "Leave these photos to people");
  }

  @Test
  void rulesThatLoseBoardsAreToBeMendedFirst() {
    expect(
        new Day()
            .checked(150, "blank", NOT_A_BOARD)
            .checked(40, "blank", GOOD_BOARD)
            .left(50, NOT_A_BOARD)
            .left(760, GOOD_BOARD),
        Answer.TOO_EARLY,
        Advice.FIX_RULES,
        "But they would delete 3.7–6.6 % of all boards.");
  }

  @Test
  void auditsTakeAModelThatErrsOutOfForce() {
    expect(
        new Day()
            .checked(60, "blank", NOT_A_BOARD)
            .audited(10, NOT_A_BOARD)
            .audited(40, BROKEN_BOARD)
            .left(90, NOT_A_BOARD)
            .left(800, GOOD_BOARD),
        Answer.ENOUGH,
        Advice.DEMOTE,
        "Stop obeying the model");
  }

  @Test
  void whatNobodyHasCheckedIsNotEnough() {
    expect(
        new Day().trimmed(190, "blank").restored(10, "blank", GOOD_BOARD).left(800, GOOD_BOARD),
        Answer.TOO_EARLY,
        Advice.COLLECT_ANSWERS,
        "people have checked none");
  }

  @Test
  void fewPhotosThatNobodyHasAnsweredOnAreNotEnough() {
    expect(
        new Day().left(30, null),
        Answer.TOO_EARLY,
        Advice.COLLECT_ANSWERS,
        "Nobody has answered on a photo yet");
  }

  @Test
  void rulesThatMayFindLittleAreStillJudgedByWhatAModelWouldAdd() {
    expect(
        new Day().checked(6, "blank", NOT_A_BOARD).left(120, NOT_A_BOARD).left(300, GOOD_BOARD),
        Answer.UNTRIED,
        Advice.TRY_IN_SHADOW,
        "Try a model in shadow");
  }

  @Test
  void beforeAnybodyHasAnsweredItIsTooEarly() {
    expect(
        new Day().trimmed(100, "blank").left(900, null),
        Answer.TOO_EARLY,
        Advice.COLLECT_ANSWERS,
        "Nobody has answered on a photo yet");
  }
}

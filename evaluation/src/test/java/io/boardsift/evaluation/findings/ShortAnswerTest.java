package io.boardsift.evaluation.findings;

import static io.boardsift.sift.records.Answer.BROKEN_BOARD;
import static io.boardsift.sift.records.Answer.GOOD_BOARD;
import static io.boardsift.sift.records.Answer.NOT_A_BOARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.evaluation.findings.Conclusion.Reply;
import org.junit.jupiter.api.Test;

/** A thousand photos a day; a look takes 5 seconds, and a model costs 2 hours a month. */
class ShortAnswerTest {
  private static ShortAnswer model(Day day) {
    return ShortAnswer.of(day.findings(), Conclusion.of(day.findings())).getFirst();
  }

  private static ShortAnswer rules(Day day) {
    return ShortAnswer.of(day.findings(), Conclusion.of(day.findings())).getLast();
  }

  private static void expect(ShortAnswer answer, Reply reply, String why) {
    assertThat(answer.reply()).isEqualTo(reply);
    assertThat(answer.why()).contains(why);
    assertThat(answer.line()).startsWith(answer.question() + " " + reply.words() + ". ");
  }

  /** 196 deletions called for, so many of them checked, and 800 boards left. */
  private static Day audited(int checks) {
    return new Day()
        .trimmed(196 - checks, "blank")
        .checked(checks, "blank", NOT_A_BOARD)
        .left(800, GOOD_BOARD);
  }

  @Test
  void fewChecksWithoutABoardFrightenNobodyAndSayHowManySettleIt() {
    ShortAnswer answer = rules(audited(3));
    expect(
        answer,
        Reply.NOT_YET,
        "People checked 3 deletions and found no board. 86 more checks without a board would show"
            + " that rules delete at most 1 % of all boards.");
    assertThat(answer.why()).doesNotContain("71");
  }

  @Test
  void asManyMoreChecksDoSettleItAndOneLessDoesNot() {
    int more = audited(3).findings().checksToSettleRules().orElseThrow();
    expect(rules(audited(3 + more)), Reply.YES, "So rules delete at most 0.99 % of all boards");
    expect(rules(audited(3 + more - 1)), Reply.NOT_YET, "1 more check without a board");
  }

  @Test
  void rulesThatDeleteTooManyBoardsAreNamed() {
    expect(
        rules(
            new Day()
                .checked(150, "blank", NOT_A_BOARD)
                .checked(40, "round", GOOD_BOARD)
                .left(760, GOOD_BOARD)),
        Reply.NO,
        "and 1 % is allowed. Tighten or take out: round.");
  }

  @Test
  void aFoundBoardTakesManyMoreChecks() {
    Day day =
        new Day()
            .trimmed(800, "blank")
            .checked(99, "blank", NOT_A_BOARD)
            .checked(1, "blank", BROKEN_BOARD)
            .left(4000, GOOD_BOARD);
    expect(rules(day), Reply.NOT_YET, "People checked 100 deletions and found 1 board.");
    assertThat(day.findings().checksToSettleRules().orElseThrow()).isBetween(10, 200);
  }

  @Test
  void withoutABoardAShareOfBoardsCannotBeTold() {
    expect(
        rules(new Day().checked(9, "blank", NOT_A_BOARD).left(9, null)),
        Reply.NOT_YET,
        "once people have called some photos boards");
    expect(rules(new Day().left(9, GOOD_BOARD)), Reply.NOT_YET, "called for no deletion yet");
  }

  @Test
  void deletionsThatNobodyCheckedAreSaidToBeSo() {
    expect(
        rules(new Day().trimmed(196, "blank").left(800, GOOD_BOARD)),
        Reply.NOT_YET,
        "People have not checked a deletion yet. 89 checks without a board would show");
  }

  @Test
  void aModelIsNotNeededWhereRulesLeaveLittle() {
    expect(model(audited(196)), Reply.NO, "would save 0–0.15 hours of looking a month; a model");
  }

  @Test
  void whereRulesLeaveMuchAModelIsToBeTriedFirst() {
    expect(
        model(
            new Day()
                .checked(80, "blank", NOT_A_BOARD)
                .left(120, NOT_A_BOARD)
                .left(800, GOOD_BOARD)),
        Reply.NOT_YET,
        "None was tried: try one in shadow mode.");
  }

  @Test
  void anIntervalThatIsTooWideSaysHowManyAnswersSettleIt() {
    Day day = new Day().left(54, NOT_A_BOARD).left(846, GOOD_BOARD).left(100, null);
    expect(model(day), Reply.NOT_YET, "more answers would settle it.");
    int more = day.findings().answersToTellWhatIsLeft().orElseThrow();
    int all = 900 + more;
    // 2 hours a month are 1,440 looks of 30,000.
    assertThat(new Proportion(Math.round(0.06f * all), all).range().low()).isGreaterThan(0.048);
    assertThat(new Proportion(54, 900).range().low()).isLessThan(0.048);
  }

  @Test
  void aModelThatPaysIsNeeded() {
    Day day =
        new Day()
            .checked(60, "blank", NOT_A_BOARD)
            .shadowed(120, true, NOT_A_BOARD)
            .shadowed(20, false, NOT_A_BOARD);
    expect(
        model(day.shadowed(200, false, GOOD_BOARD)),
        Reply.NOT_YET,
        "takes answers on about 368 boards");
    expect(
        model(day.shadowed(600, false, GOOD_BOARD)),
        Reply.YES,
        "Of all boards it deletes at most 0.46 %.");
  }

  @Test
  void aModelThatDoesNotPayOrLosesBoardsIsNotNeeded() {
    expect(
        model(
            new Day()
                .checked(60, "blank", NOT_A_BOARD)
                .shadowed(5, true, NOT_A_BOARD)
                .shadowed(135, false, NOT_A_BOARD)
                .shadowed(800, false, GOOD_BOARD)),
        Reply.NO,
        "hours of looking a month; a model costs about 2.");
    expect(
        model(
            new Day()
                .checked(60, "blank", NOT_A_BOARD)
                .shadowed(140, true, NOT_A_BOARD)
                .shadowed(780, false, GOOD_BOARD)
                .shadowed(20, true, BROKEN_BOARD)),
        Reply.NO,
        "would delete 1.5–3.8 % of all boards, and 1 % is allowed.");
  }

  @Test
  void beforeAnybodyHasAnsweredNothingIsKnown() {
    expect(model(new Day().left(30, null)), Reply.NOT_YET, "Nobody has answered on a photo yet.");
  }
}

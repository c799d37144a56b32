package io.boardsift.evaluation.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.sift.records.Answer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShadowRulesTest {
  private static final Day DAY =
      new Day()
          .left(50, Answer.GOOD_BOARD)
          .inShadow(7, "old", true, Answer.NOT_A_BOARD)
          .inShadow(5, "old", false, Answer.NOT_A_BOARD)
          .inShadow(3, null, true, Answer.NOT_A_BOARD)
          .inShadow(2, null, true, null)
          .inShadow(20, null, false, Answer.GOOD_BOARD);

  @Test
  void theyAreComparedWithTheRulesInForceWhereTheyWereAsked() {
    ShadowRules rules = DAY.findings().shadowRules().orElseThrow();
    assertThat(rules.version()).isEqualTo("v2");
    assertThat(rules.told()).hasSize(37);
    assertThat(rules.untold()).isZero();
    assertThat(Arrays.stream(By.values()).map(by -> rules.called(by).size()))
        .containsExactly(7, 5, 5);
    assertThat(rules.lostBoards()).isEmpty();
    assertThat(rules.rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.rule()).isEqualTo("new");
              assertThat(rule.candidates()).isEqualTo(12);
            });
  }

  @Test
  void aBoardThatTheyWouldDeleteIsToldInWords() {
    Findings findings = DAY.findings();
    assertThat(words(findings))
        .contains("asked about 37 photos", "delete 5 that the rules in force leave")
        .contains("leave 5 that these delete")
        .contains("called 0 a board and 3 none, and have not answered on 2");
    Findings losing =
        new Findings(
            Stream.concat(
                    findings.reviewed().stream(),
                    new Day()
                            .inShadow(1, null, true, Answer.BROKEN_BOARD)
                            .findings()
                            .reviewed()
                            .stream())
                .toList(),
            findings.assumptions());
    assertThat(words(losing)).contains("called 1 a board and 3 none, and have not answered on 2");
  }

  @Test
  void whereNoneWereAskedNothingIsSaid() {
    Findings findings = new Day().left(3, Answer.GOOD_BOARD).findings();
    assertThat(findings.shadowRules()).isEmpty();
    assertThat(new FindingsText(findings, Conclusion.of(findings)).shadow()).isEmpty();
  }

  private static String words(Findings findings) {
    return new FindingsText(findings, Conclusion.of(findings)).shadow().orElseThrow();
  }
}

package io.boardsift.sift.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.records.DecisionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldConditionTest {
  private static final Evidence DARK =
      Evidence.none().with(Measures.CONTRAST, 0.015).with(Measures.EDGES, 0.5);

  private static HeldCondition held(String condition) {
    return HeldCondition.of(condition, DARK);
  }

  @Test
  void theMarginIsAShareOfTheNearerThreshold() {
    assertThat(held("contrast below 0.06").margin()).isCloseTo(0.75, within(1e-9));
    assertThat(held("edges above 0.4").margin()).isCloseTo(0.25, within(1e-9));
    assertThat(held("edges between 0.1 and 0.8").margin()).isCloseTo(0.375, within(1e-9));
    assertThat(held("contrast above 0.06").margin()).isZero();
    assertThat(
            HeldCondition.leastMargin(
                List.of(held("contrast below 0.06"), held("edges above 0.4"))))
        .isCloseTo(0.25, within(1e-9));
  }

  @Test
  void wordsHaveNoMargin() {
    Evidence text = Evidence.none().with(Measures.FORMAT, "text");
    HeldCondition held = HeldCondition.of("format is text or html", text);
    assertThat(held.measured()).isEqualTo("format \"text\"");
    assertThat(HeldCondition.leastMargin(List.of(held))).isInfinite();
  }

  @Test
  void whatIsNoLongerUnderstoodKeepsItsText() {
    assertThat(held("roundness below 3"))
        .isEqualTo(
            new HeldCondition("roundness below 3", "", Optional.empty(), Double.POSITIVE_INFINITY));
  }

  @Test
  void aRecordTellsThemWithWhatWasMeasured() throws Exception {
    Finding finding =
        new Finding(
            Optional.of("blank"),
            List.of("contrast below 0.06", "roundness below 3"),
            true,
            DARK,
            "v1",
            Optional.empty(),
            Optional.empty());
    DecisionRecord record =
        DecisionRecord.of(
            new Photo("photos", "a.jpg", "1", "e", 1),
            new Decision(Outcome.DELETE, DecidedBy.RULE, "dark", finding),
            Instant.EPOCH,
            1);
    assertThat(DecisionRecord.fromJson(record.json()).conditions())
        .isEqualTo(List.of(held("contrast below 0.06"), held("roundness below 3")))
        .first()
        .extracting(HeldCondition::measured)
        .isEqualTo("contrast 0.015");
  }
}

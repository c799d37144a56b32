package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundTest {
  @Test
  void noneOfManyIsTheRootOfTheError() {
    assertThat(Bound.upper95(136, 0)).isCloseTo(1 - Math.pow(0.05, 1.0 / 136), within(1e-9));
    assertThat(Bound.lower95(136, 0)).isZero();
  }

  @Test
  void allOfManyCanBeAll() {
    assertThat(Bound.upper95(20, 20)).isEqualTo(1);
    assertThat(Bound.lower95(20, 20)).isCloseTo(Math.pow(0.05, 1.0 / 20), within(1e-9));
  }

  @Test
  void agreesWithPrintedTables() {
    // One-sided 95 %, so the upper end of the two-sided 90 % interval.
    assertThat(Bound.upper95(10, 1)).isCloseTo(0.3942, within(1e-4));
    assertThat(Bound.upper95(100, 5)).isCloseTo(0.1023, within(1e-4));
  }

  @Test
  void nothingDrawnSaysNothing() {
    assertThat(Bound.upper95(0, 0)).isEqualTo(1);
    assertThat(Bound.lower95(0, 0)).isZero();
  }

  @Test
  void tellsHowManyAreNeeded() {
    assertThat(Bound.sampleFor(0.01)).isEqualTo(299);
    assertThat(Bound.upper95(Bound.sampleFor(0.01), 0)).isLessThanOrEqualTo(0.01);
    assertThat(Bound.upper95(Bound.sampleFor(0.01) - 1, 0)).isGreaterThan(0.01);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bound.upper95(3, 4));
  }
}

package io.boardsift.evaluation.findings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NumberFormatsTest {
  @Test
  void sharesHaveThreeDigitsAtMost() {
    assertThat(NumberFormats.percent(1)).isEqualTo("100 %");
    assertThat(NumberFormats.percent(0.123)).isEqualTo("12 %");
    assertThat(NumberFormats.percent(0.0054)).isEqualTo("0.54 %");
    assertThat(NumberFormats.percent(0)).isEqualTo("0 %");
  }

  @Test
  void whatIsVerySmallIsNotCalledNothing() {
    assertThat(NumberFormats.percent(0.0000312)).isEqualTo("0.003 %");
  }

  @Property
  void noShareIsWrittenWithAPowerOfTen(@ForAll @DoubleRange(max = 1) double share) {
    assertThat(NumberFormats.percent(share)).matches("[0-9.]+ %");
  }
}

package io.boardsift.sift.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final double[] POINTS = {-1, 0, 0.5, 1, 2};

  @Test
  void anIntersectionHoldsJustWhatBothHold() {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      Interval a = any(random);
      Interval b = any(random);
      Interval both = a.and(b);
      for (double at : List.of(-2.0, -1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)) {
        assertThat(both.contains(at)).isEqualTo(a.contains(at) && b.contains(at));
      }
    }
  }

  @Test
  void oneWithinAnotherHoldsNothingMore() {
    Random random = new Random(2);
    int within = 0;
    for (int i = 0; i < 5_000; i++) {
      Interval a = any(random);
      Interval b = any(random);
      if (!b.isEmpty() && a.contains(b)) {
        within++;
        for (double at = -2; at <= 3; at += 0.25) {
          assertThat(a.contains(at) || !b.contains(at)).isTrue();
        }
      }
    }
    assertThat(within).isPositive();
  }

  @Test
  void theShortfallIsAShareOfTheThreshold() {
    assertThat(Interval.below(0.5).shortfall(0.6))
        .isEqualTo(0.2, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(Interval.below(0.5).shortfall(0.4)).isZero();
    assertThat(Interval.above(100).shortfall(90))
        .isEqualTo(0.1, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void anEndThatDoesNotBelongToItIsMissedByALittle() {
    assertThat(Interval.below(0.5).shortfall(0.5)).isPositive().isLessThan(1e-100);
    assertThat(Interval.above(0).shortfall(0)).isPositive().isLessThan(1e-100);
    assertThat(Interval.atMost(0.5).shortfall(0.5)).isZero();
  }

  @Test
  void theExcessIsWhatLeavingTakesByTheNearerEnd() {
    assertThat(Interval.atLeast(0.1).excess(0.3))
        .isEqualTo(2, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(Interval.between(100, 200).excess(190))
        .isEqualTo(0.05, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(Interval.atLeast(0.1).excess(0.1)).isPositive().isLessThan(1e-100);
    assertThat(Interval.atLeast(0.1).excess(0.05)).isZero();
  }

  @Test
  void theComplementHoldsJustWhatTheRangeDoesNot() {
    Random random = new Random(3);
    int complements = 0;
    for (int i = 0; i < 5_000; i++) {
      Interval a = any(random);
      for (double at = -2; at <= 3; at += 0.25) {
        if (a.complement().isPresent()) {
          complements++;
          assertThat(a.complement().get().contains(at)).isNotEqualTo(a.contains(at));
        }
      }
    }
    assertThat(complements).isPositive();
  }

  private static Interval any(Random random) {
    double a = POINTS[random.nextInt(POINTS.length)];
    double b = POINTS[random.nextInt(POINTS.length)];
    return switch (random.nextInt(5)) {
      case 0 -> Interval.below(a);
      case 1 -> Interval.above(a);
      case 2 -> Interval.atLeast(a);
      case 3 -> Interval.atMost(a);
      default -> Interval.between(Math.min(a, b), Math.max(a, b));
    };
  }
}

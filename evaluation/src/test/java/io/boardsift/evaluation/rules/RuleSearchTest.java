package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSearchTest {
  private static final List<Evidence> BOARDS = photos(IntStream.range(0, 40).mapToDouble(i -> 0.9));
  private static final List<Evidence> OTHERS =
      photos(IntStream.range(0, 60).mapToDouble(i -> 0.1 + i / 600.0));

  private static List<Evidence> photos(DoubleStream brightness) {
    return brightness
        .mapToObj(number -> Evidence.none().with(Measures.BRIGHTNESS, number))
        .toList();
  }

  /** Of one kind all copies are as bright as boards, of the other three are as dark as others. */
  private static List<SuggestedRule> found(double kindShare) {
    List<Evidence> bright = photos(IntStream.range(0, 100).mapToDouble(i -> 0.9));
    List<Evidence> mixed = photos(IntStream.range(0, 100).mapToDouble(i -> i < 3 ? 0.1 : 0.9));
    return new RuleSearch(List.of(Measures.BRIGHTNESS), 0.3, 0.02, kindShare)
        .find(BOARDS, List.of(bright, mixed), OTHERS);
  }

  @Test
  void aRuleMayComeNearFewCopiesOfEachKindHoweverManyThereAreOfOthers() {
    assertThat(found(0.03)).isNotEmpty();
    assertThat(found(0.02)).isEmpty();
  }
}

package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.evaluation.rules.MeasuredPhoto.MissingEvidence;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleSuggesterTest {

  @Test
  void whereNoBoardCanBeReadNoRulesAreSuggestedThatDeleteEverything() {
    List<MeasuredPhoto> photos = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      photos.add(
          new MeasuredPhoto(
              labelled("board-" + i, true),
              Evidence.none(),
              false,
              Optional.of(new MissingEvidence(Tier.PIXELS, "damaged"))));
    }
    for (int i = 1; i <= 60; i++) {
      photos.add(
          new MeasuredPhoto(
              labelled("other-" + i, false),
              Evidence.none().with(Measures.BRIGHTNESS, i / 61.0),
              false,
              Optional.empty()));
    }
    Suggestion suggestion =
        new RuleSuggester(List.of(Measures.BRIGHTNESS), RulesText.empty(), Map.of())
            .suggest(photos, 1);
    assertThat(suggestion.rules()).isNotEmpty();
    assertThat(suggestion.keptAside().rules().rules()).hasSameSizeAs(suggestion.rules());
  }

  private static LabelledPhoto labelled(String name, boolean showsBoard) {
    return new LabelledPhoto(PhotoSource.of(name, new byte[0]), showsBoard, "camera");
  }
}

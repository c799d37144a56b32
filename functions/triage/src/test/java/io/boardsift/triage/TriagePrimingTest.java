package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.rules.RuleFile;
import org.junit.jupiter.api.Test;

class TriagePrimingTest {
  @Test
  void itsPhotoIsMeasuredInEveryWayAndNoRuleDecidesOnIt() {
    Decision decision =
        new Sieve(RuleFile.shipped(), new PhotoDecoder(Limits.DEFAULT))
            .decide(PhotoSource.of("made-up.jpg", TriagePriming.photo()));
    assertThat(decision.by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(decision.finding().evidence().values())
        .containsKeys(Measures.PERPENDICULAR_LINES, Measures.ORTHOGONAL_OUTLINES, Measures.TILES);
    assertThat(decision.finding().evidence().number(Measures.FOLIAGE).orElseThrow()).isPositive();
  }
}

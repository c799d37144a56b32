package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.photos.Subject;
import io.boardsift.evaluation.rules.MeasuredPhoto.MissingEvidence;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RuleOutcomeTest {
  private static final String DIM_ICONS_THEN_SMALL_FILES =
      """
      rules:
        - {name: dim-icons, when: [width below 40 px, contrast below 0.06], then: delete}
        - {name: small-file, when: size below 2 kB, then: delete}
      """;

  private static final String SEEN =
      """
      rules:
        - {name: known, when: "key starts with cam/9", then: review}
        - {name: seen, when: third-nearest-not-a-board below 16, then: delete}
      """;

  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);
  private static final PhotoSource TORN =
      PhotoSource.of("torn.jpg", Arrays.copyOf(Pictures.board(), 1500));

  @Test
  void aTornPhotoThatACheapRuleDeletesIsCountedAsDeleted() {
    RuleOutcome judged = judged(DIM_ICONS_THEN_SMALL_FILES, TORN);
    assertThat(judged.rule().map(Rule::name)).contains("small-file");
    assertThat(judged.isDeleted()).isTrue();
    assertSame(DIM_ICONS_THEN_SMALL_FILES, TORN, judged);
  }

  @Test
  void aTornPhotoIsLeftToPeopleOnceARuleNeedsItsPixels() {
    String rules = DIM_ICONS_THEN_SMALL_FILES.replace("below 40", "above 40");
    RuleOutcome judged = judged(rules, TORN);
    assertThat(judged.rule()).isEmpty();
    assertThat(judged.decidedBy()).isEqualTo(DecidedBy.ERROR);
    // The small file's rule never has its turn.
    assertThat(judged.slack()).isInfinite();
    assertSame(rules, TORN, judged);
  }

  @Test
  void aRuleBeforeTheOneThatNeedsATornPhotosPixelsStillHasItsSlack() {
    RuleOutcome judged =
        judged(
            """
            rules:
              - {name: smaller-file, when: size below 1 kB, then: delete}
              - {name: dim, when: contrast below 0.06, then: delete}
            """,
            TORN);
    assertThat(judged.slack()).isEqualTo(0.5, Offset.offset(1e-9));
  }

  @Test
  void aRuleOnAModelThatIsNotThereStopsNothing() {
    String rules =
        """
        rules:
          - {name: unsure, when: model-board below 0.05, then: delete}
          - {name: small-file, when: size below 2 kB, then: delete}
        """;
    assertThat(judged(rules, TORN).rule().map(Rule::name)).contains("small-file");
    assertSame(rules, TORN, judged(rules, TORN));
  }

  @Test
  void aFileThatCannotBeReadIsLeftToPeople() {
    MeasuredPhoto measured =
        new MeasuredPhoto(
            new LabelledPhoto(TORN, true, "a"),
            Evidence.none().with(Measures.SIZE, 1500),
            false,
            Optional.of(new MissingEvidence(Tier.HEADER, "could not be read")));
    String widthFirst =
        """
        rules:
          - {name: narrow, when: width below 9, then: delete}
          - {name: small-file, when: size below 2 kB, then: delete}
        """;
    assertThat(RuleOutcome.by(rules(widthFirst), measured).decidedBy()).isEqualTo(DecidedBy.ERROR);
  }

  @Test
  void aThresholdsOwnValueMissesItByLittleAndDoesNotHold() {
    String rules = "rules: [{name: small-file, when: size below 1500, then: delete}]";
    RuleOutcome judged = judged(rules, TORN);
    assertThat(judged.isDeleted()).isFalse();
    assertThat(judged.slack()).isPositive().isLessThan(1e-100);
  }

  @Test
  void theMemoryLearnsNothingOfPhotosThatNoRuleDecoded() {
    byte[] bench = Pictures.of(Subject.EMPTY_BENCH);
    List<LabelledPhoto> benches =
        IntStream.range(0, 5)
            .mapToObj(i -> PhotoSource.of("cam/" + i + ".jpg", bench))
            .map(photo -> new LabelledPhoto(photo, false, "cam"))
            .toList();
    List<MeasuredPhoto> photos = new PhotoMeasurer(DECODER).measure(benches, () -> {});
    assertThat(Replay.of(rules(SEEN), photos)).filteredOn(RuleOutcome::isDeleted).isNotEmpty();
    // The first three go to people before anything is decoded.
    assertThat(Replay.of(rules(SEEN.replace("cam/9", "cam/0, cam/1, cam/2")), photos))
        .noneMatch(RuleOutcome::isDeleted);
  }

  private static RuleOutcome judged(String rules, PhotoSource photo) {
    LabelledPhoto labelled = new LabelledPhoto(photo, true, "camera");
    return RuleOutcome.by(
        rules(rules), new PhotoMeasurer(DECODER).measure(List.of(labelled), () -> {}).getFirst());
  }

  private static void assertSame(String rules, PhotoSource photo, RuleOutcome judged) {
    Decision decision = new Sieve(rules(rules), DECODER).decide(photo);
    assertThat(judged.rule().map(Rule::name)).isEqualTo(decision.rule());
    assertThat(judged.decidedBy()).isEqualTo(decision.by());
  }

  private static RuleSet rules(String text) {
    try {
      return RuleFile.parse("r.yaml", text.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }
}

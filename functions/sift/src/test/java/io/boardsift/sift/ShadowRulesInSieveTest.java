package io.boardsift.sift;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.PhotoUnreachableException;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Pictures;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Rules in shadow are asked about each photo, and nothing of its decision depends on them. */
class ShadowRulesInSieveTest {
  private static final RuleSet IN_FORCE =
      rules("rules: [{name: blank, when: contrast below 0.06, then: delete}]");
  private static final RuleSet NOT_JPEG =
      rules("rules: [{name: not-jpeg, when: size below 1000000 bytes, then: delete}]");
  private static final RuleSet WIDE =
      rules("rules: [{name: wide, when: width above 100, then: delete}]");
  private static final RuleSet BY_COLOUR =
      rules("rules: [{name: grey, when: contrast below 0.9, then: delete}]");

  private static RuleSet rules(String yaml) {
    try {
      return RuleFile.parse("f.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  private static Sieve sieve(RuleSet inForce, Optional<RuleSet> inShadow) {
    return new Sieve(
        inForce, new PhotoDecoder(Limits.DEFAULT), MemorySource.NONE, Model.NONE, inShadow);
  }

  private static Decision decide(RuleSet inForce, RuleSet inShadow, byte[] photo) {
    PhotoSource source = PhotoSource.of("a.png", photo);
    Decision decision = sieve(inForce, Optional.of(inShadow)).decide(source);
    Decision alone = sieve(inForce, Optional.empty()).decide(source);
    assertThat(alone.finding().shadow()).isEmpty();
    ShadowFinding said = decision.finding().shadow().orElseThrow();
    assertThat(decision).usingRecursiveComparison().isEqualTo(alone.with(said));
    return decision;
  }

  private static byte[] board() {
    return Pictures.board("png", 800, 600);
  }

  @Test
  void theirCallForADeletionIsRecordedAndNotObeyed() {
    Decision decision = decide(IN_FORCE, WIDE, board());
    assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(decision.finding().wouldDelete()).isFalse();
    assertThat(decision.finding().shadow())
        .contains(
            new ShadowFinding(
                WIDE.version(), true, Optional.of("wide"), true, "width 800 px (width above 100)"));
  }

  @Test
  void theyKeepNothingFromBeingDeleted() {
    byte[] black = Pictures.plain("png", 300, 300, Color.BLACK);
    Decision decision =
        decide(IN_FORCE, rules("rules: [{name: keep, when: width above 1, then: review}]"), black);
    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    ShadowFinding said = decision.finding().shadow().orElseThrow();
    assertThat(said.rule()).contains("keep");
    assertThat(said.wouldDelete()).isFalse();
  }

  /** What they measure beyond that is not among what the decision rests on. */
  @Test
  void theyMayAskMoreThanTheRulesInForce() {
    Decision decision = decide(NOT_JPEG, BY_COLOUR, board());
    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    assertThat(decision.finding().evidence().number(Measures.CONTRAST)).isEmpty();
    assertThat(decision.finding().shadow().orElseThrow().rule()).contains("grey");
  }

  @Test
  void whatTheyCannotBeToldTheyCallForNothingOn() {
    Decision decision = decide(NOT_JPEG, BY_COLOUR, Pictures.firstHalf(board()));
    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    ShadowFinding said = decision.finding().shadow().orElseThrow();
    assertThat(said.isTold()).isFalse();
    assertThat(said.wouldDelete()).isFalse();
  }

  /** Nor may a bucket that fails just then undo the decision. */
  @Test
  void aPhotoThatCannotBeReadForThemIsDecidedAllTheSame() {
    PhotoSource gone =
        new Large(
            () -> {
              throw new PhotoUnreachableException("a.png", new IllegalStateException("503"));
            });
    Decision decision = sieve(NOT_JPEG, Optional.of(BY_COLOUR)).decide(gone);
    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    ShadowFinding said = decision.finding().shadow().orElseThrow();
    assertThat(said.wouldDelete()).isFalse();
    assertThat(said.reason()).contains("503");
  }

  @Test
  void aPhotoThatCannotBeDecodedIsNotTriedTwice() {
    List<String> asked = new ArrayList<>();
    PhotoSource counted = broken(asked);
    Decision decision = sieve(IN_FORCE, Optional.of(BY_COLOUR)).decide(counted);
    assertThat(decision.by()).isEqualTo(DecidedBy.ERROR);
    assertThat(decision.finding().shadow().orElseThrow().reason()).isEqualTo(decision.reason());
    assertThat(asked).hasSize(2); // once for its head
  }

  /** A rule on the header sends it to people, so that its decision is no error. */
  @Test
  void norWhereAModelInShadowHasTriedBefore() {
    List<String> asked = new ArrayList<>();
    PhotoSource counted = broken(asked);
    Model model = new Model(jpeg -> new ModelAnswer.Failed("not reached"), ModelMode.SHADOW);
    RuleSet toPeople = rules("rules: [{name: wide, when: width above 100, then: review}]");
    Decision decision =
        new Sieve(
                toPeople,
                new PhotoDecoder(Limits.DEFAULT),
                MemorySource.NONE,
                model,
                Optional.of(BY_COLOUR))
            .decide(counted);
    assertThat(decision.by()).isEqualTo(DecidedBy.RULE);
    assertThat(decision.finding().shadow().orElseThrow().isTold()).isFalse();
    assertThat(asked).hasSize(2); // once for its head
  }

  /** Else a day on which the model was away would look like one on which nothing is deleted. */
  @Test
  void whereAModelDoesNotAnswerThemNothingIsTold() {
    RuleSet byModel = rules("rules: [{name: no-board, when: model-board below 0.5, then: delete}]");
    Model model = new Model(jpeg -> new ModelAnswer.Failed("timed out"), ModelMode.OBEY);
    ShadowFinding ofModel = askedWith(model, byModel, byModel);
    assertThat(ofModel.isTold()).isFalse();
    assertThat(ofModel.reason()).contains("timed out");
    ShadowFinding ofColour = askedWith(model, byModel, BY_COLOUR);
    assertThat(ofColour.isTold()).isTrue();
    assertThat(ofColour.reason()).contains("contrast");
  }

  /** Likewise. */
  @Test
  void whereTheMemoryCannotBeReadNothingIsTold() {
    RuleSet byMemory =
        rules("rules: [{name: again, when: nearest-not-a-board below 16, then: delete}]");
    assertThat(askedWith(Model.NONE, IN_FORCE, byMemory).isTold()).isFalse();
  }

  private static ShadowFinding askedWith(Model model, RuleSet inForce, RuleSet inShadow) {
    return new Sieve(
            inForce,
            new PhotoDecoder(Limits.DEFAULT),
            MemorySource.NONE,
            model,
            Optional.of(inShadow))
        .decide(PhotoSource.of("a.png", board()))
        .finding()
        .shadow()
        .orElseThrow();
  }

  /** A photo that cannot be decoded, and that notes each time when it is read. */
  private static PhotoSource broken(List<String> asked) {
    byte[] file = Pictures.firstHalf(board());
    return new Large(
        () -> {
          asked.add("bytes");
          return file;
        });
  }

  /** A photo whose head is not all of it. */
  private record Large(Supplier<byte[]> content) implements PhotoSource {
    @Override
    public String key() {
      return "a.png";
    }

    @Override
    public long size() {
      return 500_000;
    }

    @Override
    public byte[] head(int length) {
      return content.get();
    }

    @Override
    public byte[] bytes() {
      return content.get();
    }
  }
}

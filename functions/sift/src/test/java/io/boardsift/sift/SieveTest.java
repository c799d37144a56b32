package io.boardsift.sift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.sift.evidence.PhotoGoneException;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.PhotoUnreachableException;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Pictures;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SieveTest {
  private static final String THREE_TIERS =
      """
      rules:
        - {name: empty, when: size below 1, then: delete}
        - {name: text, when: format is text, then: delete}
        - {name: blank, when: contrast below 0.06, then: delete}
      """;

  @Test
  void theFirstRuleThatHoldsDecides() {
    Decision decision =
        decide(THREE_TIERS, new Source("a.jpg", "hello".getBytes(StandardCharsets.UTF_8)));

    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    assertThat(decision.by()).isEqualTo(DecidedBy.RULE);
    assertThat(decision.rule()).contains("text");
    assertThat(decision.reason()).isEqualTo("format \"text\" (format is text)");
    assertThat(decision.finding().conditions()).containsExactly("format is text");
  }

  @Test
  void cheapEvidenceThatDecidesCausesNoRead() {
    Source empty = new Source("a.jpg", new byte[0]);

    assertThat(decide(THREE_TIERS, empty).rule()).contains("empty");
    assertThat(empty.reads).isEmpty();
  }

  @Test
  void aHeaderThatDecidesCausesNoDownload() {
    Source text = new Source("a.jpg", "hello".getBytes(StandardCharsets.UTF_8));

    decide(THREE_TIERS, text);
    assertThat(text.reads).containsExactly("head");
  }

  @Test
  void aDearConditionIsAskedOnlyIfTheCheapOnesHold() {
    Source photo = new Source("cam-1/a.png", Pictures.board("png", 200, 100));
    String rules =
        "rules: [{name: a, when: [contrast below 0.06, key starts with cam-2/], then: delete}]";

    assertThat(decide(rules, photo).by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(photo.reads).isEmpty();
  }

  @Test
  void eachTierIsReadOnce() {
    Source photo = new Source("a.png", Pictures.board("png", 300, 300));

    Decision decision = decide(THREE_TIERS, photo);
    assertThat(decision.by()).isEqualTo(DecidedBy.DEFAULT);
    // Its first 64 KiB are all of it.
    assertThat(photo.reads).containsExactly("head");
  }

  @Test
  void aPhotoOfOneToneIsDeletedByThePixels() {
    Source black = new Source("a.png", Pictures.plain("png", 300, 300, Color.BLACK));

    Decision decision = decide(THREE_TIERS, black);
    assertThat(decision.rule()).contains("blank");
    assertThat(decision.finding().wouldDelete()).isTrue();
  }

  @Test
  void whatCannotBeDecodedGoesToAPerson() {
    Source half = new Source("a.png", Pictures.firstHalf(Pictures.board("png", 300, 300)));

    Decision decision = decide(THREE_TIERS, half);
    assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(decision.by()).isEqualTo(DecidedBy.ERROR);
    assertThat(decision.reason()).isEqualTo("a file of format png is damaged");
  }

  @Test
  void whatCannotBeReadGoesToAPerson() {
    PhotoSource broken =
        new Source("a.png", new byte[9]) {
          @Override
          public byte[] head(int length) {
            throw new IllegalStateException("slow down,\nplease");
          }
        };

    Decision decision = decide(THREE_TIERS, broken);
    assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(decision.by()).isEqualTo(DecidedBy.ERROR);
    assertThat(decision.reason())
        .isEqualTo("could not be read: IllegalStateException: slow down, please");
  }

  @Test
  void whatTakesAllMemoryOrTheWholeStackGoesToAPerson() {
    for (Error error :
        new Error[] {
          new OutOfMemoryError("Java heap space"),
          new StackOverflowError(),
          new NoClassDefFoundError("a/Decoder")
        }) {
      Source hostile =
          new Source("a.png", new byte[100]) {
            @Override
            public byte[] head(int length) {
              throw error;
            }
          };
      Decision decision = decide(THREE_TIERS, hostile);
      assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
      assertThat(decision.by()).isEqualTo(DecidedBy.ERROR);
      assertThat(decision.reason()).contains(error.getClass().getSimpleName());
    }
  }

  @Test
  void whatCannotBeReadForNowIsNotDecidedOn() {
    PhotoSource away =
        new Source("a.png", new byte[9]) {
          @Override
          public byte[] head(int length) {
            throw new PhotoUnreachableException("a.png", new IllegalStateException("slow down"));
          }
        };
    assertThatThrownBy(() -> decide(THREE_TIERS, away))
        .isInstanceOf(PhotoUnreachableException.class)
        .hasMessage("a.png cannot be read now: slow down");
  }

  @Test
  void whatIsGoneIsNotDecidedOn() {
    PhotoSource gone =
        new Source("a.png", new byte[9]) {
          @Override
          public byte[] head(int length) {
            throw new PhotoGoneException("a.png", null);
          }
        };

    assertThatThrownBy(() -> decide(THREE_TIERS, gone)).isInstanceOf(PhotoGoneException.class);
  }

  @Test
  void aSizeThatIsUnknownIsNotZero() {
    PhotoSource photo =
        new Source("a.png", Pictures.board("png", 300, 300)) {
          @Override
          public long size() {
            return -1;
          }
        };

    assertThat(decide(THREE_TIERS, photo).rule()).isEqualTo(Optional.empty());
  }

  @Test
  void whatWasNotMeasuredNeverHolds() {
    Source text = new Source("a.jpg", "hello".getBytes(StandardCharsets.UTF_8));

    for (String condition : List.of("width below 9", "width above 9", "contrast at least 0.1")) {
      String rules = "rules: [{name: a, when: " + condition + ", then: delete}]";
      assertThat(decide(rules, text).outcome()).isEqualTo(Outcome.REVIEW);
    }
  }

  @Test
  void theShippedRulesDeleteJunkAndKeepABoard() {
    Sieve shipped = new Sieve(RuleFile.shipped(), new PhotoDecoder(Limits.DEFAULT));

    for (byte[] junk :
        new byte[][] {
          "log line".getBytes(StandardCharsets.UTF_8),
          Pictures.plain("jpeg", 640, 480, Color.BLACK),
          Pictures.plain("jpeg", 640, 480, Color.WHITE),
          Pictures.plain("png", 640, 480, new Color(90, 120, 40)),
          Pictures.board("png", 20, 20)
        }) {
      assertThat(shipped.decide(new Source("a.jpg", junk)).outcome()).isEqualTo(Outcome.DELETE);
    }
    for (String format : List.of("jpeg", "tiff")) {
      assertThat(shipped.decide(new Source("a", Pictures.board(format, 640, 480))).rule())
          .isNotEqualTo(Optional.of("no-fine-structure"));
    }
  }

  @Test
  void theMemoryIsAskedForOnlyIfARuleNeedsIt() {
    List<String> recalled = new ArrayList<>();
    MemorySource memorySource =
        camera -> {
          recalled.add(camera);
          return Optional.of(Memory.empty(camera));
        };
    Source photo = new Source("cam-1/a.png", Pictures.board("png", 200, 100));
    decide(THREE_TIERS, photo, memorySource);
    decide(likeNoBoard("width below 50"), photo, memorySource);
    assertThat(recalled).isEmpty();
    assertThat(decide(likeNoBoard("width above 50"), photo, memorySource).outcome())
        .isEqualTo(Outcome.DELETE);
    assertThat(recalled).containsExactly("cam-1/");
  }

  @Test
  void withoutAMemoryNoRuleOnItHolds() {
    Source photo = new Source("cam-1/a.png", Pictures.board("png", 200, 100));
    assertThat(decide(likeNoBoard("width above 50"), photo, MemorySource.NONE).outcome())
        .isEqualTo(Outcome.REVIEW);
  }

  private static String likeNoBoard(String condition) {
    return "rules: [{name: a, when: [nearest-board above 40, " + condition + "], then: delete}]";
  }

  private static Decision decide(String rules, PhotoSource photo) {
    return decide(rules, photo, MemorySource.NONE);
  }

  private static Decision decide(String rules, PhotoSource photo, MemorySource memorySource) {
    try {
      return new Sieve(
              RuleFile.parse("f.yaml", rules.getBytes(StandardCharsets.UTF_8)),
              new PhotoDecoder(Limits.DEFAULT),
              memorySource,
              Model.NONE)
          .decide(photo);
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  private static class Source implements PhotoSource {
    private final String key;
    private final byte[] bytes;
    private final List<String> reads = new ArrayList<>();

    Source(String key, byte[] bytes) {
      this.key = key;
      this.bytes = bytes;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] head(int length) {
      reads.add("head");
      return Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }

    @Override
    public byte[] bytes() {
      reads.add("bytes");
      return bytes;
    }
  }
}

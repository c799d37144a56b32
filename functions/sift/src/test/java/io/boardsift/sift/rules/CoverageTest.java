package io.boardsift.sift.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width above 0",
        "width at least 1",
        "width below 1e300",
        "size above 0",
        "size at least 1 bytes",
        "size at most 64 MiB",
        "contrast above 0",
        "brightness below 1",
        "crispness below 400",
        "sky below 1",
        "model-board below 1",
        "key is not x",
        "print is not 0, 1",
        "format is not text",
        "format is jpeg, png, gif, bmp, webp, tiff or jp2",
        "[width above 0, contrast above 0]",
        "[size between 1 and 1 GB, key is not x, format is not pdf]"
      })
  void oneRuleThatDeletesEveryPhotoIsRefused(String when) {
    assertThatThrownBy(() -> parse(delete(when)))
        .hasMessage(
            "f.yaml:2:5: rule \"a0\" deletes every photo: add a condition that boards do not meet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size below 2 kB; size at least 2 kB",
        "size at most 1999 bytes; size at least 2000 bytes",
        "contrast below 0.5; contrast at least 0.5",
        "contrast above 0.2; contrast below 0.3",
        "iso below 100; width below 40; width at least 30",
        "width below 9; [width at least 9, contrast below 0.5]; contrast at least 0.5",
        "camera is acme one; camera is not acme one",
        "camera is acme one; camera is not acme one or other; camera contains other",
        "format is jpeg; format is not jpeg",
        "nearest-board below 256; nearest-board at least 256",
        "most-changed-tile below 5 levels; most-changed-tile at least 5 levels"
      })
  void rulesThatTogetherDeleteEveryPhotoAreRefused(String when) {
    String[] rules = when.split("; ");
    assertThatThrownBy(() -> parse(delete(rules)))
        .hasMessage(
            "f.yaml:%d:5: rule \"a%d\" deletes every photo that the rules before it leave: add a"
                    .formatted(3 * rules.length - 1, rules.length - 1)
                + " condition that boards do not meet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width above 10",
        "contrast above 0.01",
        "edges above 0",
        "sky above 0",
        "perpendicular-lines below 1",
        "nearest-board below 256",
        "most-changed-tile below 63",
        "boards-remembered above 0",
        "iso above 0",
        "exposure-time above 0; exposure-time at most 0",
        "format is not jpeg",
        "camera is not acme one",
        "key starts with a; key ends with b",
        "size below 2 kB; size above 2 kB",
        "width below 9; [width at least 9, contrast below 0.5]; contrast above 0.5",
        "width below 9; [width at least 9, contrast below 0.5]; [contrast at least 0.5, width above"
            + " 9]"
      })
  void rulesThatLeaveSomePhotosAreFine(String when) {
    assertThatCode(() -> parse(delete(when.split("; ")))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width above 0",
        "size below 1 GB",
        "contrast below 0.1",
        "key starts with keep/",
        "[key starts with keep/ or mine/, key ends with .png, key contains a, key contains b]",
        "[camera contains acme, camera is not acme]"
      })
  void afterARuleThatHandsPhotosToPeopleAnythingIsFine(String when) throws Exception {
    String rules =
        "rules:\n  - name: see\n    when: %s\n    then: review\n".formatted(when)
            + delete("contrast above 0").substring("rules:\n".length());
    assertThat(parse(rules).rules()).hasSize(2);
  }

  @Test
  void aRuleForPeopleThatNoPhotoMeetsDoesNotHelp() {
    for (String when : List.of("format is archive or video", "size below 1", "width below 1")) {
      String rules =
          "rules:\n  - name: see\n    when: %s\n    then: review\n".formatted(when)
              + delete("key is not x").substring("rules:\n".length());
      assertThatThrownBy(() -> parse(rules)).hasMessageContaining("deletes every photo");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          contrast above 2 %                    | false
          iso above 50                          | false
          [model-board above 0.1, iso above 50] | false
          model-board at least 0.1              | true
          size above 1 GB                       | true
          contrast above 1e-300                 | false
          """)
  void aRuleThatDeletesAllButWhatIsProtected(String unless, boolean isRefused) {
    ThrowingCallable read =
        () ->
            parse("rules: [{name: a, when: width above 0, unless: " + unless + ", then: delete}]");
    if (isRefused) {
      assertThatThrownBy(read).hasMessageContaining("deletes every photo");
    } else {
      assertThatCode(read).doesNotThrowAnyException();
    }
  }

  @Test
  void whatIsLeftOnlyWhereAModelIsObeyedIsNotEnough() {
    String protect =
        delete("contrast above 0").replace("then", "unless: model-board above 0.5\n    then");
    assertThatThrownBy(() -> parse(protect))
        .hasMessage(
            "f.yaml:2:5: rule \"a0\" deletes every photo where no model is obeyed: add a condition"
                + " that boards do not meet");
    String see =
        "rules:\n  - {name: see, when: model-board above 0.5, then: review}\n"
            + delete("contrast above 0").substring("rules:\n".length());
    assertThatThrownBy(() -> parse(see)).hasMessageContaining("where no model is obeyed");
  }

  @Test
  void whateverIsRefusedLeavesNoPhotoAndWhateverIsNotLeavesSome() {
    Random random = new Random(7);
    int total = 0;
    for (int i = 0; i < 4_000; i++) {
      List<Rule> rules = any(random);
      boolean isTotal = Coverage.isTotal(rules);
      assertThat(isTotal).as("%s", rules).isEqualTo(someLeft(rules).isEmpty());
      total += isTotal ? 1 : 0;
    }
    assertThat(total).isBetween(50, 3_950);
  }

  @Test
  void manyEntangledRulesAreToldQuickly() throws Exception {
    Random random = new Random(3);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      List<Condition> conditions = new ArrayList<>();
      for (String measure : List.of("edges", "contrast", "sky", "foliage", "amber")) {
        String side = random.nextBoolean() ? "below" : "above";
        conditions.add(
            ConditionParser.parse(
                "%s %s 0.%04d".formatted(measure, side, 1 + random.nextInt(9_998)),
                new SourcePosition("f", 1, 1)));
      }
      rules.add(new Rule("r" + i, conditions, List.of(), Outcome.DELETE, ""));
    }
    assertTimeout(Duration.ofSeconds(10), () -> Coverage.isTotal(rules));
  }

  @Test
  void whatIsSaidNeverToFireNeverDoes() {
    Random random = new Random(11);
    int never = 0;
    for (int i = 0; i < 4_000; i++) {
      List<Rule> rules = any(random);
      Rule last = rules.getLast();
      if (UnreachableRules.obstacle(last, rules.subList(0, rules.size() - 1)).isPresent()) {
        assertThat(photos().filter(photo -> firstOn(photo, rules).equals(Optional.of(last))))
            .as("%s", rules)
            .isEmpty();
        never++;
      }
    }
    assertThat(never).isBetween(200, 3_800);
  }

  /** Rules on two numbers and a text, with thresholds from few. */
  private static List<Rule> any(Random random) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      List<Condition> when = new ArrayList<>();
      for (int c = 0; c <= random.nextInt(3); c++) {
        when.add(condition(random));
      }
      List<Condition> unless = new ArrayList<>();
      for (int c = random.nextInt(3); c > 0 && random.nextBoolean(); c--) {
        unless.add(condition(random));
      }
      Outcome then = random.nextInt(8) == 0 ? Outcome.REVIEW : Outcome.DELETE;
      rules.add(new Rule("r" + i, when, unless, then, ""));
    }
    return rules;
  }

  private static Condition condition(Random random) {
    String text =
        switch (random.nextInt(5)) {
          case 0 -> "sky " + comparison(random) + " 0." + (1 + random.nextInt(3));
          case 1 -> "sky between 0.2 and 0." + (2 + random.nextInt(3));
          case 2 -> "width " + comparison(random) + " " + (1 + random.nextInt(3));
          case 3 -> "camera " + List.of("is", "is not").get(random.nextInt(2)) + " a";
          default ->
              "camera "
                  + List.of("starts with", "ends with", "contains").get(random.nextInt(3))
                  + List.of(" a", " b").get(random.nextInt(2));
        };
    try {
      return ConditionParser.parse(text, new SourcePosition("f", 1, 1));
    } catch (RuleFileException e) {
      return condition(random);
    }
  }

  private static String comparison(Random random) {
    return List.of("below", "above", "at least", "at most").get(random.nextInt(4));
  }

  /** A photo that no rule deletes, by trying all that these rules can tell apart. */
  private static Optional<Evidence> someLeft(List<Rule> rules) {
    return photos()
        .filter(photo -> firstOn(photo, rules).filter(r -> r.then() == Outcome.DELETE).isEmpty())
        .findFirst();
  }

  private static Optional<Rule> firstOn(Evidence photo, List<Rule> rules) {
    return new RuleSet(rules, "").first(true, tier -> photo);
  }

  /** All that these rules can tell apart. */
  private static Stream<Evidence> photos() {
    Stream.Builder<Evidence> photos = Stream.builder();
    for (double sky : new double[] {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.9}) {
      for (int width = 1; width < 6; width++) {
        for (String camera :
            List.of(
                "", "a", "b", "xa", "ax", "xb", "bx", "ab", "ba", "x", "aba", "bab", "xabx", "axa",
                "bxb", "axb", "bxa")) {
          photos.add(
              Evidence.none()
                  .with(Measures.SKY, sky)
                  .with(Measures.WIDTH, width)
                  .with(Measures.CAMERA, camera));
        }
      }
    }
    return photos.build();
  }

  private static String delete(String... when) {
    return "rules:\n"
        + IntStream.range(0, when.length)
            .mapToObj(i -> "  - name: a%d\n    when: %s\n    then: delete\n".formatted(i, when[i]))
            .collect(Collectors.joining());
  }

  private static RuleSet parse(String text) throws RuleFileException {
    return RuleFile.parse("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}

package io.boardsift.sift.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.sift.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

  @Test
  void aRuleReadsAsItIsWritten() throws Exception {
    RuleSet rules =
        parse(
            """
            rules:
              - name: blank
                when:
                  - contrast below 6 %
                  - size between 1 KiB and 2 MB
                unless:
                  - model-board at least 0.1
                  - two-tones above 0.9
                then: delete
                because: nothing to see
              - name: other-camera
                when: key starts with cam-7/ or cam-8/
                then: review
            """);

    Rule blank = rules.rules().getFirst();
    assertThat(blank.name()).isEqualTo("blank");
    assertThat(blank.then()).isEqualTo(Outcome.DELETE);
    assertThat(blank.because()).isEqualTo("nothing to see");
    assertThat(blank.conditions().getFirst())
        .isEqualTo(
            new Condition.NumberCondition(
                io.boardsift.sift.evidence.Measures.CONTRAST,
                "contrast below 6 %",
                Interval.below(0.06)));
    assertThat(blank.when().getLast())
        .isEqualTo(
            new Condition.NumberCondition(
                io.boardsift.sift.evidence.Measures.SIZE,
                "size between 1 KiB and 2 MB",
                Interval.between(1024, 2e6)));
    assertThat(rules.rules().getLast().conditions().getFirst().text())
        .isEqualTo("key starts with cam-7/ or cam-8/");
    assertThat(blank.text())
        .isEqualTo(
            "contrast below 6 % and size between 1 KiB and 2 MB, unless model-board at least 0.1 or"
                + " two-tones above 0.9");
    assertThat(blank.unless()).hasSize(2);
  }

  @Test
  void aConditionTellsTheNumbersItTurnsAt() throws Exception {
    Rule rule =
        parse("rules: [{name: a, when: [width above 9, iso between 50 and 100], then: review}]")
            .rules()
            .getFirst();
    assertThat(rule.conditions())
        .extracting(condition -> ((Condition.NumberCondition) condition).thresholds())
        .containsExactly(List.of(9.0), List.of(50.0, 100.0));
  }

  @Test
  void theVersionFollowsFromTheContent() throws Exception {
    assertThat(parse("rules: []").version()).isEqualTo(parse("rules: []").version());
    assertThat(parse("rules: []").version()).isNotEqualTo(parse("rules: [] ").version());
  }

  @Test
  void theShippedRulesAreRight() {
    assertThat(RuleFile.shipped().rules())
        .hasSizeGreaterThan(5)
        .allMatch(r -> !r.because().isEmpty());
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        wrong("", "f.yaml:1:1: it is empty: it needs at least \"rules: []\""),
        wrong("rules", "f.yaml:1:1: the file has to be a mapping with rules"),
        wrong("rules: 7", "f.yaml:1:8: \"rules\" has to be a list (lines that start with \"- \")"),
        wrong(
            "rulez: []",
            "f.yaml:1:1: unknown key \"rulez\"; did you mean \"rules\"?; the file has rules"),
        wrong("rules: [", "f.yaml:1:9: no YAML here: "),
        wrong("a: &x [1]\nrules: *x", "f.yaml:1:4: anchors and aliases"),
        wrong("rules: []\n---\nrules: []", "f.yaml:2:1: a second document"),
        wrong("rules: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]", "nested too deeply"),
        wrong("rules: []\nrules: []", "twice"),
        wrong(
            rule("when: contrast below 0.1\n    then: delete"), "f.yaml:2:5: \"name\" is missing"),
        wrong(
            rule("name: Blank!\n    when: contrast below 0.1\n    then: delete"),
            "f.yaml:2:11: \"Blank!\" is not a rule name"),
        wrong(rule("name: a\n    then: delete"), "f.yaml:2:5: \"when\" is missing here"),
        wrong(
            rule("name: a\n    when: []\n    then: delete"),
            "f.yaml:3:11: rule \"a\" has no condition and would fit every photo"),
        wrong(
            rule("name: a\n    when: contrast below 0.1\n    then: destroy"),
            "f.yaml:4:11: \"then\" is delete or review, not \"destroy\""),
        wrong(
            one("contrst below 0.1"),
            "f.yaml:3:11: unknown measure \"contrst\"; did you mean \"contrast\"?; \"boardsift rules"
                + " measures\" lists them all"),
        wrong(
            one("nearest-board-anywhere below 20"),
            "unknown measure \"nearest-board-anywhere\"; \"boardsift rules measures\" lists them"),
        wrong(
            one("nearest-not-a-board-anywhere below 20"),
            "unknown measure \"nearest-not-a-board-anywhere\""),
        wrong(one("contrast under 0.1"), "f.yaml:3:11: \"contrast under 0.1\" is not a condition"),
        wrong(
            one("contrast below much"), "\"much\" is not a number for contrast, which is measured"),
        wrong(one("contrast below 3 MB"), "\"3 MB\" is not a number for contrast"),
        wrong(one("contrast is high"), "contrast is a number: ask with below, above"),
        wrong(one("contrast below 0"), "\"contrast below 0\" can never hold"),
        wrong(one("contrast above 1.5"), "\"contrast above 1.5\" can never hold"),
        wrong(one("contrast below 7"), "\"contrast below 7\" always holds"),
        wrong(one("contrast between 0.4 and 0.2"), "can never hold"),
        wrong(one("contrast below NaN"), "\"NaN\" is not a number"),
        wrong(one("format is jepg"), "format is never \"jepg\"; did you mean \"jpeg\"?"),
        wrong(one("format below 3"), "format is a text: ask with is"),
        wrong(
            rule("name: a\n    when: [width below 5, width above 9]\n    then: delete"),
            "f.yaml:2:5: rule \"a\" can never fire, because its conditions on width exclude each"
                + " other"),
        wrong(
            rule("name: a\n    when: [format is png, format is jpeg]\n    then: delete"),
            "its conditions on format exclude each other"),
        wrong(
            unless("[]"),
            "f.yaml:4:13: \"unless\" of rule \"a\" has no condition: add one or leave it out"),
        wrong(unless("7"), "f.yaml:4:13: \"7\" is not a condition: conditions look like"),
        wrong(
            unless("contrst above 0.2"), "f.yaml:4:13: unknown measure \"contrst\"; did you mean"),
        wrong(unless("contrast above 1"), "f.yaml:4:13: \"contrast above 1\" can never hold"),
        wrong(
            rule("name: a\n    when: width below 5\n    unles: width below 3\n    then: delete"),
            "f.yaml:4:5: unknown key \"unles\"; did you mean \"unless\"?; a rule has because, name, then,"
                + " unless, when"),
        wrong(
            unless("contrast below 0.2"),
            "f.yaml:2:5: rule \"a\" can never fire, because its \"unless\" on contrast protects whatever"
                + " its \"when\" asks for: change or remove it"),
        wrong(unless("contrast below 0.1"), "\"unless\" on contrast protects whatever"),
        wrong(unless("[contrast above 0.05, contrast at most 0.05]"), "on contrast protects"),
        wrong(unless("contrast between 0 and 0.1"), "on contrast protects whatever"),
        wrong(
            rule(
                "name: a\n    when: format is png\n    unless: format is png, gif\n    then: delete"),
            "\"unless\" on format protects whatever"),
        wrong(
            rule(
                "name: a\n    when: key is ab or ac\n    unless: key contains a\n    then: delete"),
            "\"unless\" on key protects whatever"),
        wrong(
            unless("iso above 50")
                + "  - {name: b, when: contrast below 0.05, unless: iso above 50, then: delete}\n",
            "f.yaml:6:5: rule \"b\" can never fire, because \"a\" before it holds whenever it does"),
        wrong(
            one("contrast below 0.05")
                + "  - {name: b, when: contrast below 0.1, unless: contrast at least 0.05, then:"
                + " delete}\n",
            "rule \"b\" can never fire, because \"a\" before it holds whenever it does"),
        wrong(
            one("contrast below 0.1")
                + "  - name: b\n    when: contrast below 0.05\n    then: review\n",
            "f.yaml:5:5: rule \"b\" can never fire, because \"a\" before it holds whenever it does"),
        wrong(
            one("contrast below 0.1") + "  - name: a\n    when: width below 5\n    then: review\n",
            "f.yaml:5:5: a second rule named \"a\": give it another name"),
        wrong(
            one("width below 1e999"),
            "f.yaml:3:11: \"1e999\" is too large a number: write a smaller one"),
        wrong(one("width above -1e999"), "\"-1e999\" is too large a number"),
        wrong(one("size below 1e308 GB"), "\"1e308 GB\" is too large a number"),
        wrong(one("size below " + "9".repeat(400)), "is too large a number"),
        wrong(
            one("size at least 0"),
            "f.yaml:3:11: \"size at least 0\" always holds: size is a number from 0 to any; leave it"
                + " out"),
        wrong(one("size above -1"), "\"size above -1\" always holds"),
        wrong(
            one("key contains \"\""),
            "f.yaml:3:11: an empty word in \"key contains \"\"\": write at least one letter"),
        wrong(
            one("key is not \"x\""),
            "f.yaml:3:11: \"x\" stands in quotes, which no key has: write it without them"),
        wrong("#".repeat(10_000_000), "10,000,000 bytes are more than a rule file's limit"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileIsRefusedWithItsPlaceAndTheMend(String content, String message) {
    assertThatThrownBy(() -> parse(content))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("f.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: b, when: contrast below 0.05, then: delete}",
        "{name: b, when: contrast below 0.05, unless: iso above 60, then: delete}",
        "{name: b, when: contrast below 0.05, unless: iso above 50, then: review}",
        "{name: b, when: contrast below 0.2, unless: [iso above 50, contrast above 0.15], then: delete}",
        "{name: b, when: contrast below 0.05, unless: contrast between 0.01 and 0.02, then: delete}"
      })
  void aRuleThatMayFireWhereTheOneBeforeProtectsIsFine(String after) throws Exception {
    assertThat(parse(unless("iso above 50") + "  - " + after + "\n").rules()).hasSize(2);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> RuleFile.parse("f.yaml", new byte[] {(byte) 0xc3, 0x28}))
        .hasMessage("f.yaml: it is not UTF-8 text: save it as UTF-8");
  }

  @Test
  void anyTextIsReadOrRefusedAndNeverCrashes() {
    String shipped =
        """
        rules:
          - name: screen
            when: [colour-variety below 0.02, contrast above 0.5]
            unless: model-board at least 0.1
            then: delete
        """;
    String tricks = "&*!|>%@`{}[],:-#?\"'\n\t \u0000\u2028\ud83d0.9eE";
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(shipped);
      for (int edits = random.nextInt(6); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        char c = tricks.charAt(random.nextInt(tricks.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, c);
          case 1 -> text.setCharAt(at, c);
          default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(9)));
        }
      }
      try {
        parse(text.toString());
      } catch (RuleFileException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("f.yaml").doesNotContain("\n");
      }
    }
    assertThat(refused).isBetween(5_000, 19_000);
  }

  private static RuleSet parse(String text) throws RuleFileException {
    return RuleFile.parse("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String rule(String body) {
    return "rules:\n  - " + body + "\n";
  }

  private static String one(String condition) {
    return rule("name: a\n    when: " + condition + "\n    then: delete");
  }

  private static String unless(String conditions) {
    return rule(
        "name: a\n    when: contrast below 0.1\n    unless: " + conditions + "\n    then: delete");
  }

  private static Arguments wrong(String content, String message) {
    return Arguments.of(content, message);
  }
}

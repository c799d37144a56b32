package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.photos.Subject;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measure.Words;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the rules and the photo: evaluation says what triage would do. */
class SameAsTriageTest {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);
  private static final List<byte[]> WHOLE =
      List.of(
          small("jpg", Pictures.board()),
          small("png", Pictures.board()),
          small("gif", Pictures.board()),
          small("jpg", Pictures.of(Subject.EMPTY_BENCH)),
          small("jpg", Pictures.black()),
          Pictures.plain("png", 20, 20),
          Pictures.plain("bmp", 1, 1),
          Pictures.pngClaiming(100_000, 100_000),
          Pictures.pngClaiming(30, 40),
          Pictures.text("2026-01-01 all is well"),
          Pictures.text("<html>"),
          new byte[] {1, 2, 3, 4, 5},
          new byte[0]);

  private static final Map<Integer, Evidence> MEASURED = new ConcurrentHashMap<>();

  @Property(tries = 2_000)
  void withoutAModel(@ForAll("rules") RuleSet rules, @ForAll("photos") PhotoSource photo) {
    assertSame(rules, photo, Classifier.NONE);
  }

  @Property(tries = 1_000)
  void withAModelThatIsObeyed(
      @ForAll("rules") RuleSet rules,
      @ForAll("photos") PhotoSource photo,
      @ForAll("answers") ModelAnswer answer) {
    assertSame(rules, photo, jpeg -> answer);
  }

  private static void assertSame(RuleSet rules, PhotoSource photo, Classifier classifier) {
    Decision decision =
        new Sieve(rules, DECODER, MemorySource.NONE, new Model(classifier, ModelMode.OBEY))
            .decide(photo);
    LabelledPhoto labelled = new LabelledPhoto(photo, true, "camera");
    RuleOutcome judged =
        RuleOutcome.by(
            rules,
            new PhotoMeasurer(DECODER, classifier).measure(List.of(labelled), () -> {}).getFirst());
    assertThat(judged.isDeleted()).isEqualTo(decision.outcome() == Outcome.DELETE);
    assertThat(judged.rule().map(Rule::name)).isEqualTo(decision.rule());
    assertThat(judged.decidedBy()).isEqualTo(decision.by());
  }

  /** Whole ones, and torn ones. */
  @Provide
  Arbitrary<PhotoSource> photos() {
    Arbitrary<byte[]> whole = Arbitraries.of(WHOLE);
    Arbitrary<byte[]> torn =
        Combinators.combine(whole, Arbitraries.doubles().between(0, 1))
            .as((bytes, share) -> Arrays.copyOf(bytes, (int) (share * bytes.length)));
    return Combinators.combine(
            Arbitraries.of("cam-1/a.jpg", "cam-2/b.png", "c"), Arbitraries.oneOf(whole, torn))
        .as(PhotoSource::of);
  }

  @Provide
  Arbitrary<ModelAnswer> answers() {
    Arbitrary<ModelAnswer> told =
        Arbitraries.of(0.0, 0.04, 0.5, 1.0)
            .map(
                board ->
                    new ModelAnswer.Told(
                        OptionalDouble.of(board),
                        OptionalDouble.of(1 - board),
                        OptionalDouble.empty(),
                        List.of(new ModelAnswer.Label("tabby", 0.9))));
    ModelAnswer labelsOnly =
        new ModelAnswer.Told(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            List.of(new ModelAnswer.Label("tabby", 0.9)));
    return Arbitraries.oneOf(
        told, Arbitraries.of(labelsOnly, new ModelAnswer.Failed("took too long")));
  }

  /** Rules that a rule file may hold: one that it may not hold after those before is left out. */
  @Provide
  Arbitrary<RuleSet> rules() {
    Arbitrary<String> rule =
        Combinators.combine(
                conditions().list().ofMinSize(1).ofMaxSize(3),
                conditions().list().ofMaxSize(2),
                Arbitraries.of("delete", "review"))
            .as(
                (when, unless, then) ->
                    "{name: a%d, when: "
                        + when
                        + (unless.isEmpty() ? "" : ", unless: " + unless)
                        + ", then: "
                        + then
                        + "}");
    return rule.list().ofMaxSize(5).map(SameAsTriageTest::accepted);
  }

  private static RuleSet accepted(List<String> rules) {
    List<String> accepted = new ArrayList<>();
    RuleSet read = new RuleSet(List.of(), "none");
    for (String rule : rules) {
      accepted.add("  - " + rule.formatted(accepted.size()) + "\n");
      try {
        read =
            RuleFile.parse(
                "f.yaml",
                ("rules:\n" + String.join("", accepted)).getBytes(StandardCharsets.UTF_8));
      } catch (RuleFileException e) {
        accepted.removeLast();
      }
    }
    return read;
  }

  private static Arbitrary<String> conditions() {
    return Arbitraries.of(Measures.all())
        .flatMap(
            measure ->
                switch (measure.range()) {
                  case Numbers range ->
                      Combinators.combine(
                              Arbitraries.of("below", "above", "at least", "at most"),
                              Arbitraries.of(thresholds(measure, range)))
                          .as((how, number) -> measure.name() + " " + how + " " + number);
                  case Words range -> texts(measure, range);
                });
  }

  private static Arbitrary<String> texts(Measure measure, Words range) {
    List<String> words =
        range.known().isEmpty() ? List.of("cam-1/", "b.png", "tabby", "0") : range.known();
    return Combinators.combine(
            Arbitraries.of("is", "is not", "starts with", "ends with", "contains"),
            Arbitraries.of(words).set().ofMinSize(1).ofMaxSize(3))
        .as(
            (how, some) ->
                "\"" + measure.name() + " " + how + " " + String.join(" or ", some) + "\"");
  }

  /** What the photos measure, and the numbers next to them. */
  private static List<String> thresholds(Measure measure, Numbers range) {
    List<Double> numbers = new ArrayList<>(List.of(0.05, 40.0, Math.min(range.max(), 2_000)));
    for (int i = 0; i < WHOLE.size(); i++) {
      MEASURED
          .computeIfAbsent(i, SameAsTriageTest::measured)
          .number(measure)
          .ifPresent(numbers::add);
    }
    return numbers.stream().map(number -> new BigDecimal(number).toPlainString()).toList();
  }

  private static Evidence measured(int photo) {
    LabelledPhoto labelled =
        new LabelledPhoto(PhotoSource.of("a", WHOLE.get(photo)), true, "camera");
    return new PhotoMeasurer(DECODER).measure(List.of(labelled), () -> {}).getFirst().evidence();
  }

  /** Quickly decoded. */
  private static byte[] small(String format, byte[] photo) {
    try {
      Image scaled =
          ImageIO.read(new ByteArrayInputStream(photo))
              .getScaledInstance(96, 72, Image.SCALE_AREA_AVERAGING);
      BufferedImage image = new BufferedImage(96, 72, BufferedImage.TYPE_INT_RGB);
      image.getGraphics().drawImage(scaled, 0, 0, null);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

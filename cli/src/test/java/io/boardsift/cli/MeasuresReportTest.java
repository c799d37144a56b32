package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresReportTest {
  /** A threshold, or a picture with its value and what it shows. */
  private static final Pattern ITEM =
      Pattern.compile(
          "<li class=\"mark\"><b>(?:below|above) ([0-9.]+)[^<]*</b> ([a-z-]+)</li>"
              + "|<img src=\"data:image/jpeg;base64,([^\"]+)\"[^>]*></button>"
              + "<div class=\"caption\"><b class=\"name\">([0-9.]+)[^<]*</b>"
              + "<span class=\"says\">([^<]+)");

  @TempDir private static Path folder;

  private static String page;

  /** An item of a row; a threshold names its rule, a picture has its file. */
  private record Item(double number, String rule, String picture, String shows) {
    boolean isPicture() {
      return picture != null;
    }
  }

  @BeforeAll
  static void writeThePage() throws IOException {
    Path file = folder.resolve("pages/measures.html");
    StringWriter out = new StringWriter();
    assertThat(report(out, new StringWriter(), file)).isZero();
    assertThat(out.toString()).contains("orthogonal-tiles", "Report: " + file);
    page = Files.readString(file);
  }

  private static int report(StringWriter out, StringWriter err, Path file) {
    return Boardsift.execute(
        new PrintWriter(out),
        new PrintWriter(err),
        "rules",
        "measures",
        "--report",
        file.toString());
  }

  private static Stream<Measure> numbersOfPixels() {
    return Measures.all().stream()
        .filter(m -> m.tier() == Tier.PIXELS && m.range() instanceof Numbers);
  }

  private static String section(Measure measure) {
    int start = page.indexOf("<h2 id=\"" + measure.name() + "\">");
    assertThat(start).as(measure.name()).isPositive();
    return page.substring(start, page.indexOf("</section>", start));
  }

  private static List<Item> row(Measure measure) {
    List<Item> row = new ArrayList<>();
    Matcher item = ITEM.matcher(section(measure));
    while (item.find()) {
      row.add(
          item.group(3) == null
              ? new Item(Double.parseDouble(item.group(1)), item.group(2), null, null)
              : new Item(Double.parseDouble(item.group(4)), null, item.group(3), item.group(5)));
    }
    return row;
  }

  @Test
  void everyNumberTakenOfThePixelsHasARowOfDifferentPicturesInItsOrder() {
    numbersOfPixels()
        .forEach(
            measure -> {
              assertThat(section(measure)).contains(measure.range().toString());
              List<Item> row = row(measure);
              assertThat(row).extracting(Item::number).as(measure.name()).isSorted();
              List<Item> pictures = row.stream().filter(Item::isPicture).toList();
              assertThat(pictures).as(measure.name()).hasSize(8);
              assertThat(pictures).extracting(Item::number).doesNotHaveDuplicates();
              assertThat(pictures.stream().map(Item::shows).distinct().count())
                  .as(measure.name())
                  .isGreaterThanOrEqualTo(5);
            });
  }

  @Test
  void aPicturesValueIsThePictures() throws UndecodableException {
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    List<Item> row = row(Measures.BRIGHTNESS);
    assertThat(row).isNotEmpty();
    for (Item item : row) {
      byte[] thumbnail = Base64.getDecoder().decode(item.picture().replace("&#x3D;", "="));
      Evidence again = PixelMeasures.measure(decoder.decode(thumbnail), Evidence.none());
      assertThat(again.number(Measures.BRIGHTNESS).orElseThrow())
          .as(item.shows())
          .isCloseTo(item.number(), within(0.01));
    }
  }

  @Test
  void everyShippedRulesThresholdIsMarkedOnce() {
    List<Measure> shown =
        Stream.concat(numbersOfPixels(), Stream.of(Measures.WIDTH, Measures.HEIGHT)).toList();
    for (Rule rule : RuleFile.shipped().rules()) {
      for (Condition condition : rule.conditions()) {
        if (shown.contains(condition.measure())) {
          assertThat(section(condition.measure())).contains("<em>" + condition.text() + "</em>");
          assertThat(row(condition.measure()))
              .as(rule.name() + ": " + condition.text())
              .filteredOn(item -> rule.name().equals(item.rule()))
              .singleElement()
              .satisfies(mark -> assertThat(condition.text()).contains(" " + text(mark)));
        }
      }
    }
  }

  private static String text(Item mark) {
    return mark.number() == Math.rint(mark.number())
        ? Long.toString((long) mark.number())
        : Double.toString(mark.number());
  }

  @Test
  void aThresholdStandsBetweenWhatItPartsAndTheRulesWorkIsTold() {
    List<Item> row = row(Measures.CONTRAST);
    assertThat(row.get(0).isPicture()).isTrue();
    assertThat(row.get(1).rule()).isEqualTo("blank");
    assertThat(row.get(2).isPicture()).isTrue();
    String section = section(Measures.CONTRAST);
    assertThat(section.indexOf("deleted: blank"))
        .isPositive()
        .isLessThan(section.indexOf("class=\"mark\""));
  }

  @Test
  void whatHasNoPicturesIsNamed() {
    assertThat(page.substring(page.indexOf("Without pictures")))
        .contains("format", "<b>not-a-photo</b>", "camera", "exposure-time", "iso", "print");
  }

  @Test
  void aPageThatCannotBeWrittenIsWrongUsage() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));
    StringWriter err = new StringWriter();
    assertThat(report(new StringWriter(), err, file.resolve("page.html"))).isEqualTo(2);
    assertThat(err.toString()).startsWith("boardsift: --report").contains("cannot be written");
    assertThat(err.toString().lines()).hasSize(1);
  }
}

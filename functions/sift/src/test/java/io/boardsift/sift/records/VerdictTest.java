package io.boardsift.sift.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Defect.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private static final String LINE =
      """
      {"boardsift-photo":{"bucket":"b","key":"k","versionId":"v","eTag":"e","size":10},
       "board-verdict":2,"board-verdict-metadata":{"class-name":"not a board",
       "job-name":"j","answered-by":"ann","creation-date":"2026-11-25T12:00:00.000000"}}""";

  private static Verdict read(String line) throws MalformedException {
    return Verdict.fromManifestLine(line);
  }

  private static void refused(String line, String reason) {
    assertThat(line).as("the test changes something").isNotEqualTo(LINE);
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(reason);
  }

  private static String answered(String index) {
    return LINE.replace("\"board-verdict\":2", "\"board-verdict\":" + index);
  }

  @Test
  void aLineIsReadInAllItsParts() throws Exception {
    assertThat(read(LINE))
        .isEqualTo(
            new Verdict(new Photo("b", "k", "v", "e", 10), Answer.NOT_A_BOARD, "ann", "j", NOON));
  }

  @Test
  void whatIsBrokenAndWhereComesBack() throws Exception {
    Defect defect =
        new Defect("solder bridge", List.of(new Place(0.1, 1, 0, 0), new Place(0, 0, 1, 0.3)));
    Verdict broken =
        new Verdict(
            new Photo("b", "k", "v", "e", 10), Answer.BROKEN_BOARD, "ann", "j", NOON, defect);
    assertThat(read(broken.toManifestLine())).isEqualTo(broken);
    assertThat(defect.inWords()).isEqualTo("solder bridge, 2 places marked");
    String line = broken.toManifestLine();
    refused(line.replace("0.1", "1.1"), "within the photo");
    refused(line.replace("0.1", "\"0.1\""), "not a number");
    refused(line.replace("solder bridge", "x".repeat(81)), "longer");
    refused(
        line.replace("broken board", "good board").replace("verdict\":1", "verdict\":0"),
        "a defect on what is no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2.9", "2.0", "2e0", "\"2.9\"", "\" 2\"", "\"\"", "true", "[2]", "{}", "4", "-1"})
  void anIndexThatIsNoWholeNumberFromZeroToThreeIsRefused(String index) {
    refused(answered(index), "not one of 0..3");
    refused(answered(index).replace("\"class-name\":\"not a board\",", ""), "not one of 0..3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"2\""})
  void theIndexAloneOrTheNameAloneWillDo(String index) throws Exception {
    String unnamed = answered(index).replace("\"class-name\":\"not a board\",", "");
    assertThat(read(unnamed).answer()).isEqualTo(Answer.NOT_A_BOARD);
    String named = LINE.replace("\"board-verdict\":2,", "");
    assertThat(read(named).answer()).isEqualTo(Answer.NOT_A_BOARD);
  }

  @Test
  void anIndexAndANameThatDifferAreRefused() {
    refused(LINE.replace("not a board", "good board"), "says \"good board\" and 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[\"not a board\"]", "true", "\"fine board\""})
  void aNameThatIsNoAnswerIsRefused(String name) {
    refused(LINE.replace("\"not a board\"", name), name.startsWith("\"") ? "unknown" : "not text");
  }

  @Test
  void whatTellsNoAnswerIsRefused() {
    String silent =
        LINE.replace("\"board-verdict\":2,", "").replace("\"class-name\":\"not a board\",", "");
    refused(silent, "missing");
    refused(silent.replace("\"job-name\"", "\"failure-reason\":\"gone\",\"job-name\""), "gone");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T12:00:00, 2026-11-25T12:00:00Z",
    "2026-11-25T12:00:00.5, 2026-11-25T12:00:00.5Z",
    "2026-11-25T12:00:00Z, 2026-11-25T12:00:00Z",
    "2026-11-25T12:00:00+01:00, 2026-11-25T11:00:00Z",
    "2026-11-25T12:00:00-05:00, 2026-11-25T17:00:00Z",
    "2020-01-01T00:00:00, 2020-01-01T00:00:00Z"
  })
  void datesWithAndWithoutAZoneAreRead(String written, Instant meant) throws Exception {
    assertThat(read(LINE.replace("2026-11-25T12:00:00.000000", written)).at()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"yesterday\"",
        "\"2026-11-25\"",
        "\"2026-02-30T12:00:00\"",
        "\"2019-12-31T23:59:59\"",
        "\"0001-01-01T00:00:00\"",
        "\"+12345-01-01T00:00:00\"",
        "\"+999999999-12-31T23:59:59-18:00\"",
        "1764072000",
        "null",
        "[]"
      })
  void whatIsNoDateOfOurTimeIsRefused(String date) {
    refused(LINE.replace("\"2026-11-25T12:00:00.000000\"", date), "\"creation-date\" is");
  }

  @Test
  void anAnswerFromTheFutureIsRefusedWhenItComesIn() throws Exception {
    assertThat(Verdict.fromManifestLine(LINE, NOON.minusSeconds(300)).at()).isEqualTo(NOON);
    assertThatThrownBy(() -> Verdict.fromManifestLine(LINE, NOON.minusSeconds(301)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("in the future");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"v\";7",
        "\"e\";true",
        "\"k\";[\"k\"]",
        "\"b\";{}",
        "10;\"10\"",
        "10;10.5",
        "10;-2",
        "10;99999999999999999999",
        "\"ann\";7",
        "\"j\";[]"
      })
  void aFieldOfAnotherTypeIsRefused(String field, String other) {
    assertThatThrownBy(() -> read(LINE.replace(":" + field, ":" + other)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void noJsonThrowsAnythingElse() throws Exception {
    Random random = new Random(1);
    JsonNode line = Json.readObject(LINE, "a verdict");
    int read = 0;
    for (int i = 0; i < 8_000; i++) {
      ObjectNode json = line.deepCopy();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(json, random);
      }
      read += isRead(json.toString()) ? 1 : 0;
      isRead(random(random, 0).toString());
      String text = json.toString();
      isRead(text.substring(0, random.nextInt(text.length())));
    }
    assertThat(read).as("not all is refused").isBetween(300, 7_700);
  }

  /** Whether it is read; anything but a refusal fails the test. */
  private static boolean isRead(String text) {
    try {
      ReviewTask.fromJson(text);
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    try {
      Verdict verdict = read(text);
      assertThat(read(verdict.toManifestLine()).photo()).isEqualTo(verdict.photo());
      return true;
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return false;
    }
  }

  private static void change(ObjectNode json, Random random) {
    List<ObjectNode> objects = new ArrayList<>(List.of(json));
    json.forEach(
        child -> {
          if (child instanceof ObjectNode object) {
            objects.add(object);
          }
        });
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    List<String> names = new ArrayList<>(List.of("other"));
    object.fieldNames().forEachRemaining(names::add);
    object.set(names.get(random.nextInt(names.size())), random(random, 0));
  }

  private static JsonNode random(Random random, int depth) {
    ObjectNode holder = Json.object();
    switch (random.nextInt(depth > 3 ? 7 : 9)) {
      case 0 -> holder.putNull("x");
      case 1 -> holder.put("x", random.nextBoolean());
      case 2 -> holder.put("x", random.nextInt(6) - 1);
      case 3 -> holder.put("x", random.nextLong());
      case 4 -> holder.put("x", random.nextGaussian() * Math.pow(10, random.nextInt(300)));
      case 5 -> holder.put("x", "2026-11-25T12:00:0" + random.nextInt(20));
      case 6 -> holder.put("x", new String(Character.toChars(random.nextInt(0x110000))));
      case 7 -> holder.putArray("x").add(random(random, depth + 1));
      default -> holder.putObject("x").set("bucket", random(random, depth + 1));
    }
    return holder.get("x");
  }
}

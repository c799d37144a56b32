package io.boardsift.sift.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** infra/athena.sql asks records for fields that they have. */
class AthenaViewsTest {
  private static final Pattern FIELD =
      Pattern.compile("json_extract(?:_scalar)?\\(line, '\\$([^']+)'\\)");
  private static final Photo PHOTO = new Photo("photos", "line2/a.jpg", "v1", "e1", 9);
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private static String sql() throws IOException {
    String path = "infra/athena.sql";
    return Files.readString(Files.exists(Path.of(path)) ? Path.of(path) : Path.of("../..", path));
  }

  /** The fields that one view reads, as JSON pointers. */
  private static List<String> fields(String view) throws IOException {
    String statement = sql().split("VIEW " + view + " AS", -1)[1].split(";", -1)[0];
    return FIELD
        .matcher(statement)
        .results()
        .map(field -> field.group(1).replace("[\"", "/").replace("\"]", ""))
        .toList();
  }

  private static void assertHas(String record, List<String> fields) throws IOException {
    JsonNode json = new ObjectMapper().readTree(record);
    assertThat(record).doesNotContain("\n");
    assertThat(fields)
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(json.at(JsonPointer.compile(field)).isMissingNode())
                    .as(field)
                    .isFalse());
  }

  @Test
  void ofDecisions() throws IOException {
    Finding finding =
        new Finding(
            Optional.of("blank"),
            List.of(),
            true,
            Evidence.none(),
            "sha256:12",
            Optional.empty(),
            Optional.empty());
    Decision decision = new Decision(Outcome.DELETE, DecidedBy.RULE, "why", finding);
    assertHas(DecisionRecord.of(PHOTO, decision, NOON, 1).json(), fields("boardsift_decisions"));
  }

  @Test
  void holdNeitherTimesWithZonesNorJson() throws IOException {
    assertThat(sql())
        .doesNotContainPattern("\\n\\s*from_iso8601_timestamp")
        .doesNotContainPattern("\\n\\s*json_extract\\(");
  }

  @Test
  void ofVerdicts() throws IOException {
    Defect defect = new Defect("solder bridge", List.of());
    assertHas(
        new Verdict(PHOTO, Answer.BROKEN_BOARD, "a", "console", NOON, defect).toManifestLine(),
        fields("boardsift_verdicts"));
  }
}

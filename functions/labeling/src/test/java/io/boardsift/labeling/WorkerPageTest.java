package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.sift.records.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a Ground Truth job reads: the answers, and the page that workers see. */
class WorkerPageTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(.+?)\\s*}}");

  private static String file(String name) throws IOException {
    try (InputStream file = WorkerPageTest.class.getResourceAsStream("/labeling/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> labels() throws IOException {
    List<String> labels = new ArrayList<>();
    JsonNode categories = new ObjectMapper().readTree(file("label-categories.json"));
    categories.path("labels").forEach(label -> labels.add(label.path("label").asText()));
    return labels;
  }

  @Test
  void theAnswersAreOursInTheirOrder() throws Exception {
    assertThat(labels()).isEqualTo(Arrays.stream(Answer.values()).map(Answer::label).toList());
  }

  @Test
  void thePageShowsThePhotoAndTheAnswers() throws Exception {
    // As AWS documents what PRE-ImageMultiClass hands to a page, and Liquid's filters.
    Map<String, String> values =
        Map.of(
            "task.input.taskObject | grant_read_access",
            "https://s3/photo?signed&so",
            "task.input.labels | to_json | escape",
            new ObjectMapper().writeValueAsString(labels()).replace("\"", "&quot;"));
    Matcher variables = VARIABLE.matcher(file("worker-page.liquid.html"));
    String page =
        variables.replaceAll(
            match -> {
              assertThat(values).containsKey(match.group(1));
              return Matcher.quoteReplacement(values.get(match.group(1)));
            });
    assertThat(page)
        .contains("<crowd-form>", "name=\"crowd-image-classifier\"")
        .contains("src=\"https://s3/photo?signed&so\"")
        .contains("categories=\"[&quot;good board&quot;,&quot;broken board&quot;,")
        .doesNotContain("{%");
    for (Answer answer : Answer.values()) {
      assertThat(page).as("explained").contains("<strong>" + answer.label() + "</strong>");
    }
  }
}

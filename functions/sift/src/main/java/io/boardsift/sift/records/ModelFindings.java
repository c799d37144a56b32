package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import java.util.Locale;
import java.util.Optional;

/** What came of asking the model, as part of a decision's record. */
final class ModelFindings {
  private ModelFindings() {}

  static ObjectNode toJson(ModelFinding finding) {
    ObjectNode json = Json.object();
    json.put("mode", finding.mode().name().toLowerCase(Locale.ROOT));
    json.put("error", finding.error().orElse(null));
    json.put("rule", finding.rule().orElse(null));
    json.put("wouldDelete", finding.wouldDelete());
    json.put("reason", finding.reason());
    return json;
  }

  static ModelFinding of(JsonNode json) throws MalformedException {
    try {
      return new ModelFinding(
          ModelMode.valueOf(Json.text(json, "mode").toUpperCase(Locale.ROOT)),
          Optional.ofNullable(json.path("error").textValue()),
          Optional.ofNullable(json.path("rule").textValue()),
          json.path("wouldDelete").asBoolean(),
          json.path("reason").asText(""));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("not what a model said: " + e.getMessage());
    }
  }
}

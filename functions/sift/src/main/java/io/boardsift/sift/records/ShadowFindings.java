package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.ShadowFinding;
import java.util.Optional;

/** What rules in shadow said, as part of a decision's record. */
final class ShadowFindings {
  private ShadowFindings() {}

  static ObjectNode toJson(ShadowFinding finding) {
    ObjectNode json = Json.object();
    json.put("rulesVersion", finding.rulesVersion());
    json.put("rule", finding.rule().orElse(null));
    json.put("wouldDelete", finding.wouldDelete());
    json.put("reason", finding.reason());
    return json;
  }

  static ShadowFinding of(JsonNode json) throws MalformedException {
    return new ShadowFinding(
        Json.text(json, "rulesVersion"),
        Optional.ofNullable(json.path("rule").textValue()),
        json.path("wouldDelete").asBoolean(),
        json.path("reason").asText(""));
  }
}

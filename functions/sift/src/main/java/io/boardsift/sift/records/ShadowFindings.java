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
    json.put("told", finding.isTold());
    json.put("rule", finding.rule().orElse(null));
    json.put("wouldDelete", finding.wouldDelete());
    json.put("reason", finding.reason());
    return json;
  }

  static ShadowFinding of(JsonNode json) throws MalformedException {
    boolean isTold = json.path("told").asBoolean();
    return new ShadowFinding(
        Json.text(json, "rulesVersion"),
        isTold,
        Optional.ofNullable(json.path("rule").textValue()),
        isTold && json.path("wouldDelete").asBoolean(),
        json.path("reason").asText(""));
  }
}

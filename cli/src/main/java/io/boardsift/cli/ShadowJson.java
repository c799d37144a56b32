package io.boardsift.cli;

import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.findings.ShadowRules.Said;
import java.util.LinkedHashMap;
import java.util.Map;

/** What rules in shadow would change, as scripts read it. */
final class ShadowJson {
  private ShadowJson() {}

  static Map<String, Object> of(ShadowRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", rules.version());
    json.put("from", rules.from().toString());
    json.put("until", rules.until().toString());
    json.put("asked", rules.told().size());
    json.put("untold", rules.untold());
    json.put("both", json(rules.said(By.BOTH)));
    json.put("onlyInForce", json(rules.said(By.IN_FORCE)));
    json.put("onlyInShadow", json(rules.said(By.IN_SHADOW)));
    json.put("lostBoards", LostBoards.ofShadow(rules).json());
    return json;
  }

  private static Map<String, Object> json(Said said) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", said.photos());
    json.put("others", said.others());
    json.put("boards", said.boards());
    return json;
  }
}

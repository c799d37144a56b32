package io.boardsift.cli;

import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.records.ReviewedPhoto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rules in shadow would change, as scripts read it. */
final class ShadowJson {
  private ShadowJson() {}

  static Map<String, Object> of(ShadowRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", rules.version());
    json.put("firstAskedAt", rules.since().toString());
    json.put("asked", rules.asked().size());
    json.put("both", counts(rules.called(By.BOTH)));
    json.put("onlyInForce", counts(rules.called(By.IN_FORCE)));
    json.put("onlyInShadow", counts(rules.called(By.IN_SHADOW)));
    json.put("lostBoards", LostBoards.ofShadow(rules).json());
    return json;
  }

  private static Map<String, Object> counts(List<ReviewedPhoto> called) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", called.size());
    json.put("others", called.stream().filter(ReviewedPhoto::isOther).count());
    json.put("boards", called.stream().filter(ReviewedPhoto::isBoard).count());
    return json;
  }
}

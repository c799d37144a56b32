package io.boardsift.local.cli;

import io.boardsift.local.judgement.Evaluation;
import io.boardsift.local.judgement.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as scripts read it. */
final class EvaluationJson {
  private EvaluationJson() {}

  static Map<String, Object> of(Evaluation evaluation) {
    Tally all = evaluation.all();
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> boards = new LinkedHashMap<>();
    boards.put("total", all.boards());
    boards.put("deleted", all.boardsDeleted());
    boards.put("upper95", all.boardsUpper95());
    json.put("boards", boards);
    Map<String, Object> others = new LinkedHashMap<>();
    others.put("total", all.others());
    others.put("deleted", all.othersDeleted());
    json.put("others", others);
    json.put("unreadable", evaluation.unreadable());
    json.put("rules", counts("rule", byRuleName(evaluation)));
    json.put("sources", counts("source", evaluation.bySource()));
    json.put(
        "lostBoards",
        evaluation.lostBoards().stream().map(lost -> lost.measured().photo().path()).toList());
    return json;
  }

  private static Map<String, Tally> byRuleName(Evaluation evaluation) {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    evaluation.byRule().forEach((rule, tally) -> tallies.put(rule.name(), tally));
    return tallies;
  }

  private static List<Map<String, Object>> counts(String key, Map<String, Tally> tallies) {
    return tallies.entrySet().stream()
        .map(
            entry -> {
              Map<String, Object> count = new LinkedHashMap<>();
              count.put(key, entry.getKey());
              count.put("boards", entry.getValue().boardsDeleted());
              count.put("others", entry.getValue().othersDeleted());
              return count;
            })
        .toList();
  }
}

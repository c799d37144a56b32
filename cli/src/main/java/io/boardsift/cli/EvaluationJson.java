package io.boardsift.cli;

import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Evaluation;
import io.boardsift.evaluation.rules.TradeOff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as scripts read it. */
final class EvaluationJson {
  private EvaluationJson() {}

  static Map<String, Object> of(Evaluation evaluation) {
    DeletedCounts all = evaluation.all();
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
    List<Map<String, Object>> rules = new ArrayList<>();
    evaluation
        .byRule()
        .forEach(
            (rule, tally) -> {
              Map<String, Object> count = count("rule", rule.name(), tally);
              count.put("tried", evaluation.isTried(rule));
              rules.add(count);
            });
    json.put("rules", rules);
    json.put(
        "sources",
        evaluation.bySource().entrySet().stream()
            .map(source -> count("source", source.getKey(), source.getValue()))
            .toList());
    json.put("ways", TradeOff.of(evaluation).stream().map(EvaluationJson::way).toList());
    json.put(
        "lostBoards",
        evaluation.lostBoards().stream().map(lost -> lost.measured().photo().path()).toList());
    return json;
  }

  /** What decides, and what comes of it as it is. */
  private static Map<String, Object> way(TradeOff way) {
    Map<String, Object> json = count("decidedBy", way.name(), way.asItIs());
    json.put("boardsUpper95", way.asItIs().boardsUpper95());
    return json;
  }

  private static Map<String, Object> count(String key, String name, DeletedCounts tally) {
    Map<String, Object> count = new LinkedHashMap<>();
    count.put(key, name);
    count.put("boards", tally.boardsDeleted());
    count.put("others", tally.othersDeleted());
    return count;
  }
}

package io.boardsift.cli;

import io.boardsift.local.Result;
import io.boardsift.local.Result.Decided;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.local.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a day's photos, for scripts. */
final class RunJson {
  private RunJson() {}

  static Map<String, Object> of(RunResult day) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", day.results().size());
    json.put("deleted", day.count(Whereabouts.DELETED));
    json.put("review", day.count(Whereabouts.WITH_PEOPLE));
    json.put("lost", day.count(Whereabouts.LOST));
    json.put("seconds", day.elapsed().toMillis() / 1e3);
    json.put("photosPerSecond", Math.round(day.photosPerSecond() * 10) / 10.0);
    json.put("deletedByRule", day.deletedByRule());
    List<Map<String, Object>> decisions = new ArrayList<>();
    day.results().forEach(result -> decisions.add(json(result)));
    json.put("decisions", decisions);
    return json;
  }

  private static Map<String, Object> json(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photo", result.submission().name());
    Optional<Decided> decision = result.decision();
    json.put("outcome", decision.map(d -> d.outcome().name()).orElse(null));
    json.put("by", decision.map(d -> d.by().word()).orElse(null));
    json.put("rule", decision.flatMap(Decided::rule).orElse(null));
    json.put("reason", decision.map(Decided::reason).orElse("lost"));
    json.put("millis", decision.map(Decided::millis).orElse(null));
    return json;
  }
}

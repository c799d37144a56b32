package io.boardsift.sift.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.records.MalformedException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The guard's state as JSON. */
public final class GuardFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int VERSION = 1;

  private GuardFormat() {}

  public static String write(GuardState state) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", VERSION);
    ObjectNode stops = json.putObject("stops");
    state
        .stops()
        .forEach(
            stop ->
                stops
                    .putObject(stop.prefix())
                    .put("at", stop.at().toString())
                    .put("photos", stop.photos())
                    .put("deleted", stop.deleted())
                    .put("rule", stop.rule()));
    ObjectNode exempt = json.putObject("exempt");
    state.exempt().forEach((prefix, until) -> exempt.put(prefix, until.toString()));
    ObjectNode windows = json.putObject("windows");
    state
        .windows()
        .forEach(
            (prefix, window) -> {
              ObjectNode both = windows.putObject(prefix);
              both.set("before", write(window.before()));
              both.set("since", write(window.since()));
            });
    return json.toString();
  }

  private static ObjectNode write(Counts counts) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("photos", counts.photos());
    ObjectNode byRule = json.putObject("deletedBy");
    counts.byRule().forEach(byRule::put);
    return json;
  }

  /**
   * Reads a state.
   *
   * @throws MalformedException if it is not one
   */
  public static GuardState read(String text) throws MalformedException {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json == null || json.path("version").asInt() != VERSION) {
        throw new MalformedException("not the guard's state of version " + VERSION);
      }
      Map<String, Window> windows = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> window : json.path("windows").properties()) {
        windows.put(
            window.getKey(),
            new Window(
                counts(window.getValue().path("before")), counts(window.getValue().path("since"))));
      }
      Map<String, Stop> stops = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> stop : json.path("stops").properties()) {
        stops.put(stop.getKey(), stop(stop.getKey(), stop.getValue()));
      }
      Map<String, Instant> exempt = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one : json.path("exempt").properties()) {
        exempt.put(one.getKey(), Instant.parse(one.getValue().asText("")));
      }
      return new GuardState(windows, stops, exempt);
    } catch (JsonProcessingException e) {
      throw new MalformedException("not JSON (" + e.getOriginalMessage() + ")");
    } catch (DateTimeParseException e) {
      throw new MalformedException("not a time: " + e.getParsedString());
    }
  }

  private static Counts counts(JsonNode json) throws MalformedException {
    Map<String, Integer> byRule = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> rule : json.path("deletedBy").properties()) {
      byRule.put(rule.getKey(), count(rule.getValue()));
    }
    return new Counts(count(json.path("photos")), byRule);
  }

  private static int count(JsonNode json) throws MalformedException {
    if (!json.isInt() || json.intValue() < 0) {
      throw new MalformedException("a count is missing or not a whole number from 0");
    }
    return json.intValue();
  }

  private static Stop stop(String prefix, JsonNode json) throws MalformedException {
    return new Stop(
        prefix,
        Instant.parse(json.path("at").asText("")),
        count(json.path("photos")),
        count(json.path("deleted")),
        json.path("rule").asText(""));
  }
}

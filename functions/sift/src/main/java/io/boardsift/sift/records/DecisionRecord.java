package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.memory.Print;
import io.boardsift.sift.model.ModelFinding;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What stays of a decision for good: enough to say later which rule or model decided, on which
 * values and thresholds, under which version of the rules.
 *
 * @param photo the photo
 * @param outcome what became of it
 * @param by who or what decided
 * @param rule the rule that held, if one did
 * @param reason one line for people
 * @param wouldDelete whether rules or model called for deletion
 * @param decidedAt when
 * @param millis how long measuring and deciding took, in milliseconds
 * @param json the whole record as it is stored
 */
public record DecisionRecord(
    Photo photo,
    Outcome outcome,
    DecidedBy by,
    Optional<String> rule,
    String reason,
    boolean wouldDelete,
    Instant decidedAt,
    double millis,
    String json) {

  /** The record of a decision just made. */
  public static DecisionRecord of(
      Photo photo, Decision decision, Instant decidedAt, double millis) {
    ObjectNode json = Json.object();
    json.set("photo", Json.of(photo));
    json.put("outcome", decision.outcome().name());
    json.put("by", decision.by().word());
    json.put("rule", decision.rule().orElse(null));
    ArrayNode conditions = json.putArray("conditions");
    decision.conditions().forEach(conditions::add);
    json.put("reason", decision.reason());
    json.put("wouldDelete", decision.wouldDelete());
    json.put("rulesVersion", decision.rulesVersion());
    json.put("decidedAt", decidedAt.toString());
    double tenths = Math.round(millis * 10) / 10.0;
    json.put("millis", tenths);
    ObjectNode evidence = json.putObject("evidence");
    decision
        .evidence()
        .values()
        .forEach((measure, value) -> evidence.putPOJO(measure.name(), value));
    decision.model().ifPresent(finding -> json.set("model", ModelFindings.toJson(finding)));
    return new DecisionRecord(
        photo,
        decision.outcome(),
        decision.by(),
        decision.rule(),
        decision.reason(),
        decision.wouldDelete(),
        decidedAt,
        tenths,
        json.toString());
  }

  /** What the photo looks like, if it was decoded on the way to the decision. */
  public Optional<Print> print() throws MalformedException {
    JsonNode evidence = Json.readObject(json, "a decision record").path("evidence");
    return Print.parse(evidence.path(Measures.PRINT.name()).asText(""));
  }

  /** The version of the rules that were asked; {@code none} where there were none. */
  public String rulesVersion() throws MalformedException {
    return Json.readObject(json, "a decision record").path("rulesVersion").asText("none");
  }

  /** What came of asking the model, if it was asked. */
  public Optional<ModelFinding> model() throws MalformedException {
    JsonNode model = Json.readObject(json, "a decision record").path("model");
    return model.isObject() ? Optional.of(ModelFindings.of(model)) : Optional.empty();
  }

  /** The same finding once a person has brought the photo back: people look at it. */
  public DecisionRecord restored(Instant now) throws MalformedException {
    ObjectNode changed = (ObjectNode) Json.readObject(json, "a decision record");
    changed.put("outcome", Outcome.REVIEW.name());
    changed.put("by", DecidedBy.PERSON.word());
    changed.put("reason", "restored; was deleted: " + reason);
    changed.put("decidedAt", now.toString());
    return fromJson(changed.toString());
  }

  /**
   * The same record once people are asked anew because nobody has answered; its age starts again.
   */
  public DecisionRecord askedAgain(Instant now) throws MalformedException {
    ObjectNode changed = (ObjectNode) Json.readObject(json, "a decision record");
    changed.put("askedAgainAt", now.toString());
    return fromJson(changed.toString());
  }

  /** When people were asked last, if they are asked at all. */
  public Instant askedAt() throws MalformedException {
    String again = Json.readObject(json, "a decision record").path("askedAgainAt").asText("");
    try {
      return again.isEmpty() ? decidedAt : Instant.parse(again);
    } catch (DateTimeParseException e) {
      throw new MalformedException("\"askedAgainAt\" is no date: \"" + again + "\"");
    }
  }

  /**
   * Reads a stored record.
   *
   * @throws MalformedException if it is none
   */
  public static DecisionRecord fromJson(String text) throws MalformedException {
    JsonNode json = Json.readObject(text, "a decision record");
    try {
      return new DecisionRecord(
          Json.photo(json.path("photo")),
          Outcome.valueOf(Json.text(json, "outcome")),
          DecidedBy.valueOf(Json.text(json, "by").toUpperCase(Locale.ROOT)),
          Optional.ofNullable(json.path("rule").textValue()),
          Json.text(json, "reason"),
          json.path("wouldDelete").asBoolean(),
          Instant.parse(Json.text(json, "decidedAt")),
          json.path("millis").asDouble(),
          text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new MalformedException("not a decision record: " + e.getMessage());
    }
  }
}

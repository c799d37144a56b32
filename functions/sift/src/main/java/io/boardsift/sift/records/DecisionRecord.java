package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.rules.HeldCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stays of a decision for good: enough to say later which rule or model decided, on which
 * values and thresholds, under which version of the rules, and what happened to the photo since. A
 * stored record is read whole, once; fields that are not known here are kept. A field for code has
 * its name, how it is read and how it is written in one place, a {@link Field}.
 *
 * @param photo the photo
 * @param outcome what happens to it
 * @param by who or what decided
 * @param rule the rule that held, if one did
 * @param reason one line for people
 * @param wouldDelete whether rules or model called for deletion
 * @param decidedAt when
 * @param millis how long measuring and deciding took, in milliseconds
 * @param rulesVersion the version of the rules that were asked; {@code none} where there were none
 * @param appearance what the photo looks like, if it was decoded on the way to the decision
 * @param model what came of asking the model, if it was asked
 * @param shadow what rules in shadow said, if there were some
 * @param askedAt when people were asked last, if they are asked at all
 * @param deletion what is known of its deletion, if one was begun
 * @param restored its latest return after a deletion, if there was one
 * @param triageAgainAt when its owner wanted triage to decide again, if that is still to be done
 * @param before why people were asked before triage decided again, if it has
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
    String rulesVersion,
    Optional<Appearance> appearance,
    Optional<ModelFinding> model,
    Optional<ShadowFinding> shadow,
    Instant askedAt,
    Optional<DeletionTrace> deletion,
    Optional<Restored> restored,
    Optional<Instant> triageAgainAt,
    Optional<String> before,
    String json) {
  /** The version of records written here. Those without a version are of the first. */
  public static final int VERSION = 2;

  private static final String WHAT = "a decision record";

  private static final Field<Photo> PHOTO =
      new Field<>("photo", (json, name) -> Json.photo(json.path(name)), Json::of);
  private static final Field<Outcome> OUTCOME =
      new Field<>(
          "outcome",
          (json, name) -> Json.choice(Outcome.class, Json.text(json, name)),
          outcome -> TextNode.valueOf(outcome.name()));
  private static final Field<DecidedBy> BY =
      new Field<>(
          "by",
          (json, name) ->
              Json.choice(DecidedBy.class, Json.text(json, name).toUpperCase(Locale.ROOT)),
          by -> TextNode.valueOf(by.word()));
  private static final Field<Optional<String>> RULE = Field.optionalText("rule");
  private static final Field<String> REASON = Field.text("reason");
  private static final Field<Boolean> WOULD_DELETE = Field.flag("wouldDelete");
  private static final Field<String> RULES_VERSION =
      new Field<>(
          "rulesVersion", (json, name) -> json.path(name).asText("none"), TextNode::valueOf);
  private static final Field<Instant> DECIDED_AT = Field.instant("decidedAt");
  private static final Field<Double> MILLIS = Field.number("millis");
  // A model of another version may have said something else.
  private static final Field<Optional<ModelFinding>> MODEL =
      Field.part("model", ModelFindings::of, ModelFindings::toJson).orElse(Optional.empty());
  private static final Field<Optional<ShadowFinding>> SHADOW =
      Field.part("shadow", ShadowFindings::of, ShadowFindings::toJson).orElse(Optional.empty());
  private static final Field<Instant> ASKED_AT =
      new Field<>(
          "askedAgainAt",
          (json, name) -> json.hasNonNull(name) ? Json.instant(json, name) : DECIDED_AT.read(json),
          DECIDED_AT.writer());
  private static final Field<Optional<DeletionTrace>> DELETION =
      Field.part("deletion", DeletionTrace::of, DeletionTrace::toJson);
  private static final Field<Optional<Restored>> RESTORED =
      Field.part("restored", Restored::of, Restored::toJson);
  private static final Field<Optional<Instant>> TRIAGE_AGAIN_AT =
      new Field<>(
          "triageAgainAt",
          (json, name) ->
              json.hasNonNull(name) ? Optional.of(Json.instant(json, name)) : Optional.empty(),
          at -> at.<JsonNode>map(time -> TextNode.valueOf(time.toString())).orElseThrow());
  private static final Field<Optional<String>> BEFORE = Field.optionalText("before");

  /** What a decision says; all else a record gets in its life. */
  private static final List<String> DECIDED =
      List.of(
          OUTCOME.name(),
          BY.name(),
          RULE.name(),
          "conditions",
          REASON.name(),
          WOULD_DELETE.name(),
          RULES_VERSION.name(),
          DECIDED_AT.name(),
          MILLIS.name(),
          "evidence",
          MODEL.name(),
          SHADOW.name());

  /** The record of a decision just made. */
  public static DecisionRecord of(
      Photo photo, Decision decision, Instant decidedAt, double millis) {
    ObjectNode json = Json.object();
    json.put("version", VERSION);
    PHOTO.write(json, photo);
    OUTCOME.write(json, decision.outcome());
    BY.write(json, decision.by());
    RULE.write(json, decision.rule());
    ArrayNode conditions = json.putArray("conditions");
    decision.finding().conditions().forEach(conditions::add);
    REASON.write(json, decision.reason());
    WOULD_DELETE.write(json, decision.finding().wouldDelete());
    RULES_VERSION.write(json, decision.finding().rulesVersion());
    DECIDED_AT.write(json, decidedAt);
    MILLIS.write(json, Math.round(millis * 10) / 10.0);
    ObjectNode evidence = json.putObject("evidence");
    decision
        .finding()
        .evidence()
        .values()
        .forEach(
            (measure, value) -> {
              switch (value) {
                case Double number -> evidence.put(measure.name(), number);
                case Object text -> evidence.put(measure.name(), text.toString());
              }
            });
    MODEL.write(json, decision.model());
    SHADOW.write(json, decision.finding().shadow());
    return ofOwn(json);
  }

  /**
   * What takes the place of a record that cannot be read: nobody knows what was decided, so a
   * person looks.
   */
  public static DecisionRecord inPlaceOfDamaged(Photo photo, String damage, Instant now) {
    String reason = "the record of an earlier decision cannot be read: " + damage;
    return of(photo, Decision.error(reason, Evidence.none(), "none"), now, 0)
        // It may have been deleted: a marker on it is taken for ours, so that it can come back.
        .with(DeletionTrace.begun(Cause.RULE, Instant.EPOCH));
  }

  /**
   * Reads a stored record.
   *
   * @throws MalformedException if it is not one, or is of a later version than {@link #VERSION}
   */
  public static DecisionRecord fromJson(String text) throws MalformedException {
    return of(Json.readObject(text, WHAT), text);
  }

  private static DecisionRecord of(JsonNode json, String text) throws MalformedException {
    int version = json.path("version").asInt(1);
    if (version > VERSION) {
      throw new MalformedException(
          "it is of version %d, and versions up to %d are known".formatted(version, VERSION));
    }
    Instant decidedAt = DECIDED_AT.read(json);
    return new DecisionRecord(
        PHOTO.read(json),
        OUTCOME.read(json),
        BY.read(json),
        RULE.read(json),
        REASON.read(json),
        WOULD_DELETE.read(json),
        decidedAt,
        MILLIS.read(json),
        RULES_VERSION.read(json),
        Appearance.parse(evidenceText(json, Measures.PRINT), evidenceText(json, Measures.TILES)),
        MODEL.read(json),
        SHADOW.read(json),
        ASKED_AT.read(json),
        DELETION.read(json),
        RESTORED.read(json),
        TRIAGE_AGAIN_AT.read(json),
        BEFORE.read(json),
        text);
  }

  /** The conditions of the rule that held, each with what was measured; read from the record. */
  public List<HeldCondition> conditions() {
    if (rule.isEmpty()) {
      return List.of();
    }
    JsonNode stored = stored();
    Evidence evidence = evidence(stored.path("evidence"));
    List<HeldCondition> conditions = new ArrayList<>();
    for (JsonNode condition : stored.path("conditions")) {
      conditions.add(HeldCondition.of(condition.asText(), evidence));
    }
    return conditions;
  }

  /** What was measured, as far as such a measure is still known; read from the record. */
  public Evidence evidence() {
    return evidence(stored().path("evidence"));
  }

  private JsonNode stored() {
    try {
      return Json.readObject(json, WHAT);
    } catch (MalformedException e) {
      throw new IllegalStateException("a record that could be read", e);
    }
  }

  private static Evidence evidence(JsonNode values) {
    Evidence evidence = Evidence.none();
    for (Measure measure : Measures.all()) {
      JsonNode value = values.path(measure.name());
      if (value.isNumber()) {
        evidence = evidence.with(measure, value.asDouble());
      } else if (value.isTextual()) {
        evidence = evidence.with(measure, value.asText());
      }
    }
    return evidence;
  }

  private static String evidenceText(JsonNode json, Measure measure) {
    return json.path("evidence").path(measure.name()).asText("");
  }

  /** Whether it asks people. */
  public boolean asksPeople() {
    return outcome == Outcome.REVIEW;
  }

  /**
   * Whether it asks people, or did so before triage decided again: only then are their answers
   * taken. Somebody may have the photo before them still.
   */
  public boolean hasAskedPeople() {
    return asksPeople() || before.isPresent();
  }

  /**
   * Whether people were asked only because something failed, and the photo was not deleted since:
   * then triage may decide again; not where it has, and the same failed once more.
   */
  public boolean mayBeTriagedAgain() {
    return asksPeople()
        && by == DecidedBy.ERROR
        && restored.isEmpty()
        && before.filter(reason::equals).isEmpty();
  }

  /** Whether the next event of the photo lets triage decide again. */
  public boolean isToBeTriagedAgain() {
    return triageAgainAt.isPresent() && mayBeTriagedAgain();
  }

  /** The same record once its owner wants triage to decide again; unchanged if that may not be. */
  public DecisionRecord toBeTriagedAgain(Instant now) {
    return mayBeTriagedAgain()
        ? changed(json -> TRIAGE_AGAIN_AT.write(json, Optional.of(now)))
        : this;
  }

  /**
   * The record once triage has decided again: the new decision, with what is known of the photo's
   * life; unchanged if that is not wanted (any more).
   */
  public DecisionRecord decidedAgain(DecisionRecord anew) {
    if (!isToBeTriagedAgain()) {
      return this;
    }
    return changed(
        json -> {
          json.remove(DECIDED);
          json.remove(TRIAGE_AGAIN_AT.name());
          try {
            JsonNode decided = Json.readObject(anew.json(), WHAT);
            for (String name : DECIDED) {
              if (decided.has(name)) {
                json.set(name, decided.get(name));
              }
            }
          } catch (MalformedException e) {
            throw new IllegalStateException("a record that could be read", e);
          }
          ASKED_AT.write(json, anew.askedAt());
          BEFORE.write(json, Optional.of(reason));
        });
  }

  /** Whether what it says was decided at the same moment, hence by the same attempt. */
  public boolean isSameDecisionAs(DecisionRecord other) {
    return decidedAt.equals(other.decidedAt) && outcome == other.outcome;
  }

  /** The rule that calls for its deletion, if nobody has to look first. */
  public Optional<String> deletingRule() {
    return outcome == Outcome.DELETE ? Optional.of(rule.orElse(by.word())) : Optional.empty();
  }

  /** Whether an answer counts: one from before the photo's return does not. */
  public boolean counts(Verdict verdict) {
    return restored.isEmpty() || !verdict.at().isBefore(restored.get().at());
  }

  /** Whether a deletion was carried out on this word, and the photo not brought back since. */
  public boolean isDeletedBy(Cause cause) {
    return deletion.filter(trace -> trace.isDone() && trace.cause() == cause).isPresent();
  }

  /**
   * The same record once a deletion is carried out; unchanged if somebody decided otherwise since
   * it was begun. Then the photo must not be hidden, and as no marker is named any is taken for
   * ours.
   */
  public DecisionRecord deleted(DeletionTrace done) {
    boolean isCalledFor =
        switch (done.cause()) {
          case RULE -> outcome == Outcome.DELETE;
          case PERSON -> deletion.filter(begun -> begun.cause() == Cause.PERSON).isPresent();
        };
    boolean isReturned =
        restored.isPresent()
            && deletion.filter(begun -> begun.at().isAfter(restored.get().at())).isEmpty();
    return isCalledFor && !isReturned ? with(done) : this;
  }

  /** Whether a delete marker of Boardsift's may be on the photo, or may be set at this moment. */
  public boolean mayBeHidden() {
    return outcome == Outcome.DELETE || deletion.isPresent();
  }

  /** Whether a delete marker directly on the photo is Boardsift's own. */
  public boolean isOwn(String marker) {
    return outcome == Outcome.DELETE
        || deletion.filter(trace -> !trace.isDone() || trace.marker().equals(marker)).isPresent();
  }

  /** The same record once people are asked again because nobody answered; its age starts over. */
  public DecisionRecord askedAgain(Instant now) {
    return changed(json -> ASKED_AT.write(json, now));
  }

  /**
   * The same finding, left to people because its deletion is not allowed or could not be done; the
   * same record if it asks people already.
   */
  public DecisionRecord leftToPeople(DecidedBy who, String why, Instant now) {
    if (asksPeople()) {
      return this;
    }
    return changed(
        json -> {
          OUTCOME.write(json, Outcome.REVIEW);
          BY.write(json, who);
          REASON.write(json, why + "; would have been deleted: " + reason);
          ASKED_AT.write(json, now);
          forgetMarker(json);
        });
  }

  /** The same record with what is known of the photo's deletion. */
  public DecisionRecord with(DeletionTrace trace) {
    return changed(json -> DELETION.write(json, Optional.of(trace)));
  }

  /** The same finding once the photo is brought back, so that people look at it. */
  public DecisionRecord restored(String why, Instant now) {
    return changed(
        json -> {
          boolean isCutOff = restored.isPresent() && deletion.filter(d -> d.isDone()).isEmpty();
          OUTCOME.write(json, Outcome.REVIEW);
          BY.write(json, DecidedBy.PERSON);
          REASON.write(json, isCutOff ? reason : "restored; was deleted: " + reason);
          ASKED_AT.write(json, now);
          RESTORED.write(json, Optional.of(new Restored(now, why)));
          forgetMarker(json);
        });
  }

  /**
   * The same record once its delete marker is removed again.
   *
   * @param on the answer that called for it, if one did; it counts
   */
  public DecisionRecord broughtBack(Optional<Verdict> on) {
    return changed(
        json -> {
          on.ifPresent(
              verdict -> {
                String why = "a person answered \"" + verdict.answer().label() + "\"";
                RESTORED.write(json, Optional.of(new Restored(verdict.at(), why)));
              });
          forgetMarker(json);
        });
  }

  /**
   * From now on no marker has to be there; but another instance may be deleting at this moment, and
   * its marker would be ours.
   */
  private void forgetMarker(ObjectNode json) {
    DeletionTrace begun =
        DeletionTrace.begun(deletion.map(DeletionTrace::cause).orElse(Cause.RULE), Instant.EPOCH);
    DELETION.write(json, Optional.of(begun));
  }

  private DecisionRecord changed(Consumer<ObjectNode> change) {
    try {
      ObjectNode changed = (ObjectNode) Json.readObject(json, WHAT);
      changed.put("version", VERSION);
      change.accept(changed);
      return ofOwn(changed);
    } catch (MalformedException e) {
      throw new IllegalStateException("a record that could be read", e);
    }
  }

  private static DecisionRecord ofOwn(ObjectNode json) {
    try {
      return of(json, json.toString());
    } catch (MalformedException e) {
      throw new IllegalStateException("a record just written", e);
    }
  }
}

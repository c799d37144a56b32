package io.boardsift.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.MalformedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The last answer that a reviewer gave on a photo in the console.
 *
 * @param id made by the reviewer's page; an answer that is sent again has the same
 * @param by who gave it; empty where nobody signs in
 * @param at when it was taken, to the microsecond
 * @param disagree who said different things, if the photo is waiting for one more person; else
 *     nobody
 * @param defect what is broken, if the board is
 */
record GivenAnswer(
    String id, Answer answer, String by, Instant at, List<String> disagree, Defect defect) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  GivenAnswer {
    Objects.requireNonNull(id);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(by);
    Objects.requireNonNull(defect);
    at = at.truncatedTo(ChronoUnit.MICROS);
    disagree = List.copyOf(disagree);
  }

  ObjectNode toJson() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", id).put("answer", answer.label()).put("by", by).put("at", at.toString());
    disagree.forEach(json.putArray("disagree")::add);
    json.set("defect", defect.toJson());
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if it is anything else
   */
  static GivenAnswer fromJson(byte[] bytes) throws IOException {
    JsonNode json = MAPPER.readTree(bytes);
    List<String> disagree = new ArrayList<>();
    json.path("disagree").forEach(name -> disagree.add(name.asText()));
    try {
      return new GivenAnswer(
          json.required("id").asText(),
          Answer.of(json.required("answer").asText())
              .orElseThrow(() -> new IOException("\"answer\" is not one of the four")),
          json.path("by").asText(""),
          Instant.parse(json.required("at").asText()),
          disagree,
          Defect.of(json.path("defect")));
    } catch (MalformedException | IllegalArgumentException | DateTimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether one more person has to look, since two did not agree. */
  boolean isDisputed() {
    return !disagree.isEmpty();
  }

  /** Whether this reviewer is one of those who do not agree, and cannot settle it. */
  boolean isDisputedBy(String reviewer) {
    return !reviewer.isEmpty() && disagree.contains(reviewer);
  }

  boolean saysTheSameAs(GivenAnswer other) {
    return answer == other.answer
        && defect.equals(other.defect)
        && isDisputed() == other.isDisputed();
  }

  /** The same answer, given later than another one: clocks of two machines differ. */
  GivenAnswer after(GivenAnswer before) {
    return at.isAfter(before.at)
        ? this
        : new GivenAnswer(id, answer, by, before.at.plus(1, ChronoUnit.MICROS), disagree, defect);
  }
}

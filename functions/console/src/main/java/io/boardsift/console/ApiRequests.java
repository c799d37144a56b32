package io.boardsift.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the page sends. */
final class ApiRequests {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** As many as SQS gives out at once. */
  private static final int MOST = 10;

  private static final int MOST_LEASES = 40;
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{16,64}");

  private ApiRequests() {}

  /**
   * A reviewer's answer.
   *
   * @param id made by the page, the same if it is sent again
   * @param replaces the id of the answer that it changes; empty if it is a first one
   * @param lease of the task it answers; empty where an earlier answer is changed
   * @param day the reviewer's, for counting; empty if it cannot be today
   * @param defect what is broken, if the board is
   */
  record AnswerRequest(
      String id,
      Optional<String> replaces,
      Photo photo,
      Answer answer,
      Optional<String> lease,
      Optional<LocalDate> day,
      Defect defect) {}

  static int count(String body) {
    int count = read(body).path("count").asInt(-1);
    if (count < 1 || count > MOST) {
      throw new RefusedException(400, "\"count\" has to be 1 to " + MOST);
    }
    return count;
  }

  static AnswerRequest answer(String body, Instant now) {
    JsonNode json = read(body);
    Answer answer =
        Answer.of(json.path("answer").asText(""))
            .orElseThrow(() -> new RefusedException(400, "\"answer\" is not one of the four"));
    String id = json.path("id").asText("");
    if (!ID.matcher(id).matches()) {
      throw new RefusedException(400, "\"id\" has to be 16 to 64 letters and digits");
    }
    return new AnswerRequest(
        id,
        Optional.ofNullable(json.path("replaces").textValue()),
        photo(json),
        answer,
        Optional.ofNullable(json.path("lease").textValue()),
        day(json, now),
        defect(json, answer));
  }

  private static Defect defect(JsonNode json, Answer answer) {
    try {
      Defect defect = Defect.of(json.path("defect"));
      if (answer != Answer.BROKEN_BOARD && !defect.isNone()) {
        throw new RefusedException(400, "\"defect\" is for a broken board only");
      }
      return defect;
    } catch (MalformedException e) {
      throw new RefusedException(400, "\"defect\": " + e.getMessage());
    }
  }

  static Photo photo(String body) {
    return photo(read(body));
  }

  private static Photo photo(JsonNode json) {
    try {
      return ReviewTask.fromJson(json.path("photo").toString()).photo();
    } catch (MalformedException e) {
      throw new RefusedException(400, "\"photo\": " + e.getMessage());
    }
  }

  static LocalDate day(String body, Instant now) {
    return day(read(body), now)
        .orElseThrow(() -> new RefusedException(400, "\"day\" has to be today's date"));
  }

  /**
   * The day where the reviewer is; nowhere is it further from here than a day. An answer may be
   * older, as pages keep answers until they can be sent.
   */
  private static Optional<LocalDate> day(JsonNode json, Instant now) {
    LocalDate here = LocalDate.ofInstant(now, ZoneOffset.UTC);
    try {
      return Optional.of(LocalDate.parse(json.path("day").asText("")))
          .filter(day -> !day.isBefore(here.minusDays(1)) && !day.isAfter(here.plusDays(1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static List<String> leases(String body) {
    List<String> leases = new ArrayList<>();
    for (JsonNode lease : read(body).path("leases")) {
      leases.add(lease.asText());
    }
    if (leases.size() > MOST_LEASES) {
      throw new RefusedException(400, "\"leases\" are " + MOST_LEASES + " at most");
    }
    return leases;
  }

  private static JsonNode read(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new RefusedException(400, "the body is not JSON");
    }
  }
}

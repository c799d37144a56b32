package io.boardsift.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the page sends. */
final class ApiRequests {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** As many as SQS gives out at once. */
  private static final int MOST = 10;

  private ApiRequests() {}

  /**
   * A reviewer's answer.
   *
   * @param lease of the task it answers; empty where an earlier answer is changed
   */
  record GivenAnswer(Photo photo, Answer answer, Optional<String> lease) {}

  static int count(String body) {
    int count = read(body).path("count").asInt(-1);
    if (count < 1 || count > MOST) {
      throw new RefusedException(400, "\"count\" has to be 1 to " + MOST);
    }
    return count;
  }

  static GivenAnswer answer(String body) {
    JsonNode json = read(body);
    try {
      Photo photo = ReviewTask.fromJson(json.path("photo").toString()).photo();
      Answer answer =
          Answer.of(json.path("answer").asText(""))
              .orElseThrow(() -> new RefusedException(400, "\"answer\" is not one of the four"));
      return new GivenAnswer(photo, answer, Optional.ofNullable(json.path("lease").textValue()));
    } catch (MalformedException e) {
      throw new RefusedException(400, "\"photo\": " + e.getMessage());
    }
  }

  static List<String> leases(String body) {
    List<String> leases = new ArrayList<>();
    for (JsonNode lease : read(body).path("leases")) {
      leases.add(lease.asText());
    }
    if (leases.size() > MOST) {
      throw new RefusedException(400, "\"leases\" are " + MOST + " at most");
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

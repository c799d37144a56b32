package io.boardsift.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the owner's page sends. */
final class OwnerRequests {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");

  /** Each takes some ten requests of the server's own; the page sends more one after the other. */
  private static final int MOST_PHOTOS = 10;

  private OwnerRequests() {}

  /**
   * Which deleted photos are asked for.
   *
   * @param day in UTC; empty for the latest
   * @param by on whose word; empty for those of all rules
   * @param camera empty for all
   * @param after where the part before ended; empty for the first one
   */
  record Part(
      Optional<LocalDate> day, Optional<String> by, Optional<String> camera, String after) {}

  static JsonNode read(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Refused below.
    }
    throw new RefusedException(400, "the body is not a JSON object");
  }

  static Part part(JsonNode json) {
    return new Part(
        day(json), text(json, "by"), text(json, "camera"), text(json, "after").orElse(""));
  }

  private static Optional<LocalDate> day(JsonNode json) {
    try {
      return text(json, "day").map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw new RefusedException(400, "\"day\" has to be a date such as 2026-11-26");
    }
  }

  private static Optional<String> text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw new RefusedException(400, "\"" + name + "\" has to be text");
    }
    return Optional.ofNullable(value.textValue());
  }

  static String photo(JsonNode json) {
    return fingerprint(json.path("photo"));
  }

  static List<String> photos(JsonNode json) {
    List<String> photos = new ArrayList<>();
    json.path("photos").forEach(photo -> photos.add(fingerprint(photo)));
    if (photos.isEmpty() || photos.size() > MOST_PHOTOS) {
      throw new RefusedException(400, "\"photos\" have to be 1 to " + MOST_PHOTOS);
    }
    return photos;
  }

  private static String fingerprint(JsonNode json) {
    String text = json.asText("");
    if (!FINGERPRINT.matcher(text).matches()) {
      throw new RefusedException(400, "a photo is named by its 32 hex digits");
    }
    return text;
  }

  static List<String> prefixes(JsonNode json) {
    List<String> prefixes = new ArrayList<>();
    json.path("prefixes").forEach(prefix -> prefixes.add(prefix.asText()));
    return prefixes;
  }

  static boolean isAll(JsonNode json) {
    return json.path("all").asBoolean(false);
  }
}

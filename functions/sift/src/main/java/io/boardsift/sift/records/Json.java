package io.boardsift.sift.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.Photo;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads and writes the JSON of messages and records, under limits fit for untrusted text. */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode readObject(String text, String what) throws MalformedException {
    JsonNode json = read(text, what);
    if (!json.isObject()) {
      throw new MalformedException("not " + what + ": no JSON object");
    }
    return json;
  }

  static JsonNode read(String text, String what) throws MalformedException {
    try {
      return MAPPER.readTree(text == null ? "" : text);
    } catch (JsonProcessingException e) {
      throw new MalformedException("not " + what + ": no JSON (" + e.getOriginalMessage() + ")");
    }
  }

  /** The photo's parts, each under its own name. */
  static ObjectNode of(Photo photo) {
    return object()
        .put("id", photo.id())
        .put("bucket", photo.bucket())
        .put("key", photo.key())
        .put("versionId", photo.versionId())
        .put("eTag", photo.eTag())
        .put("size", photo.size());
  }

  /** Reads the parts; none is taken for another type. */
  static Photo photo(JsonNode json) throws MalformedException {
    try {
      return new Photo(
          text(json, "bucket"),
          text(json, "key"),
          optionalText(json, "versionId"),
          optionalText(json, "eTag"),
          size(json));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  static Instant instant(JsonNode json, String name) throws MalformedException {
    String text = text(json, name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new MalformedException("\"" + name + "\" is not a time: \"" + text + "\"");
    }
  }

  static <E extends Enum<E>> E choice(Class<E> type, String word) throws MalformedException {
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("unknown word \"" + word + "\"");
    }
  }

  /** A whole number of bytes; -1 where there is none. */
  private static long size(JsonNode json) throws MalformedException {
    JsonNode size = json.path("size");
    if (size.isMissingNode() || size.isNull()) {
      return -1;
    }
    // 7.0 is whole, too: some programs write all numbers like that.
    if (!size.isNumber() || !size.canConvertToExactIntegral() || !size.canConvertToLong()) {
      throw new MalformedException("\"size\" is not a whole number");
    }
    return size.longValue();
  }

  static double number(JsonNode json, String name) throws MalformedException {
    JsonNode value = json.get(name);
    if (value == null || !value.isNumber()) {
      throw new MalformedException("\"" + name + "\" is missing or not a number");
    }
    return value.doubleValue();
  }

  /** A text, or the empty string where there is none. */
  static String optionalText(JsonNode json, String name) throws MalformedException {
    return json.hasNonNull(name) ? text(json, name) : "";
  }

  static String text(JsonNode json, String name) throws MalformedException {
    JsonNode value = json.get(name);
    if (value == null || !value.isTextual()) {
      throw new MalformedException("\"" + name + "\" is missing or not text");
    }
    return value.textValue();
  }
}

package io.boardsift.aws.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.boardsift.sift.records.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the JSON of events and messages. Nothing of it is passed over without a word. */
public final class EventJson {
  /** Of two fields with one name the first would be lost, and so would what follows the JSON. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private EventJson() {}

  /**
   * Reads an event.
   *
   * @throws IOException if it cannot be read, or is not JSON
   */
  public static JsonNode read(InputStream event) throws IOException {
    return MAPPER.readTree(event);
  }

  /**
   * Reads a message.
   *
   * @throws MalformedException if it is not JSON
   */
  public static JsonNode read(String message) throws MalformedException {
    try {
      return MAPPER.readTree(message);
    } catch (JsonProcessingException e) {
      throw new MalformedException("no JSON (" + e.getOriginalMessage() + ")");
    }
  }

  /** The same of a message inside another: events come in the texts of others. */
  static JsonNode inside(String what, String text) throws MalformedException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MalformedException("the text of " + what + " is not JSON");
    }
  }
}

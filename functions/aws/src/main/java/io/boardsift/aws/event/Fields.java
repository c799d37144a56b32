package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.boardsift.sift.records.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, whose names are matched in any case: senders that are not S3 write
 * {@code records} and {@code eventname}.
 */
record Fields(JsonNode json) {
  /** Whether there is such a field with a value. */
  boolean has(String name) {
    return values(name).stream().anyMatch(value -> !value.isNull());
  }

  /** Whether there is such a field whose value is a text that is like this. */
  boolean hasText(String name, Predicate<String> like) {
    return values(name).stream()
        .anyMatch(value -> value.isTextual() && like.test(value.textValue()));
  }

  /**
   * The field's value; a missing node where there is none or it is null.
   *
   * @throws MalformedException if there are two that differ in case only
   */
  JsonNode get(String name) throws MalformedException {
    List<JsonNode> values = values(name);
    if (values.size() > 1) {
      throw new MalformedException("two fields called \"" + name + "\"");
    }
    return values.isEmpty() || values.getFirst().isNull()
        ? MissingNode.getInstance()
        : values.getFirst();
  }

  /** The fields of the object in this field; none if it is not an object. */
  Fields in(String name) throws MalformedException {
    return new Fields(get(name));
  }

  /**
   * A text.
   *
   * @return the empty string where there is no such field
   * @throws MalformedException if it is something else
   */
  String text(String name) throws MalformedException {
    JsonNode value = get(name);
    if (!value.isTextual() && !value.isMissingNode()) {
      throw new MalformedException("\"" + name + "\" is not text");
    }
    return value.asText("");
  }

  /**
   * A size in bytes.
   *
   * @return -1 where there is no such field
   * @throws MalformedException if it is not a whole number, or below 0
   */
  long size(String name) throws MalformedException {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return -1;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new MalformedException("\"" + name + "\" is not a number of bytes");
    }
    return value.longValue();
  }

  private List<JsonNode> values(String name) {
    return json.properties().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }
}

package io.boardsift.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request's body: a JSON object. No value is taken for one of another type: {@code "all": 1}
 * lifts nothing. A field that is null counts as left out; fields that nobody asks for are passed
 * over.
 *
 * <p>All methods throw {@link RefusedException} (400) that names the field.
 */
final class JsonBody {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** {@link LocalDate#parse(CharSequence)} also takes years of more digits. */
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final JsonNode json;

  private JsonBody(JsonNode json) {
    this.json = json;
  }

  static JsonBody of(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      if (json.isObject() && isUnicode(json.toString())) {
        return new JsonBody(json);
      }
    } catch (JsonProcessingException e) {
      // Refused below.
    }
    throw new RefusedException(400, "the body is not a JSON object");
  }

  /** JSON may hold a half of a surrogate pair, which no queue and no bucket takes. */
  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  boolean has(String name) {
    return json.hasNonNull(name);
  }

  /** The field as it came; a missing node where it is left out. */
  JsonNode field(String name) {
    return json.path(name);
  }

  Optional<String> text(String name) {
    return has(name) ? Optional.of(text(name, json.get(name))) : Optional.empty();
  }

  private static String text(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw new RefusedException(400, "\"" + name + "\" has to be text");
    }
    return value.textValue();
  }

  /** Texts in a list, which has to be there. */
  List<String> texts(String name) {
    JsonNode list = json.path(name);
    if (!list.isArray()) {
      throw new RefusedException(400, "\"" + name + "\" has to be a list");
    }
    List<String> texts = new ArrayList<>();
    list.forEach(value -> texts.add(text(name, value)));
    return texts;
  }

  /** A whole number, which has to be there. */
  int number(String name, int least, int most) {
    JsonNode value = json.path(name);
    boolean isWhole =
        value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt();
    if (!isWhole || value.intValue() < least || value.intValue() > most) {
      throw new RefusedException(400, "\"" + name + "\" has to be " + least + " to " + most);
    }
    return value.intValue();
  }

  /** Whether something is said to be so; false where it is left out. */
  boolean isTrue(String name) {
    if (has(name) && !json.get(name).isBoolean()) {
      throw new RefusedException(400, "\"" + name + "\" has to be true or false");
    }
    return json.path(name).booleanValue();
  }

  Optional<LocalDate> date(String name) {
    return text(name).map(text -> date(name, text));
  }

  private static LocalDate date(String name, String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw new RefusedException(400, "\"" + name + "\" has to be a date such as 2026-11-26");
  }
}

package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says of foreign JSON what was seen, in a few words that are safe in a log. */
final class SafeDescription {
  private static final int MOST_FIELDS = 8;
  private static final int LONGEST = 60;

  private SafeDescription() {}

  static String of(JsonNode json) {
    if (!json.isObject()) {
      return json.isMissingNode()
          ? "nothing at all"
          : "no object but " + json.getNodeType().name().toLowerCase(Locale.ROOT);
    }
    List<String> names =
        StreamSupport.stream(((Iterable<String>) json::fieldNames).spliterator(), false)
            .limit(MOST_FIELDS)
            .map(SafeDescription::quoted)
            .toList();
    return names.isEmpty()
        ? "an object without fields"
        : "an object with the fields " + names.stream().collect(Collectors.joining(", "));
  }

  /** A foreign text in quotes, without control characters, cut where it is long. */
  static String quoted(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return "'" + (plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…") + "'";
  }
}

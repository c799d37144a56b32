package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The answer in a line of an augmented manifest. It is there twice, as the label's index and as its
 * name. Either will do, but where they differ nobody knows what the person said.
 */
final class VerdictAnswer {
  private VerdictAnswer() {}

  /** The answer under this label, whose metadata names its class. */
  static Answer of(JsonNode line, String label, JsonNode metadata) throws MalformedException {
    Optional<Answer> named = named(metadata);
    if (named.isEmpty()) {
      String failure = Json.optionalText(metadata, "failure-reason");
      if (!failure.isEmpty()) {
        throw new MalformedException("the labeling job could not show the photo: " + failure);
      }
    }
    Optional<Answer> indexed = indexed(line, label);
    if (named.isPresent() && indexed.isPresent() && !named.equals(indexed)) {
      throw new MalformedException(
          "says \"" + named.get().label() + "\" and " + indexed.get().index());
    }
    return named
        .or(() -> indexed)
        .orElseThrow(() -> new MalformedException("\"" + label + "\" is missing"));
  }

  private static Optional<Answer> named(JsonNode metadata) throws MalformedException {
    String name = Json.optionalText(metadata, "class-name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.of(name)
            .orElseThrow(() -> new MalformedException("unknown answer \"" + name + "\"")));
  }

  /** The index comes as a whole number or as its text. */
  private static Optional<Answer> indexed(JsonNode line, String label) throws MalformedException {
    if (!line.hasNonNull(label)) {
      return Optional.empty();
    }
    JsonNode index = line.get(label);
    String text = index.isIntegralNumber() || index.isTextual() ? index.asText() : "";
    if (!text.matches("[0-3]")) {
      throw new MalformedException("\"" + label + "\" is not one of 0..3");
    }
    return Answer.of(Integer.parseInt(text));
  }
}

package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field of a stored record: its name, how it is read and how it is written.
 *
 * @param reader given the whole record and the field's name
 * @param writer gives the field's value
 */
record Field<T>(String name, Reader<T> reader, Function<T, JsonNode> writer) {
  /** Reads a field that may be missing. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonNode record, String name) throws MalformedException;
  }

  /** Reads a part that is there. */
  @FunctionalInterface
  interface PartReader<P> {
    P read(JsonNode part) throws MalformedException;
  }

  /** A text that must be there. */
  static Field<String> text(String name) {
    return new Field<>(name, Json::text, TextNode::valueOf);
  }

  /** A text or null. */
  static Field<Optional<String>> optionalText(String name) {
    return new Field<>(
        name,
        (json, field) -> Optional.ofNullable(json.path(field).textValue()),
        text -> text.<JsonNode>map(TextNode::valueOf).orElse(NullNode.instance));
  }

  /** A time that must be there. */
  static Field<Instant> instant(String name) {
    return new Field<>(name, Json::instant, at -> TextNode.valueOf(at.toString()));
  }

  /** A number, 0 where there is none. */
  static Field<Double> number(String name) {
    return new Field<>(name, (json, field) -> json.path(field).asDouble(), DoubleNode::valueOf);
  }

  /** Yes or no, which is also where there is none. */
  static Field<Boolean> flag(String name) {
    return new Field<>(name, (json, field) -> json.path(field).asBoolean(), BooleanNode::valueOf);
  }

  /** A part of several fields of its own, which may be missing. */
  static <P> Field<Optional<P>> part(
      String name, PartReader<P> reader, Function<P, JsonNode> writer) {
    return new Field<>(
        name,
        (json, field) ->
            json.hasNonNull(field) ? Optional.of(reader.read(json.path(field))) : Optional.empty(),
        part -> part.map(writer).orElse(MissingNode.getInstance()));
  }

  /** The same, where what cannot be read is not worth losing the rest of the record for. */
  Field<T> orElse(T other) {
    return new Field<>(
        name,
        (json, field) -> {
          try {
            return reader.read(json, field);
          } catch (MalformedException e) {
            return other;
          }
        },
        writer);
  }

  T read(JsonNode record) throws MalformedException {
    return reader.read(record, name);
  }

  /** Writes the field, unless it is a part that is missing. */
  void write(ObjectNode record, T value) {
    JsonNode json = writer.apply(value);
    if (!json.isMissingNode()) {
      record.set(name, json);
    }
  }
}

package io.boardsift.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What functions write to standard output while a piece of code runs. */
record FunctionOutput(String text) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static FunctionOutput of(Runnable code) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      code.run();
    } finally {
      System.out.flush();
      System.setOut(before);
    }
    return new FunctionOutput(bytes.toString(StandardCharsets.UTF_8));
  }

  /** Every line; each has to be a JSON object. */
  List<JsonNode> lines() {
    return text.lines().filter(line -> !line.isBlank()).map(FunctionOutput::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      JsonNode json = MAPPER.readTree(line);
      if (!json.isObject()) {
        throw new AssertionError("no JSON object: " + line);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  /** Lines in CloudWatch's embedded metric format. */
  List<JsonNode> metrics() {
    return lines().stream().filter(line -> line.has("_aws")).toList();
  }

  /** The other lines. */
  List<JsonNode> log() {
    return lines().stream().filter(line -> !line.has("_aws")).toList();
  }

  /** The sum of a counter without dimensions of its own. */
  double sum(String metric) {
    return metrics().stream().mapToDouble(line -> line.path(metric).asDouble(0)).sum();
  }
}

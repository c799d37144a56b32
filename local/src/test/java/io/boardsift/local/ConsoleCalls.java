package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.emulator.aws.LocalFunction;
import java.io.IOException;

/** Requests to the console's function, as API Gateway hands them on. */
final class ConsoleCalls {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ConsoleCalls() {}

  /** Posts JSON, and returns the answer's; fails unless it is a 200. */
  static JsonNode post(LocalFunction console, String path, String body) throws IOException {
    ObjectNode event = MAPPER.createObjectNode();
    event.put("version", "2.0").put("rawPath", path).put("body", body);
    event.putObject("headers").put("content-type", "application/json");
    event.putObject("requestContext").putObject("http").put("method", "POST").put("path", path);
    JsonNode response = MAPPER.readTree(console.invoke(event.toString()));
    assertThat(response.path("statusCode").asInt()).as(response.toString()).isEqualTo(200);
    return MAPPER.readTree(response.path("body").asText());
  }
}

package io.boardsift.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.fixtures.TestAws;
import java.time.Duration;
import java.util.Map;

/** The console's function, called as API Gateway calls it. */
record ConsoleFunction(LocalFunction function) {
  static final String JSON = "application/json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** With more settings than those of the test's queues and buckets: names and values by turns. */
  static ConsoleFunction of(TestAws aws, String... settings) {
    return new ConsoleFunction(
        LocalFunction.of(
            "console",
            new ConsoleHandler(
                aws.settings(settings),
                aws.s3(),
                TestAws.ACCOUNT.presigner(aws.s3Endpoint()),
                aws.sqs()),
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            Duration.ofSeconds(10)));
  }

  /**
   * Sends a request.
   *
   * @param claims of the token, as the authorizer writes them; empty for nobody's
   */
  JsonNode call(String method, String path, String type, String body, Map<String, String> claims) {
    ObjectNode event = event(method, path, "content-type", type).put("body", body);
    if (!claims.isEmpty()) {
      ObjectNode context = event.withObject("/requestContext");
      claims.forEach(context.putObject("authorizer").putObject("jwt").putObject("claims")::put);
    }
    return read(function.invoke(event.toString()));
  }

  /** Asks for a part of the page, as a browser that takes these encodings. */
  JsonNode get(String path, String encodings) {
    return read(function.invoke(event("GET", path, "accept-encoding", encodings).toString()));
  }

  private static ObjectNode event(String method, String path, String header, String value) {
    ObjectNode event = MAPPER.createObjectNode().put("version", "2.0").put("rawPath", path);
    event.putObject("headers").put(header, value);
    event.putObject("requestContext").putObject("http").put("method", method).put("path", path);
    return event;
  }

  static int status(JsonNode response) {
    return response.path("statusCode").asInt();
  }

  /** What is answered to a request that is carried out. */
  static JsonNode body(JsonNode response) {
    assertThat(status(response)).as(response.toString()).isEqualTo(200);
    return read(response.path("body").asText());
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

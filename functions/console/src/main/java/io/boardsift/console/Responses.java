package io.boardsift.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Answers as API Gateway takes them. */
final class Responses {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String ON_LOOPBACK = " http://127.0.0.1:* http://localhost:*";

  private Responses() {}

  static APIGatewayV2HTTPResponse json(Object content) {
    return of(200, "application/json", "no-store", text(content), "", "");
  }

  static APIGatewayV2HTTPResponse error(int status, String message) {
    return of(status, "application/json", "no-store", text(Map.of("error", message)), "", "");
  }

  /** Somebody else was first; this is what they said. */
  static APIGatewayV2HTTPResponse conflict(String message, GivenAnswer given) {
    return of(
        409,
        "application/json",
        "no-store",
        text(Map.of("error", message, "given", given)),
        "",
        "");
  }

  /** A part of the page, which may talk to one origin more, and show photos of another. */
  static APIGatewayV2HTTPResponse asset(String type, String content, String talksTo, String shows) {
    return of(200, type, "no-cache", content, talksTo, shows);
  }

  private static APIGatewayV2HTTPResponse of(
      int status, String type, String caching, String body, String talksTo, String shows) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(
            Map.of(
                "Content-Type",
                type,
                "Cache-Control",
                caching,
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                // Photos come from S3, whose host is another; nothing else comes from elsewhere.
                // Why one does not come is asked with a request of its own.
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data: https:"
                    + ON_LOOPBACK
                    + shows
                    + "; connect-src 'self' https://*.amazonaws.com https://*.amazonaws.com.cn"
                    + ON_LOOPBACK
                    + shows
                    + talksTo
                    + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"))
        .withBody(body)
        .build();
  }

  private static String text(Object content) {
    try {
      return MAPPER.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.boardsift.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Answers as API Gateway takes them. */
final class Responses {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Responses() {}

  static APIGatewayV2HTTPResponse json(Object content) {
    return of(200, "application/json", "no-store", text(content), Origins.NONE);
  }

  static APIGatewayV2HTTPResponse error(int status, String message) {
    return of(status, "application/json", "no-store", text(Map.of("error", message)), Origins.NONE);
  }

  /**
   * The path is known, but not with this method.
   *
   * @param methods those that are, separated by commas
   */
  static APIGatewayV2HTTPResponse notAllowed(String methods) {
    return with("Allow", methods, error(405, "only " + methods + " is known here"));
  }

  /** Somebody else was first; this is what they said. */
  static APIGatewayV2HTTPResponse conflict(String message, GivenAnswer given) {
    return of(
        409,
        "application/json",
        "no-store",
        text(Map.of("error", message, "given", given.toJson())),
        Origins.NONE);
  }

  /**
   * A part of the page.
   *
   * @param others what the page may talk to and show besides its own origin
   */
  static APIGatewayV2HTTPResponse asset(String type, String content, Origins others) {
    return with("Vary", "Accept-Encoding", of(200, type, "no-cache", content, others));
  }

  /** The same response with its body compressed. */
  static APIGatewayV2HTTPResponse gzipped(APIGatewayV2HTTPResponse response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(response.getBody().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response.setBody(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    response.setIsBase64Encoded(true);
    return with("Content-Encoding", "gzip", response);
  }

  private static APIGatewayV2HTTPResponse with(
      String header, String value, APIGatewayV2HTTPResponse response) {
    Map<String, String> headers = new HashMap<>(response.getHeaders());
    headers.put(header, value);
    response.setHeaders(headers);
    return response;
  }

  /**
   * Origins as a Content-Security-Policy lists them, separated by spaces.
   *
   * @param photos photos and previews come from these; that they can be reached is asked, too
   * @param signIn where reviewers sign in
   */
  record Origins(String photos, String signIn) {
    static final Origins NONE = new Origins("", "");
  }

  private static APIGatewayV2HTTPResponse of(
      int status, String type, String caching, String body, Origins others) {
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
                // Browsers ignore it where the page comes by plain HTTP, as on one machine.
                "Strict-Transport-Security",
                "max-age=31536000",
                // Photos come from S3, whose host is another; nothing else comes from elsewhere.
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data: "
                    + others.photos()
                    + "; connect-src 'self' "
                    + others.photos()
                    + " "
                    + others.signIn()
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

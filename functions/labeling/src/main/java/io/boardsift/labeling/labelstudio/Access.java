package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What is shown to Label Studio to be let in: a legacy token, as it is, or an access token that a
 * personal access token is exchanged for, every few minutes. Safe for use by several threads.
 *
 * @see <a href="https://labelstud.io/guide/access_tokens">Access tokens</a>
 */
final class Access {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A personal access token is a JSON Web Token, a legacy one is hexadecimal. */
  private static final Pattern PERSONAL = Pattern.compile("[^.\\s]+\\.[^.\\s]+\\.[^.\\s]+");

  /** An access token holds for five minutes. */
  private static final Duration HOLDS = Duration.ofMinutes(4);

  private final Web web;
  private final URI url;
  private final Supplier<String> token;
  private final InstantSource clock;
  private Optional<String> header = Optional.empty();
  private Instant until = Instant.MIN;

  Access(Web web, URI url, Supplier<String> token, InstantSource clock) {
    this.web = web;
    this.url = url;
    this.token = token;
    this.clock = clock;
  }

  /**
   * The header Authorization.
   *
   * @throws WebException if no access is given
   */
  synchronized String header() {
    Instant now = clock.instant();
    if (header.isEmpty() || !now.isBefore(until)) {
      String known = token.get();
      boolean isPersonal = PERSONAL.matcher(known).matches();
      header = Optional.of(isPersonal ? "Bearer " + exchange(known) : "Token " + known);
      until = now.plus(HOLDS);
    }
    return header.get();
  }

  /** Does not believe the header any more that was refused. */
  synchronized void forget(String refused) {
    header = header.filter(known -> !known.equals(refused));
  }

  private String exchange(String personal) {
    String body = MAPPER.createObjectNode().put("refresh", personal).toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/token/refresh/"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      String access = MAPPER.readTree(web.send(request).body()).path("access").asText("");
      if (!access.isEmpty()) {
        return access;
      }
    } catch (JsonProcessingException e) {
      // Its message would quote what was read. Refused below.
    }
    throw new WebException("Label Studio gave no access token for the personal one", true);
  }
}

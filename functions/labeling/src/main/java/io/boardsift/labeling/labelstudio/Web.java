package io.boardsift.labeling.labelstudio;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to one server, each with an end in time and in size. */
final class Web {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** For all of a request, to its answer's last byte. */
  private static final Duration WHOLE = Duration.ofSeconds(20);

  /** A page of a hundred tasks has some hundred kilobytes. */
  private static final long MOST_BYTES = 32L << 20;

  private static final int QUOTED = 300;

  private final String server;
  private final HttpClient client;

  Web(String server) {
    this.server = server;
    // Whoever is sent elsewhere would take the token along.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * Sends a request.
   *
   * @return a response of status 2xx
   * @throws WebException otherwise
   */
  HttpResponse<String> send(HttpRequest request) {
    return checked(answer(request));
  }

  /**
   * A response, if its status is 2xx.
   *
   * @throws WebException otherwise
   */
  HttpResponse<String> checked(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new WebException(
          "%s with %d: %s"
              .formatted(what(response.request()), response.statusCode(), quoted(response.body())),
          isRefusal(response.statusCode()));
    }
    return response;
  }

  /**
   * Sends a request.
   *
   * @return the response, whatever its status
   * @throws WebException if there is none
   */
  HttpResponse<String> answer(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    try {
      return sent.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new WebException(what(request) + " with nothing in " + WHOLE, false, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WebException("interrupted while " + server + " was asked", false, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      boolean isNotThere =
          cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
      if (cause instanceof IOException) {
        throw new WebException(
            "%s at %s cannot be asked: %s".formatted(server, request.uri().getAuthority(), cause),
            isNotThere,
            cause);
      }
      throw new WebException(what(request) + " with what cannot be read: " + cause, false, cause);
    }
  }

  /** Others may come from something between us, which has passed the request on. */
  private static boolean isRefusal(int status) {
    return status / 100 == 3 || (status / 100 == 4 && status != 408);
  }

  private String what(HttpRequest request) {
    return "%s answered %s %s".formatted(server, request.method(), request.uri().getPath());
  }

  private static String quoted(String body) {
    return body.length() <= QUOTED ? body : body.substring(0, QUOTED) + "…";
  }
}

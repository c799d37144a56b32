package io.boardsift.soak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One client's connection to a service, through a proxy that does harm. */
final class ProxiedConnection {
  /** Longer than the clients of a soak wait for one attempt. */
  private static final int SILENCE_MILLIS = 3_000;

  private static final int PIECES = 4;
  private static final int PIECE_MILLIS = 30;

  private final Socket client;
  private final ServiceConnection service;
  private final FaultProxy.Faults faults;

  ProxiedConnection(Socket client, URI service, FaultProxy.Faults faults) {
    this.client = client;
    this.service = new ServiceConnection(service);
    this.faults = faults;
  }

  /** Serves requests until one side ends the connection or a fault does. */
  void serve() {
    try (client;
        service) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      boolean goesOn = true;
      while (goesOn) {
        Optional<HttpMessage> request = HttpMessage.readRequest(in, out);
        goesOn = request.isPresent() && serve(request.get(), out);
      }
    } catch (IOException e) {
      // One of the two went away; the other one sees that by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Serves one request, and tells whether the connection can take another one. */
  private boolean serve(HttpMessage request, OutputStream out)
      throws IOException, InterruptedException {
    Fault fault = faults.next(request.firstLine());
    Optional<HttpMessage> response =
        fault.isCarriedOut() ? Optional.of(service.exchange(request)) : Optional.empty();
    return switch (fault) {
      case NONE -> answer(response.orElseThrow(), out);
      case SLOW_BODY -> answerSlowly(response.orElseThrow(), out);
      case UNAVAILABLE -> answer(error(request, 503, "ServiceUnavailable"), out);
      case THROTTLED -> answer(error(request, 503, "SlowDown"), out);
      case ERROR_BEFORE, ERROR_AFTER -> answer(error(request, 500, "InternalError"), out);
      case WRITE_REFUSED -> answer(error(request, 403, "AccessDenied"), out);
      case RESET_BEFORE, RESET_AFTER -> reset();
      case RESET_MID_BODY -> {
        byte[] bytes = response.orElseThrow().bytes();
        out.write(bytes, 0, bytes.length - Math.max(1, response.get().body().length / 2));
        out.flush();
        yield reset();
      }
      case SILENT_BEFORE, SILENT_AFTER -> {
        Thread.sleep(SILENCE_MILLIS);
        yield reset();
      }
    };
  }

  private static boolean answer(HttpMessage response, OutputStream out) throws IOException {
    response.write(out);
    return !response.isLast();
  }

  private static boolean answerSlowly(HttpMessage response, OutputStream out)
      throws IOException, InterruptedException {
    byte[] bytes = response.bytes();
    for (int i = 0; i < PIECES; i++) {
      out.write(
          Arrays.copyOfRange(bytes, bytes.length * i / PIECES, bytes.length * (i + 1) / PIECES));
      out.flush();
      Thread.sleep(PIECE_MILLIS);
    }
    return !response.isLast();
  }

  /** Ends the connection so that the client sees a reset, not an orderly end. */
  private boolean reset() throws IOException {
    client.setSoLinger(true, 0);
    return false;
  }

  /** An error in the words of the service that the request is meant for. */
  private static HttpMessage error(HttpMessage request, int status, String code) {
    boolean isS3 = !request.firstLine().startsWith("POST / ");
    String body =
        isS3
            ? "<Error><Code>%s</Code><Message>made up</Message></Error>".formatted(code)
            : "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"made up\"}".formatted(code);
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                status,
                code,
                isS3 ? "application/xml" : "application/x-amz-json-1.0",
                body.length());
    boolean hasNoBody = request.head().startsWith("HEAD ");
    return new HttpMessage(
        head, hasNoBody ? new byte[0] : body.getBytes(StandardCharsets.ISO_8859_1));
  }
}

package io.boardsift.soak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** A proxy's own connection to its service, opened when it is needed and kept while it lasts. */
final class ServiceConnection implements AutoCloseable {
  private final URI service;
  private Socket socket;
  private InputStream in;

  ServiceConnection(URI service) {
    this.service = service;
  }

  /** Sends a request and reads the response. */
  HttpMessage exchange(HttpMessage request) throws IOException {
    boolean isKept = socket != null;
    try {
      return tryExchange(request);
    } catch (IOException e) {
      close();
      if (!isKept) {
        throw e;
      }
      // The service had closed the kept connection meanwhile.
      return tryExchange(request);
    }
  }

  private HttpMessage tryExchange(HttpMessage request) throws IOException {
    if (socket == null) {
      socket = new Socket(service.getHost(), service.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }
    request.write(socket.getOutputStream());
    HttpMessage response = HttpMessage.readResponse(in, request);
    if (response.isLast()) {
      close();
    }
    return response;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}

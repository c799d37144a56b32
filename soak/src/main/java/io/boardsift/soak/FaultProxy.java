package io.boardsift.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy on loopback in front of one service. It hands on bytes as they come, so that signatures
 * hold, and does to each request what it is told to.
 */
final class FaultProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI service;
  private final Faults faults;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /** Says what happens to a request. */
  @FunctionalInterface
  interface Faults {
    Fault next(String firstLine);
  }

  private FaultProxy(ServerSocket server, URI service, Faults faults) {
    this.server = server;
    this.service = service;
    this.faults = faults;
  }

  /** Starts it on any free port. */
  static FaultProxy start(URI service, Faults faults) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(server, service, faults);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("a proxy does not start", e);
    }
  }

  URI endpoint() {
    String path = service.getRawPath() == null ? "" : service.getRawPath();
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        Thread.ofVirtual()
            .start(
                () -> {
                  new ProxiedConnection(client, service, faults).serve();
                  clients.remove(client);
                });
      } catch (IOException e) {
        // The server is closed, or the client went away before it was served.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}

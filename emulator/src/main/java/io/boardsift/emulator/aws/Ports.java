package io.boardsift.emulator.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports on loopback. */
public final class Ports {
  private Ports() {}

  /**
   * Checks that a port can be listened on.
   *
   * @param port 0 for any free one
   * @throws IllegalStateException if something listens there already
   */
  public static void requireFree(int port) {
    if (port == 0) {
      return;
    }
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException e) {
      throw new IllegalStateException(
          "port "
              + port
              + " is in use, perhaps by another boardsift: stop that one, or name another port",
          e);
    }
  }
}

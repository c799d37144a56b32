package io.boardsift.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells how far long work is: a bar on a terminal, a line every tenth elsewhere. Safe for use by
 * several threads.
 */
final class Progress {
  private static final int BAR = 40;

  private final PrintWriter err;
  private final String what;
  private final int total;
  private final boolean isTerminal =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  private final AtomicInteger done = new AtomicInteger();
  private int shown = -1;

  Progress(PrintWriter err, String what, int total) {
    this.err = err;
    this.what = what;
    this.total = total;
  }

  void step() {
    tell(done.incrementAndGet());
  }

  private synchronized void tell(int now) {
    int steps = isTerminal ? 100 : 10;
    int share = (int) ((long) now * steps / Math.max(1, total));
    if (share <= shown) {
      return;
    }
    shown = share;
    if (isTerminal) {
      int filled = now * BAR / Math.max(1, total);
      err.print(
          "\r"
              + what
              + " ["
              + "#".repeat(filled)
              + " ".repeat(BAR - filled)
              + "] "
              + now
              + "/"
              + total);
      if (now == total) {
        err.println();
      }
    } else {
      err.printf(Locale.ROOT, "%s: %,d of %,d%n", what, now, total);
    }
    err.flush();
  }
}

package io.boardsift.local;

import io.boardsift.aws.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sends many messages to one queue in as few requests as there can be. For one thread. */
final class BatchSender {
  /** As many as a queue takes at once. */
  private static final int GROUP = 10;

  private final Queue queue;
  private final List<String> gathered = new ArrayList<>();

  BatchSender(Queue queue) {
    this.queue = queue;
  }

  /** Sends a message, or keeps it until there are enough for a request. */
  void add(String message) {
    gathered.add(message);
    if (gathered.size() == GROUP) {
      flush();
    }
  }

  /** Sends what was kept. */
  void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    Set<Integer> refused = queue.sendAll(gathered);
    // Alone, so that the queue says what is wrong with it.
    refused.forEach(place -> queue.send(gathered.get(place)));
    gathered.clear();
  }
}

package io.boardsift.local;

import io.boardsift.emulator.aws.s3.Durability;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The answers that people were told have arrived and that are not recorded yet, in a file. The
 * queue that carries them lives in memory, as everything else in queues follows from the buckets;
 * an answer under way does not. Safe for use by many threads.
 */
final class AnswerJournal implements AutoCloseable {
  private final Durability durability;
  private final MVStore store;

  /** Messages of the verdicts queue; the values say nothing. */
  private final MVMap<String, Boolean> answers;

  /** Opens the journal in a file, made if missing. */
  AnswerJournal(Path file, Durability durability) {
    this.durability = durability;
    store = new MVStore.Builder().fileName(file.toString()).open();
    store.setVersionsToKeep(0);
    answers = store.openMap("answers");
  }

  /** Writes an answer down; it is on the disk afterwards. */
  void add(String message) {
    answers.put(message, true);
    store.commit();
    if (durability == Durability.POWER) {
      store.sync();
    }
  }

  /**
   * Strikes an answer that is recorded. To do so twice, or for an unknown one, is not a mistake.
   */
  void remove(String message) {
    // Where it is closed already the answer is sent again at the next start, and changes nothing.
    if (!store.isClosed() && answers.remove(message) != null) {
      store.commit();
    }
  }

  /** The answers that may not have been recorded. */
  List<String> waiting() {
    return List.copyOf(answers.keySet());
  }

  @Override
  public void close() {
    store.close();
  }
}

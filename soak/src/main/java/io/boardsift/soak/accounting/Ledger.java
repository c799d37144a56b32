package io.boardsift.soak.accounting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people and others did, kept by those who did it: it cannot be read from the buckets.
 * Versions and markers go by their version ids, which are unlike each other over all keys. Safe for
 * use by several threads.
 */
public final class Ledger {
  private final Map<String, String> uploads = new HashMap<>();
  private final Map<String, List<Said>> answers = new HashMap<>();
  private final Map<String, Instant> restored = new HashMap<>();
  private final Set<String> markers = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> damaged = new HashSet<>();

  /** An answer that a person gave and whose taking was confirmed. */
  private record Said(Instant at, AnswerKind word) {}

  public synchronized void uploaded(String versionId, String key) {
    uploads.put(versionId, key);
  }

  public synchronized void answered(String versionId, Instant at, AnswerKind word) {
    answers.computeIfAbsent(versionId, id -> new ArrayList<>()).add(new Said(at, word));
  }

  /**
   * A person brings a photo back.
   *
   * @param begun when; what was answered before does not count any more
   */
  public synchronized void restored(String versionId, Instant begun) {
    restored.put(versionId, begun);
  }

  /** Somebody else set a delete marker. */
  public synchronized void othersMarked(String markerId) {
    markers.add(markerId);
  }

  /** Somebody else removed a version for good. */
  public synchronized void othersRemoved(String versionId) {
    gone.add(versionId);
  }

  /** Somebody damaged a record in the results bucket. */
  public synchronized void damaged(String recordKey) {
    damaged.add(recordKey);
  }

  /** Whether a person answered on a photo since it was last brought back. */
  synchronized boolean isAnswered(String versionId) {
    return lastWord(versionId).isPresent();
  }

  /** The key of each upload that was confirmed, by version id. */
  public synchronized Map<String, String> uploads() {
    return new HashMap<>(uploads);
  }

  /** The latest answer since the photo was last brought back. */
  public synchronized Optional<AnswerKind> lastWord(String versionId) {
    return since(versionId).stream().max(Comparator.comparing(Said::at)).map(Said::word);
  }

  /** Whether somebody said "not a board" since the photo was last brought back. */
  synchronized boolean wasCalledNoBoard(String versionId) {
    return since(versionId).stream().anyMatch(said -> said.word() == AnswerKind.NOT_A_BOARD);
  }

  private List<Said> since(String versionId) {
    Instant from = restored.getOrDefault(versionId, Instant.MIN);
    return answers.getOrDefault(versionId, List.of()).stream()
        .filter(said -> !said.at().isBefore(from))
        .toList();
  }

  synchronized boolean isRestored(String versionId) {
    return restored.containsKey(versionId);
  }

  synchronized boolean isOthersMarker(String markerId) {
    return markers.contains(markerId);
  }

  synchronized boolean isGone(String versionId) {
    return gone.contains(versionId);
  }

  synchronized boolean isDamaged(String recordKey) {
    return damaged.contains(recordKey);
  }
}

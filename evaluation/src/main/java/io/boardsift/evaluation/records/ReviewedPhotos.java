package io.boardsift.evaluation.records;

import io.boardsift.aws.Requests;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * All that was decided and answered.
 *
 * @param all in the order in which it was decided
 * @param damaged names of records that cannot be read, and why
 */
public record ReviewedPhotos(List<ReviewedPhoto> all, List<String> damaged) {
  public ReviewedPhotos {
    all = List.copyOf(all);
    damaged = List.copyOf(damaged);
  }

  /**
   * Reads what was decided at a time or after it.
   *
   * @param progress given the number of records, makes what is called after each, by several
   *     threads
   */
  public static ReviewedPhotos read(
      Records records, Instant since, IntFunction<Runnable> progress) {
    ConcurrentLinkedQueue<String> damaged = new ConcurrentLinkedQueue<>();
    List<ReviewedPhoto> all =
        new ArrayList<>(read(records, since, progress, damaged, ReviewedPhoto::of));
    all.sort(Comparator.comparing(ReviewedPhoto::decidedAt));
    return new ReviewedPhotos(all, damaged.stream().sorted().toList());
  }

  /** What a reader makes of each record, in any order. */
  static <T> List<T> read(
      Records records,
      Instant since,
      IntFunction<Runnable> progress,
      Collection<String> damaged,
      BiFunction<DecisionRecord, Optional<Verdict>, T> reader) {
    List<String> decisions = records.names(ResultsBucket.DECISIONS, since);
    Set<String> verdicts = new HashSet<>(records.names(ResultsBucket.VERDICTS, since));
    Runnable step = progress.apply(decisions.size());
    List<T> all = new ArrayList<>();
    for (Optional<T> one :
        Requests.forEach(
            decisions,
            decision -> {
              try {
                return read(records, decision, since, verdicts, damaged, reader);
              } finally {
                step.run();
              }
            })) {
      one.ifPresent(all::add);
    }
    return all;
  }

  private static <T> Optional<T> read(
      Records records,
      String name,
      Instant since,
      Set<String> verdicts,
      Collection<String> damaged,
      BiFunction<DecisionRecord, Optional<Verdict>, T> reader) {
    try {
      DecisionRecord decision = DecisionRecord.fromJson(records.read(name));
      if (decision.decidedAt().isBefore(since)) {
        return Optional.empty();
      }
      String verdict = ResultsBucket.verdictKey(name);
      Optional<Verdict> answer =
          verdicts.contains(verdict) ? answer(records, verdict, damaged) : Optional.empty();
      return Optional.of(reader.apply(decision, answer));
    } catch (MalformedException e) {
      damaged.add(name + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A damaged answer is none: its photo counts as one that nobody has answered on. */
  private static Optional<Verdict> answer(
      Records records, String verdict, Collection<String> damaged) {
    try {
      return Optional.of(Verdict.fromManifestLine(records.read(verdict)));
    } catch (MalformedException e) {
      damaged.add(verdict + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}

package io.boardsift.evaluation.rules;

import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.MemoryMeasures;
import io.boardsift.sift.memory.Impression;
import io.boardsift.sift.memory.Kind;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.Print;
import io.boardsift.sift.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Photos as they would have come one after the other, with a memory that is empty at first: people
 * answer on each that the rules leave to them before the next one comes. Of a photo that no rule
 * had to decode nothing is learned.
 */
final class Replay {
  private final RuleSet rules;
  private Memory memory = Memory.EMPTY;
  private Instant clock = Instant.EPOCH;

  private Replay(RuleSet rules) {
    this.rules = rules;
  }

  static List<Judged> of(RuleSet rules, List<MeasuredPhoto> photos) {
    Replay replay = new Replay(rules);
    List<Judged> judged = new ArrayList<>(photos.size());
    photos.forEach(photo -> judged.add(replay.next(photo)));
    return judged;
  }

  private Judged next(MeasuredPhoto measured) {
    Optional<Print> print = measured.evidence().text(Measures.PRINT).flatMap(Print::parse);
    if (print.isEmpty()) {
      return Judged.by(rules, measured);
    }
    String path = measured.photo().path();
    Evidence recalled = MemoryMeasures.measure(memory, print.get(), path, measured.evidence());
    Judged judged = Judged.by(rules, measured.with(recalled));
    if (!judged.isDeleted() && judged.isDecoded()) {
      learn(path, print.get(), measured.photo().showsBoard() ? Kind.BOARD : Kind.NOT_A_BOARD);
    }
    return judged;
  }

  private void learn(String path, Print print, Kind kind) {
    clock = clock.plusSeconds(1);
    Photo photo = new Photo("labelled", path, "", "", -1);
    memory = memory.with(Impression.of(photo, print, kind, clock)).orElse(memory);
  }
}

package io.boardsift.evaluation.rules;

import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.MemoryMeasures;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Photos as they would have come one after the other, with memories that are empty at first: people
 * answer on each that the rules leave to them before the next one comes. Of a photo that no rule
 * had to decode nothing is learned.
 */
final class Replay {
  private final RuleSet rules;
  private final Memories memories = new Memories();
  private Instant clock = Instant.EPOCH;

  private Replay(RuleSet rules) {
    this.rules = rules;
  }

  static List<RuleOutcome> of(RuleSet rules, List<MeasuredPhoto> photos) {
    Replay replay = new Replay(rules);
    List<RuleOutcome> judged = new ArrayList<>(photos.size());
    photos.forEach(photo -> judged.add(replay.next(photo)));
    return judged;
  }

  private RuleOutcome next(MeasuredPhoto measured) {
    Optional<Appearance> appearance = MemoryMeasures.appearance(measured.evidence());
    if (appearance.isEmpty()) {
      return RuleOutcome.by(rules, measured);
    }
    String path = measured.photo().path();
    Memory memory = memories.of(RememberedPhoto.camera(path));
    Evidence recalled = MemoryMeasures.measure(memory, appearance.get(), measured.evidence());
    RuleOutcome judged = RuleOutcome.by(rules, measured.with(recalled));
    if (!judged.isDeleted() && judged.isDecoded()) {
      Label kind = measured.photo().showsBoard() ? Label.BOARD : Label.NOT_A_BOARD;
      learn(path, appearance.get(), kind);
    }
    return judged;
  }

  private void learn(String path, Appearance appearance, Label kind) {
    clock = clock.plusSeconds(1);
    Photo photo = new Photo("labelled", path, "", "", -1);
    memories.learn(RememberedPhoto.of(photo, appearance, kind, clock));
  }
}

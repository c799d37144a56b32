package io.boardsift.emulator.photos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What the photos without a board show on a made-up day. */
public enum Scene {
  /** Some of everything. */
  EVERYDAY,
  /** Frames that went wrong, which conditions see. */
  FAULTS,
  /** Sharp photos of other things, which conditions see in part. */
  THINGS,
  /** Printed labels, all of them lines at right angles, as boards are. */
  LABELS;

  private List<Subject> subjects() {
    return switch (this) {
      case EVERYDAY -> List.of(Subject.values());
      case FAULTS ->
          List.of(
              Subject.BLACK, Subject.WHITE, Subject.BLURRED, Subject.TINY, Subject.NOT_AN_IMAGE);
      case THINGS ->
          List.of(
              Subject.EMPTY_BENCH, Subject.FLOOR, Subject.PACKAGING, Subject.SCREEN, Subject.LABEL);
      case LABELS -> List.of(Subject.LABEL);
    };
  }

  /** Subjects as often as their weights say, in an order of chance. */
  List<Subject> draw(int count, Random random) {
    List<Subject> bag = new ArrayList<>();
    subjects().forEach(subject -> bag.addAll(Collections.nCopies(subject.weight(), subject)));
    Collections.shuffle(bag, random);
    List<Subject> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      drawn.add(bag.get(i % bag.size()));
    }
    return drawn;
  }
}

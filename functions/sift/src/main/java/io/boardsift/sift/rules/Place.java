package io.boardsift.sift.rules;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a rule file, counted from 1 as editors do. */
record Place(String file, int line, int column) {
  static Place of(String file, Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(new Place(file, 0, 0));
  }

  RuleFileException refuse(String problem) {
    return new RuleFileException(file, line, column, problem);
  }
}

package io.boardsift.sift.rules;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a rule file, counted from 1 as editors do. */
record SourcePosition(String file, int line, int column) {
  static SourcePosition of(String file, Optional<Mark> mark) {
    return mark.map(m -> new SourcePosition(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(new SourcePosition(file, 0, 0));
  }

  RuleFileException refuse(String problem) {
    return new RuleFileException(file, line, column, problem);
  }
}

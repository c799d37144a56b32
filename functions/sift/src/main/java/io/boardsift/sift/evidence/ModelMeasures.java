package io.boardsift.sift.evidence;

import io.boardsift.sift.model.ModelAnswer.Label;
import io.boardsift.sift.model.ModelAnswer.Told;
import java.util.OptionalDouble;

/** What a classifier tells, as measures. */
final class ModelMeasures {
  private ModelMeasures() {}

  static Evidence measure(Told told, Evidence before) {
    Evidence evidence = with(before, Measures.MODEL_BOARD, told.board());
    evidence = with(evidence, Measures.MODEL_NOT_A_BOARD, told.notABoard());
    evidence = with(evidence, Measures.MODEL_ELECTRONICS, told.electronics());
    if (!told.labels().isEmpty()) {
      Label first = told.labels().getFirst();
      evidence =
          evidence
              .with(Measures.MODEL_LABEL, first.label())
              .with(Measures.MODEL_LABEL_PROBABILITY, first.probability());
    }
    return evidence;
  }

  private static Evidence with(Evidence evidence, Measure measure, OptionalDouble number) {
    return number.isPresent() ? evidence.with(measure, number.getAsDouble()) : evidence;
  }
}

package io.boardsift.classifier.training;

import java.util.List;

/**
 * What a model makes of photos that it did not learn from.
 *
 * @param bySource by source, in the order of their names
 * @param harderCopies how many harder copies of the boards were judged, too
 * @param copiesLost how many of them lie below the threshold
 */
public record Figures(List<SourceFigures> bySource, int harderCopies, int copiesLost) {
  public Figures {
    bySource = List.copyOf(bySource);
  }

  public int boards() {
    return bySource.stream().mapToInt(SourceFigures::boards).sum();
  }

  public int boardsLost() {
    return bySource.stream().mapToInt(SourceFigures::boardsLost).sum();
  }

  public int others() {
    return bySource.stream().mapToInt(SourceFigures::others).sum();
  }

  public int othersTrimmed() {
    return bySource.stream().mapToInt(SourceFigures::othersTrimmed).sum();
  }
}

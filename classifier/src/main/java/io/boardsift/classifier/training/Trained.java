package io.boardsift.classifier.training;

import io.boardsift.classifier.Head;
import java.util.List;

/**
 * A trained head and what was found on photos that it was not trained on.
 *
 * @param head on a scale where {@link Training#OPERATING_POINT} is the threshold
 * @param bySource by source, in the order of their names
 * @param harderCopies how many harder copies of boards took part in choosing the threshold
 * @param copiesLost how many of them lie below it
 * @param areSourcesKeptAside false where there were too few sources, so that photos were kept aside
 *     one group of neighbours at a time; then the figures flatter
 */
public record Trained(
    Head head,
    List<SourceFigures> bySource,
    int harderCopies,
    int copiesLost,
    boolean areSourcesKeptAside) {
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

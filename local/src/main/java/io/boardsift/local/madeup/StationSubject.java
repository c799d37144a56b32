package io.boardsift.local.madeup;

/** What a camera over a bench sees. */
public enum StationSubject {
  BOARD(0),
  BENCH(8),
  DOOR(3),
  GLOVE(5),
  /** Something that lies on the bench this once: packaging, a label, a screen. */
  VISITOR(4);

  private final int weight;

  StationSubject(int weight) {
    this.weight = weight;
  }

  /** How often it comes among the photos that show no board, against the others. */
  int weight() {
    return weight;
  }

  public boolean showsBoard() {
    return this == BOARD;
  }
}

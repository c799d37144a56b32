package io.boardsift.emulator.photos;

/** What a camera over a bench sees. */
public enum StationSubject {
  BOARD("board on a bench", 0),
  BENCH("empty bench or fixture", 8),
  DOOR("door", 3),
  GLOVE("glove over a bench", 5),
  /** Something that lies on the bench this once: packaging, a label, a screen. */
  VISITOR("something else", 4);

  private final String word;
  private final int weight;

  StationSubject(String word, int weight) {
    this.word = word;
    this.weight = weight;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /** How often it comes among the photos that show no board, against the others. */
  int weight() {
    return weight;
  }

  public boolean showsBoard() {
    return this == BOARD;
  }
}

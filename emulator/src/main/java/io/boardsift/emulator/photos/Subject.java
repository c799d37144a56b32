package io.boardsift.emulator.photos;

/** What a made-up photo shows. */
public enum Subject {
  BOARD("board", 0),
  BLACK("black", 3),
  WHITE("white", 2),
  BLURRED("blurred", 4),
  EMPTY_BENCH("empty bench", 5),
  GLOVE("glove", 4),
  FLOOR("floor", 3),
  PACKAGING("packaging", 4),
  SCREEN("screen", 3),
  LABEL("label", 3),
  TINY("tiny", 1),
  CORRUPT("corrupt", 2),
  NOT_AN_IMAGE("not an image", 1),
  FOREIGN_FORMAT("foreign format", 1);

  private final String word;
  private final int weight;

  Subject(String word, int weight) {
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

  /** Whether a person can see what it shows. */
  public boolean isVisible() {
    return this != CORRUPT && this != NOT_AN_IMAGE && this != FOREIGN_FORMAT;
  }

  public boolean showsBoard() {
    return this == BOARD;
  }
}

package io.boardsift.sift.records;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can say of a photo. */
public enum Answer {
  GOOD_BOARD(0, "good board"),
  BROKEN_BOARD(1, "broken board"),
  NOT_A_BOARD(2, "not a board"),
  CANNOT_TELL(3, "cannot tell");

  private final int index;
  private final String label;

  Answer(int index, String label) {
    this.index = index;
    this.label = label;
  }

  /** The label's place among the job's label categories, from 0. */
  public int index() {
    return index;
  }

  /** The answer with this index. */
  public static Optional<Answer> of(int index) {
    return Arrays.stream(values()).filter(answer -> answer.index == index).findFirst();
  }

  /** The label as people and labeling jobs read it, for example {@code broken board}. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The answer with this label, in any case and with spaces, hyphens or underscores. */
  public static Optional<Answer> of(String label) {
    if (label == null) {
      return Optional.empty();
    }
    String plain = label.strip().toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
    return Arrays.stream(values()).filter(answer -> answer.label.equals(plain)).findFirst();
  }
}

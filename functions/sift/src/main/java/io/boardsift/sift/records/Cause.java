package io.boardsift.sift.records;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** On whose word a photo is deleted. */
public enum Cause {
  /** A rule, or the model, called for it. */
  RULE,
  /** A person said that it shows no board. */
  PERSON;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.boardsift.sift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who or what decided on a photo. */
public enum DecidedBy {
  /** A rule's conditions held. */
  RULE,
  /** The conditions of a rule that asks the classifier held. */
  MODEL,
  /** It would have been deleted, but belongs to the sample that people check. */
  AUDIT,
  /** No rule held, so a person looks. */
  DEFAULT,
  /** Something could not be read, measured or reached, so a person looks. */
  ERROR,
  /** A person brought it back after its deletion, so a person looks. */
  PERSON;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

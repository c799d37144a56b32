package io.boardsift.soak.accounting;

/** What a person's answer comes to. */
public enum AnswerKind {
  BOARD,
  NOT_A_BOARD,
  CANNOT_TELL
}

package io.boardsift.aws;

/** A setting that a function cannot start with. */
public final class SettingException extends RuntimeException {
  public SettingException(String setting, String wrong, String fix) {
    super("setting " + setting + " " + wrong + ": " + fix);
  }
}

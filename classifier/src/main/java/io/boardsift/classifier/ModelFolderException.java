package io.boardsift.classifier;

/** A model folder that cannot be used. The message is one line: what, where, the fix. */
public final class ModelFolderException extends Exception {
  public ModelFolderException(String message) {
    super(message);
  }
}

package io.boardsift.labeling.labelstudio;

/**
 * Another server did not do what it was asked for. The message says what it was asked and what it
 * answered, and holds no secret.
 */
final class WebException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isRefusal;

  WebException(String message, boolean isRefusal) {
    super(message);
    this.isRefusal = isRefusal;
  }

  WebException(String message, boolean isRefusal, Throwable cause) {
    super(message, cause);
    this.isRefusal = isRefusal;
  }

  /** Whether it surely was not done. Otherwise it may have been, and only the answer got lost. */
  boolean isRefusal() {
    return isRefusal;
  }
}

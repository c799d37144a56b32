package io.boardsift.cli;

/**
 * A bucket, or a folder in one, as {@code s3://BUCKET/PREFIX}.
 *
 * @param prefix how keys there begin; empty for all
 */
record S3Place(String bucket, String prefix) {
  private static final String SCHEME = "s3://";

  static boolean isOne(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * Reads one that somebody gave.
   *
   * @param what was given, such as an option's name
   * @throws CommandException if it names no bucket
   */
  static S3Place parse(String what, String text) {
    String place = isOne(text) ? text.substring(SCHEME.length()) : "";
    int slash = place.indexOf('/');
    S3Place read =
        slash < 0
            ? new S3Place(place, "")
            : new S3Place(place.substring(0, slash), place.substring(slash + 1));
    if (read.bucket().isEmpty()) {
      throw CommandException.badInput(what + " " + text + ": give s3://BUCKET");
    }
    return read;
  }
}

package io.boardsift.soak;

import java.util.Locale;

/** What can happen to a request between a function and a service. */
enum Fault {
  NONE,
  /** Answered with 503, not handed on. */
  UNAVAILABLE,
  /** Told to slow down, not handed on. */
  THROTTLED,
  /** Answered with 500, not handed on. */
  ERROR_BEFORE,
  /** Carried out, and answered with 500. */
  ERROR_AFTER,
  /** Answered with 403, not handed on: the bucket takes no writes for a while. */
  WRITE_REFUSED,
  /** The connection is reset, the request not handed on. */
  RESET_BEFORE,
  /** Carried out, and the connection is reset instead of an answer. */
  RESET_AFTER,
  /** Carried out, and the connection is reset in the middle of the answer. */
  RESET_MID_BODY,
  /** Not handed on, and not answered for longer than the client waits. */
  SILENT_BEFORE,
  /** Carried out, and not answered for longer than the client waits. */
  SILENT_AFTER,
  /** Carried out, and answered in small pieces. */
  SLOW_BODY;

  /** Its name in answers, for example {@code reset-after}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isCarriedOut() {
    return switch (this) {
      case NONE, ERROR_AFTER, RESET_AFTER, RESET_MID_BODY, SILENT_AFTER, SLOW_BODY -> true;
      case UNAVAILABLE, THROTTLED, ERROR_BEFORE, WRITE_REFUSED, RESET_BEFORE, SILENT_BEFORE ->
          false;
    };
  }
}

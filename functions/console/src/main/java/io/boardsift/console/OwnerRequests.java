package io.boardsift.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the owner's page sends. */
final class OwnerRequests {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");

  /** A key, or nothing: what was no key would go to S3. */
  private static final Pattern AFTER = Pattern.compile("|deletions/[!-~]{1,1000}");

  /** Each takes some ten requests of the server's own; the page sends more one after the other. */
  private static final int MOST_PHOTOS = 10;

  private OwnerRequests() {}

  /**
   * Which deleted photos are asked for.
   *
   * @param day in UTC; empty for the latest
   * @param by on whose word; empty for those of all rules
   * @param camera empty for all
   * @param after where the part before ended; empty for the first one
   */
  record Part(
      Optional<LocalDate> day, Optional<String> by, Optional<String> camera, String after) {}

  static Part part(JsonBody body) {
    String after = body.text("after").orElse("");
    if (!AFTER.matcher(after).matches()) {
      throw new RefusedException(400, "\"after\" has to be the \"next\" of the part before");
    }
    return new Part(body.date("day"), body.text("by"), body.text("camera"), after);
  }

  static String photo(JsonBody body) {
    return fingerprint(body.text("photo").orElse(""));
  }

  static List<String> photos(JsonBody body) {
    List<String> photos = body.texts("photos").stream().map(OwnerRequests::fingerprint).toList();
    if (photos.isEmpty() || photos.size() > MOST_PHOTOS) {
      throw new RefusedException(400, "\"photos\" have to be 1 to " + MOST_PHOTOS);
    }
    return photos;
  }

  private static String fingerprint(String text) {
    if (!FINGERPRINT.matcher(text).matches()) {
      throw new RefusedException(400, "a photo is named by its 32 hex digits");
    }
    return text;
  }

  /**
   * Which stops are to be lifted.
   *
   * @return prefixes; empty for all stops
   */
  static Optional<List<String>> stops(JsonBody body) {
    boolean isAll = body.isTrue("all");
    List<String> prefixes = body.has("prefixes") ? body.texts("prefixes") : List.of();
    if (isAll == !prefixes.isEmpty()) {
      throw new RefusedException(400, "either \"prefixes\", or \"all\": true");
    }
    return isAll ? Optional.empty() : Optional.of(prefixes);
  }
}

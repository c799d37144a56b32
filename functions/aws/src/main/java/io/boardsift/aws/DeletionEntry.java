package io.boardsift.aws;

import io.boardsift.sift.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A listed deletion, as its key tells of it: {@code deletions/<day>/<by>/<camera>/<fingerprint>},
 * each part URL-encoded.
 *
 * @param day on which it was begun, in UTC
 * @param by on whose word: {@code rule-} and the rule's name, or {@code person}
 * @param camera the folders of the photo without dates, see {@link
 *     io.boardsift.sift.memory.RememberedPhoto#camera}; of a very long name the beginning and a
 *     hash
 * @param fingerprint of the photo version; its record has the same name
 */
public record DeletionEntry(LocalDate day, String by, String camera, String fingerprint) {
  /** By people. */
  public static final String PERSON = "person";

  /** What the words of rules begin with. */
  static final String RULE = "rule-";

  /** In the place of no camera; others end with a slash. */
  private static final String NO_CAMERA = "-";

  /** Two of these, encoded, and the rest have to fit into the 1,024 bytes of a key. */
  private static final int LONGEST_ENCODED = 400;

  private static final int KEPT = 40;

  private static final int HASH_BYTES = 8;

  public DeletionEntry {
    Objects.requireNonNull(day);
    by = shortened(by);
    camera = shortened(camera);
    Objects.requireNonNull(fingerprint);
  }

  /** What stands for a rule in {@link #by}. */
  public static String byRule(String name) {
    return RULE + name;
  }

  /** The rule; empty if it was a person. */
  public Optional<String> rule() {
    return by.startsWith(RULE) ? Optional.of(by.substring(RULE.length())) : Optional.empty();
  }

  String key() {
    return folder(day) + byFolder(by) + cameraFolder(camera) + fingerprint;
  }

  static String folder(LocalDate day) {
    return DeletionIndex.DELETIONS + day + "/";
  }

  static String byFolder(String by) {
    return encoded(shortened(by)) + "/";
  }

  static String cameraFolder(String camera) {
    return (camera.isEmpty() ? NO_CAMERA : encoded(shortened(camera))) + "/";
  }

  /** Reads a key; empty if it names no deletion. */
  static Optional<DeletionEntry> of(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length != 5 || parts[4].isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DeletionEntry(
              LocalDate.parse(parts[1]),
              decoded(parts[2]),
              parts[3].equals(NO_CAMERA) ? "" : decoded(parts[3]),
              parts[4]));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String shortened(String text) {
    return encoded(text).length() <= LONGEST_ENCODED
        ? text
        : text.substring(0, KEPT) + "…" + Sha256.hex(text, HASH_BYTES);
  }
}

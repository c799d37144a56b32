package io.boardsift.evaluation.records;

import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.PhotoSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a deployment's records lie: {@code decisions/<fingerprint>.json} and {@code
 * verdicts/<fingerprint>.json}. Safe for use by several threads.
 */
public interface Records {
  /** Where a deployment keeps its rules, next to its records. */
  String RULES = "rules.yaml";

  /**
   * The names of records.
   *
   * @param folder {@code decisions/} or {@code verdicts/}
   * @param since leaves out what was written before
   */
  List<String> names(String folder, Instant since);

  /** A record's text. */
  String read(String name);

  /** The rule file in force, if there is one: without it the shipped rules are. */
  Optional<byte[]> rules();

  /** Whether the photos lie there, too. */
  boolean hasPhotos();

  /**
   * A photo's bytes; asking for them throws where they cannot be read, as in a copy of the records
   * alone.
   */
  PhotoSource photo(Photo photo);
}

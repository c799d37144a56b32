package io.boardsift.evaluation.records;

import io.boardsift.aws.ResultsBucket;
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
  /**
   * The names of records.
   *
   * @param folder {@code decisions/} or {@code verdicts/}
   * @param since leaves out what was written before
   */
  List<String> names(String folder, Instant since);

  /** A record's text. */
  String read(String name);

  /**
   * A rule file that lies next to the records, if it does.
   *
   * @param name {@link ResultsBucket#RULES}, without which the shipped rules are in force, or
   *     {@link ResultsBucket#RULES_IN_SHADOW}
   */
  Optional<byte[]> rules(String name);

  /** Whether the photos lie there, too. */
  boolean hasPhotos();

  /**
   * A photo's bytes; asking for them throws where they cannot be read, as in a copy of the records
   * alone.
   */
  PhotoSource photo(Photo photo);
}

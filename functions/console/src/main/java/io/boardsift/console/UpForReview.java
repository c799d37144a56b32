package io.boardsift.console;

import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;

/** The photos that people were asked about: of these alone a page may see or say anything. */
record UpForReview(ResultsBucket results) {
  /**
   * The record of a photo that a page names. Take the photo from the record, not from the page. A
   * record that cannot be read counts as a question; the answer repairs it.
   *
   * @throws RefusedException if nobody was asked about it
   */
  DecisionRecord record(Photo photo) {
    return results
        .stored(photo)
        .filter(stored -> stored.record().hasAskedPeople())
        .filter(stored -> stored.isDamaged() || stored.record().photo().isSameAs(photo))
        .map(StoredDecision::record)
        .orElseThrow(() -> new RefusedException(409, "this photo is not up for review"));
  }
}

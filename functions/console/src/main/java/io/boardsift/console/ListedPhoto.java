package io.boardsift.console;

import io.boardsift.aws.DeletionEntry;
import io.boardsift.console.ReviewTasks.Links;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.DeletionTrace;
import java.time.Instant;
import java.util.Optional;

/**
 * A photo in the list of deleted ones, as the owner's page gets it.
 *
 * @param photo its fingerprint
 * @param key null where it is not known
 * @param by on whose word it was deleted, see {@link DeletionEntry#by}
 * @param camera see {@link DeletionEntry#camera}
 * @param reason of the decision, in one line
 * @param at when it was deleted; null where it is not deleted
 * @param state in one word: deleted, brought-back, kept, begun or unknown. What its record says;
 *     its history says where it really is
 * @param picture its preview, or the photo; null where it is not known
 * @param original null where it is not known
 */
record ListedPhoto(
    String photo,
    String key,
    String by,
    String camera,
    String reason,
    String at,
    String state,
    String picture,
    String original) {

  static ListedPhoto of(
      DeletionEntry entry,
      Optional<Photo> photo,
      Optional<DecisionRecord> record,
      Optional<Links> links) {
    return new ListedPhoto(
        entry.fingerprint(),
        photo.map(Photo::key).orElse(null),
        entry.by(),
        entry.camera(),
        record.map(DecisionRecord::reason).orElse("its record cannot be read"),
        record
            .flatMap(DecisionRecord::deletion)
            .filter(DeletionTrace::isDone)
            .map(DeletionTrace::at)
            .map(Instant::toString)
            .orElse(null),
        record.map(ListedPhoto::state).orElse("unknown"),
        links.map(Links::picture).orElse(null),
        links.map(Links::original).orElse(null));
  }

  private static String state(DecisionRecord record) {
    if (record.isDeletedBy(Cause.RULE) || record.isDeletedBy(Cause.PERSON)) {
      return "deleted";
    }
    if (record.restored().isPresent()) {
      return "brought-back";
    }
    return record.asksPeople() ? "kept" : "begun";
  }
}

package io.boardsift.verdicts;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;

/**
 * Which photos people were asked about. Whoever can send to the queue of answers can say anything
 * there: an answer counts only on a photo of our bucket, on the very version that its record asks
 * people about.
 *
 * @param photosBucket the one bucket whose photos people are asked about
 */
record AskedPhotos(String photosBucket, PhotosBucket photos, ResultsBucket results) {
  /**
   * The record of the photo that an answer is about.
   *
   * @throws MalformedException if nobody was asked
   */
  StoredDecision check(Verdict verdict) throws MalformedException {
    Photo photo = own(verdict.photo());
    StoredDecision decision =
        results.stored(photo).orElseThrow(() -> nobody("nothing was decided on it"));
    if (decision.isDamaged()) {
      // Then the bucket has to know the photo, for the record cannot say.
      boolean isThere =
          photos
              .find(photo.bucket(), photo.key(), photo.versionId())
              .filter(found -> found.eTag().equals(photo.eTag()))
              .isPresent();
      if (!isThere) {
        throw nobody("there is no such version in the bucket");
      }
    } else if (!decision.record().hasAskedPeople()) {
      throw nobody("it was deleted by a rule");
    } else if (!decision.record().photo().isSameAs(photo)) {
      throw nobody("its eTag is another");
    }
    return decision;
  }

  /**
   * The photo, if it is of our bucket.
   *
   * @throws MalformedException if it is not
   */
  Photo own(Photo photo) throws MalformedException {
    if (!photo.bucket().equals(photosBucket)) {
      throw new MalformedException("a message about another bucket than " + photosBucket);
    }
    return photo;
  }

  private static MalformedException nobody(String why) {
    return new MalformedException("nobody was asked about this photo: " + why);
  }
}

package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.DeletionEntry;
import io.boardsift.aws.DeletionIndex;
import io.boardsift.aws.DeletionIndex.Choice;
import io.boardsift.aws.DeletionIndex.Count;
import io.boardsift.aws.PhotoFacts;
import io.boardsift.aws.PhotoHistory;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.PhotosBucket.PhotoVersion;
import io.boardsift.aws.Requests;
import io.boardsift.aws.Restoration;
import io.boardsift.aws.Restoration.Deleted;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.console.OwnerRequests.Part;
import io.boardsift.console.ReviewTasks.Links;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The deleted photos, as their owner looks through them: by day, rule and camera, and one by one. A
 * list is read from {@link DeletionIndex}, what happened to each photo from its record.
 */
final class Gallery {
  private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

  /** Photos a part of the list. */
  private static final int PART = 60;

  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final Restoration restoration;
  private final PictureLinks links;

  Gallery(PhotosBucket photos, ResultsBucket results, Restoration restoration, PictureLinks links) {
    this.photos = Objects.requireNonNull(photos);
    this.results = Objects.requireNonNull(results);
    this.restoration = Objects.requireNonNull(restoration);
    this.links = Objects.requireNonNull(links);
  }

  /**
   * A part of a day's deletions.
   *
   * @param day the day, in UTC; null where nothing is listed at all
   * @param days all days with deletions, the latest first
   * @param counts how many there were that day, by rule and camera; null but in the first part
   * @param photos in the order of their rules and cameras
   * @param next to ask for the next part with; null at the end
   */
  record Deletions(
      String day, List<String> days, List<Count> counts, List<ListedPhoto> photos, String next) {}

  Deletions page(Part part) {
    DeletionIndex index = results.deletions();
    List<LocalDate> days = index.days();
    Optional<LocalDate> day = part.day().or(() -> days.stream().findFirst());
    if (day.isEmpty()) {
      return new Deletions(null, List.of(), List.of(), List.of(), null);
    }
    DeletionIndex.Page page =
        index.page(new Choice(day.get(), part.by(), part.camera()), part.after(), PART);
    return new Deletions(
        day.get().toString(),
        days.stream().map(LocalDate::toString).toList(),
        part.after().isEmpty() ? index.counts(day.get()) : null,
        Requests.forEach(page.entries(), this::listed),
        page.next().orElse(null));
  }

  private ListedPhoto listed(DeletionEntry entry) {
    Optional<DecisionRecord> record = record(entry.fingerprint());
    Optional<Photo> photo =
        record.map(DecisionRecord::photo).or(() -> results.deletions().photo(entry));
    return ListedPhoto.of(entry, photo, record, photo.map(links::of));
  }

  /** A damaged record is none: the photo is shown, and why it is there is not known. */
  private Optional<DecisionRecord> record(String fingerprint) {
    try {
      return results.decision(fingerprint);
    } catch (MalformedException e) {
      LOG.error(
          "a record cannot be read", entry("record", fingerprint), entry("reason", e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * All that is known of a photo, as {@code boardsift show} tells it, and where a browser finds it.
   *
   * @throws RefusedException if nothing is (404)
   */
  ObjectNode history(String fingerprint) {
    Photo photo = known(fingerprint);
    List<PhotoVersion> versions = photos.versions(photo.bucket(), photo.key());
    PhotoVersion version =
        versions.stream()
            .filter(one -> one.photo().versionId().equals(photo.versionId()))
            .findFirst()
            .orElseThrow(() -> new RefusedException(404, "the photo is no longer in the bucket"));
    ObjectNode json = PhotoHistory.of(version, photos, results).toJson();
    Links pictures = links.of(photo);
    return json.put("key", photo.key())
        .put("versions", versions.size())
        .put("picture", pictures.picture())
        .put("original", pictures.original());
  }

  private Photo known(String fingerprint) {
    return record(fingerprint)
        .map(DecisionRecord::photo)
        .orElseThrow(
            () ->
                new RefusedException(
                    404, "nothing is recorded on this photo, or its record cannot be read"));
  }

  /**
   * What came of bringing a photo back.
   *
   * @param photo its fingerprint
   * @param isDone whether it comes back
   * @param why not, or what else is to know; may be empty
   */
  record Restored(String photo, boolean isDone, String why) {}

  /**
   * Brings photos back, as {@code boardsift restore} does: their records say so at once, and the
   * verdicts function then removes the delete markers.
   *
   * @param who asks; recorded
   */
  Map<String, List<Restored>> restore(List<String> fingerprints, String who) {
    return Map.of("results", fingerprints.stream().map(photo -> restore(photo, who)).toList());
  }

  private Restored restore(String fingerprint, String who) {
    try {
      Photo photo = known(fingerprint);
      Optional<Deleted> deleted =
          restoration.deleted(photo.key()).stream()
              .filter(one -> one.photo().versionId().equals(photo.versionId()))
              .findFirst();
      if (deleted.isEmpty()) {
        return new Restored(
            fingerprint,
            false,
            "it is not deleted by Boardsift: "
                + Life.state(PhotoFacts.of(photo, photos, results).facts()).words());
      }
      restoration.restore(
          deleted.get(), who.isEmpty() ? "in the gallery" : "in the gallery, by " + who);
      LOG.info("brought back in the gallery", entry("photo", photo.id()), entry("by", who));
      return new Restored(
          fingerprint,
          true,
          deleted.get().isShownAfter()
              ? ""
              : "a newer photo has its key; reviewers see this one as version "
                  + photo.versionId());
    } catch (RefusedException e) {
      return new Restored(fingerprint, false, e.getMessage());
    } catch (SdkException e) {
      LOG.warn("not brought back", entry("photo", fingerprint), e);
      return new Restored(fingerprint, false, "the storage cannot be reached: try again");
    }
  }
}

package io.boardsift.local.pipeline;

import io.boardsift.aws.MemoryObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Impression;
import io.boardsift.sift.memory.Kind;
import io.boardsift.sift.memory.Print;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Brings back photos that Boardsift deleted. Each comes back under its key, with its decision
 * reopened, so that people look at it and no repeated event deletes it again.
 */
public final class Restoration {
  private final S3Client s3;
  private final ResultsBucket results;
  private final MemoryObject memory;
  private final Map<String, DeleteMarkerEntry> markers = new HashMap<>();
  private final Map<String, ObjectVersion> newestUnderMarker = new HashMap<>();

  /** Looks at what is deleted. */
  public Restoration(S3Client s3) {
    this.s3 = s3;
    this.results = new ResultsBucket(s3, LocalDeployment.RESULTS);
    this.memory = new MemoryObject(s3, LocalDeployment.RESULTS);
    Set<String> seen = new HashSet<>();
    for (ListObjectVersionsResponse page :
        s3.listObjectVersionsPaginator(list -> list.bucket(LocalDeployment.PHOTOS))) {
      page.deleteMarkers().stream()
          .filter(DeleteMarkerEntry::isLatest)
          .forEach(marker -> markers.put(marker.key(), marker));
      page.versions().stream()
          .filter(version -> seen.add(version.key()))
          .forEach(version -> newestUnderMarker.put(version.key(), version));
    }
  }

  /** A photo that can be brought back. */
  public record Deleted(
      Photo photo, Instant at, DeleteMarkerEntry marker, DecisionRecord decision) {}

  /** Every photo that Boardsift deleted, by rule or on a person's word. */
  public List<Deleted> deleted() {
    List<Deleted> deleted = new ArrayList<>();
    markers.keySet().stream().sorted().forEach(key -> deleted(key).ifPresent(deleted::add));
    return deleted;
  }

  /** A deleted photo by its key. */
  public Optional<Deleted> deleted(String key) {
    DeleteMarkerEntry marker = markers.get(key);
    ObjectVersion version = newestUnderMarker.get(key);
    if (marker == null || version == null) {
      return Optional.empty();
    }
    Photo photo =
        new Photo(LocalDeployment.PHOTOS, key, version.versionId(), version.eTag(), version.size());
    return results
        .decision(photo)
        .filter(decision -> wasOurs(photo, decision))
        .map(decision -> new Deleted(photo, marker.lastModified(), marker, decision));
  }

  private boolean wasOurs(Photo photo, DecisionRecord decision) {
    return decision.outcome() == Outcome.DELETE
        || results.verdict(photo).filter(v -> v.answer() == Answer.NOT_A_BOARD).isPresent();
  }

  /** Brings a photo back. */
  public void restore(Deleted deleted) {
    Instant now = Instant.now();
    try {
      // First the decision: a photo without its marker and with the old decision would be deleted.
      results.reopen(deleted.decision().restored(now));
      unlearn(deleted, now);
    } catch (MalformedException e) {
      throw new IllegalStateException("the record of " + deleted.photo().id() + " is damaged", e);
    }
    s3.deleteObject(
        delete ->
            delete
                .bucket(deleted.photo().bucket())
                .key(deleted.photo().key())
                .versionId(deleted.marker().versionId()));
  }

  /** A photo that people threw away by mistake must not count against others that look like it. */
  private void unlearn(Deleted deleted, Instant now) throws MalformedException {
    Optional<Print> print = deleted.decision().print();
    if (print.isPresent() && deleted.decision().outcome() == Outcome.REVIEW) {
      try {
        memory.add(Impression.of(deleted.photo(), print.get(), Kind.NEITHER, now));
      } catch (BrokenMemoryException e) {
        // Then no rule can rely on it either, and the functions raise the alarm.
      }
    }
  }
}

package io.boardsift.labeling.labelstudio;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.labeling.labelstudio.LabelStudioApi.NewTask;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A project of Label Studio. It takes a task each time it is given one, so each is claimed in the
 * results bucket before, and noted there after. Who finds a claim that nobody finished looks for
 * its task in the project first.
 */
public final class LabelStudio {
  private static final Logger LOG = LoggerFactory.getLogger(LabelStudio.class);

  /**
   * How long somebody may be at it: more than a function's minute and whatever Label Studio still
   * does afterwards, and less than the six minutes after which a task comes again.
   */
  static final Duration CLAIM = Duration.ofMinutes(5);

  private final LabelStudioApi project;
  private final Handovers handovers;
  private final ShownPhotos shown;
  private final ResultsBucket results;
  private final InstantSource clock;

  private LabelStudio(
      LabelStudioApi project,
      Handovers handovers,
      ShownPhotos shown,
      ResultsBucket results,
      InstantSource clock) {
    this.project = project;
    this.handovers = handovers;
    this.shown = shown;
    this.results = results;
    this.clock = clock;
  }

  /**
   * The project of the settings LABEL_STUDIO_URL, LABEL_STUDIO_PROJECT, and LABEL_STUDIO_SECRET or
   * LABEL_STUDIO_TOKEN.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public static LabelStudio of(
      Settings settings, S3Client s3, String resultsBucket, InstantSource clock) {
    return new LabelStudio(
        new LabelStudioApi(LabelStudioSettings.of(settings), clock),
        new Handovers(s3, resultsBucket),
        new ShownPhotos(s3, resultsBucket, PhotosBucket.of(settings, s3)),
        new ResultsBucket(s3, resultsBucket),
        clock);
  }

  /** What is to be done with a task. */
  private sealed interface Step {}

  /** People have it, or have answered it. */
  private record Done() implements Step {}

  /** Somebody else is at it. */
  private record Later() implements Step {}

  /**
   * It is ours to put in.
   *
   * @param eTag of the claim
   */
  private record Put(Handover claim, String eTag, String image) implements Step {}

  /**
   * Puts tasks into the project.
   *
   * @param tasks up to ten
   * @return the places of those of which it is not known that people have them
   */
  public Set<Integer> submit(List<ReviewTask> tasks) {
    Set<String> done = new HashSet<>();
    List<Put> claimed = new ArrayList<>();
    try {
      for (Photo photo : distinct(tasks)) {
        switch (step(photo)) {
          case Done _ -> done.add(photo.fingerprint());
          case Later _ -> {}
          case Put put -> claimed.add(put);
        }
      }
    } catch (WebException e) {
      // A server that does not answer for one would not for the next, and time is short.
      LOG.warn("Label Studio cannot be asked, so what is left waits", e);
    }
    if (!claimed.isEmpty()) {
      done.addAll(put(claimed));
    }
    return IntStream.range(0, tasks.size())
        .filter(i -> !done.contains(tasks.get(i).photo().fingerprint()))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Several messages may ask for one photo, and tell more or less of it. */
  private static Collection<Photo> distinct(List<ReviewTask> tasks) {
    Map<String, Photo> photos = new LinkedHashMap<>();
    tasks.forEach(task -> photos.putIfAbsent(task.photo().fingerprint(), task.photo()));
    return photos.values();
  }

  /** One that fails does not hold up the others. */
  private Step step(Photo photo) {
    try {
      return claim(photo);
    } catch (SdkException e) {
      LOG.warn("cannot be handed over now", entry("photo", photo.id()), e);
      return new Later();
    }
  }

  private Step claim(Photo photo) {
    Instant now = clock.instant();
    String asking = asking(photo);
    Optional<Handovers.Stored> stored = handovers.read(photo);
    Optional<String> eTag = stored.map(Handovers.Stored::eTag);
    if (stored.isEmpty()) {
      return claim(eTag, Handover.claimed(photo, asking, now));
    }
    // Where it cannot be read it may have been put in, as by somebody who died.
    Handover known = stored.get().handover().orElse(Handover.claimed(photo, asking, Instant.EPOCH));
    if (known.task().isPresent()) {
      return known.asking().equals(asking) || isStillAsked(known)
          ? new Done()
          : claim(eTag, Handover.claimed(photo, asking, now));
    }
    if (known.claimedAt().plus(CLAIM).isAfter(now)) {
      return new Later();
    }
    return takeOver(claim(eTag, known.claimedAgain(now)));
  }

  private Step claim(Optional<String> before, Handover claim) {
    String image = shown.of(claim.photo());
    return handovers
        .write(before, claim)
        .<Step>map(eTag -> new Put(claim, eTag, image))
        .orElseGet(Later::new);
  }

  /** Whoever claimed it before may have put it in, and never noted it. */
  private Step takeOver(Step step) {
    if (!(step instanceof Put put)) {
      return step;
    }
    Optional<LabelStudioTask> found = project.find(put.claim().asking());
    if (found.isEmpty()) {
      return put;
    }
    LOG.info(
        "was put in by somebody who did not note it", entry("photo", put.claim().photo().id()));
    return isNoted(put, found.get().number()) ? new Done() : new Later();
  }

  /**
   * Whether a task of an earlier asking still waits for people, or has an answer that is on its
   * way. If not, people have to be asked again, with another task.
   */
  private boolean isStillAsked(Handover earlier) {
    return earlier.answer().isEmpty() && project.find(earlier.asking()).isPresent();
  }

  /**
   * The record's present state names the asking: a message that comes twice is one asking, and a
   * photo that people are asked about again is another.
   */
  private String asking(Photo photo) {
    String address = results.decisionAddress(photo);
    int tag = address.indexOf("?eTag=");
    return photo.fingerprint() + "/" + (tag < 0 ? "" : address.substring(tag + "?eTag=".length()));
  }

  /** Puts tasks in, and returns the fingerprints of those that are known to be there. */
  private Set<String> put(List<Put> claimed) {
    List<Long> numbers;
    try {
      numbers =
          project.put(
              claimed.stream().map(p -> new NewTask(p.claim().asking(), p.image())).toList());
    } catch (WebException e) {
      LOG.warn("Label Studio did not take {} tasks", claimed.size(), e);
      if (e.isRefusal()) {
        claimed.forEach(this::release);
      }
      return Set.of();
    }
    Set<String> noted = new HashSet<>();
    for (int i = 0; i < numbers.size(); i++) {
      if (isNoted(claimed.get(i), numbers.get(i))) {
        noted.add(claimed.get(i).claim().photo().fingerprint());
      }
    }
    return noted;
  }

  /** Notes that a task is there. If that fails, it is looked for when its message comes again. */
  private boolean isNoted(Put put, long number) {
    try {
      return handovers.write(Optional.of(put.eTag()), put.claim().as(number)).isPresent();
    } catch (SdkException e) {
      LOG.warn("put in, but not noted yet", entry("photo", put.claim().photo().id()), e);
      return false;
    }
  }

  /** Nothing was put in, so the next try need not wait. */
  private void release(Put put) {
    try {
      handovers.write(Optional.of(put.eTag()), put.claim().claimedAgain(Instant.EPOCH));
    } catch (SdkException e) {
      LOG.warn("a claim stays until it ends", entry("photo", put.claim().photo().id()), e);
    }
  }
}

package io.boardsift.triage;

import io.boardsift.aws.Deletion;
import io.boardsift.aws.DeletionGate;
import io.boardsift.aws.PhotoFacts;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.aws.RunawayGuard;
import io.boardsift.aws.S3Photo;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.PhotoGoneException;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.Step;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.FollowUpRequest;
import io.boardsift.sift.records.ReviewTask;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A photo's way through triage: look at it, ask the rules, delete it or hand it to a person. Every
 * step may be repeated: the first decision on a photo stands, a deletion hits only the version it
 * was decided on, and a second review task for an answered photo is not sent.
 */
final class Triage {
  /** Far more than any photo's life takes; somebody else changes it all the time. */
  private static final int MOST_STEPS = 10;

  private final RulesSource rules;
  private final MemorySource memorySource;
  private final Model model;
  private final PhotoDecoder decoder;
  private final Limits limits;
  private final PreviewMaker previews;
  private final BigPhotos bigPhotos = new BigPhotos(Runtime.getRuntime().maxMemory());
  private final Policy policy;
  private final RunawayGuard guard;
  private final DeletionGate gate;
  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final Queue reviewQueue;
  private final Queue verdictsQueue;
  private final TriageLog log;
  private final InstantSource clock;

  Triage(
      RulesSource rules,
      MemorySource memorySource,
      Model model,
      Limits limits,
      PreviewMaker previews,
      Policy policy,
      RunawayGuard guard,
      DeletionGate gate,
      PhotosBucket photos,
      ResultsBucket results,
      Queue reviewQueue,
      Queue verdictsQueue,
      TriageLog log,
      InstantSource clock) {
    this.rules = rules;
    this.memorySource = memorySource;
    this.model = model;
    this.decoder = new PhotoDecoder(limits);
    this.limits = limits;
    this.previews = previews;
    this.policy = policy;
    this.guard = guard;
    this.gate = gate;
    this.photos = photos;
    this.results = results;
    this.reviewQueue = reviewQueue;
    this.verdictsQueue = verdictsQueue;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Triages photos one after the other, each though another has failed; what has failed is told.
   *
   * @return how many have to be tried again
   */
  long triageEach(List<Photo> photos) {
    long failed = 0;
    for (Photo photo : photos) {
      try {
        triage(photo);
      } catch (RuntimeException | Error e) {
        log.failed(photo.id(), e);
        failed++;
      }
    }
    return failed;
  }

  void triage(Photo named) {
    // An event that says size 0, or no size, may be wrong or early: the bucket knows.
    Optional<Photo> seen = named.size() > 0 ? Optional.of(named) : photos.measured(named);
    if (seen.isEmpty()) {
      log.gone(named);
    } else if (seen.get().isFolder()) {
      log.folder(seen.get());
    } else {
      decide(seen.get());
    }
  }

  private void decide(Photo photo) {
    Decided decided;
    try {
      // Its bytes are let go of before it is carried out.
      decided =
          bigPhotos.inTurn(
              photo.size() <= limits.bytes() ? photo.size() : 0, () -> decideInTurn(photo));
    } catch (PhotoGoneException e) {
      log.gone(photo);
      return;
    }
    StoredDecision stored = decided.stored();
    PhotoFacts known =
        stored.isNew() ? PhotoFacts.ofNew(stored) : PhotoFacts.of(photo, photos, results);
    carryOut(photo, known, decided.millis());
  }

  /**
   * A photo that is decided on.
   *
   * @param stored the decision that stands, this one or an earlier one
   * @param millis how long deciding took
   */
  private record Decided(StoredDecision stored, double millis) {}

  private Decided decideInTurn(Photo photo) {
    Instant start = clock.instant();
    long nanos = System.nanoTime();
    KeptPhoto kept = new KeptPhoto(new S3Photo(photo, photos, limits), limits);
    Decision decision = policy.apply(photo, ask(kept));
    double millis = (System.nanoTime() - nanos) / 1e6;
    decision.model().ifPresent(log::asked);
    DecisionRecord record = DecisionRecord.of(photo, decision, start, millis);
    StoredDecision stored = results.recordUnlessRecorded(record);
    boolean isOurs = stored.isNew();
    if (!isOurs && isToBeDecidedAgain(stored)) {
      stored = results.recordAgain(stored, record);
      // Of two attempts at once only the one whose decision stands counts it.
      isOurs = stored.record().isSameDecisionAs(record);
    }
    if (isOurs) {
      guard.count(photo, stored.record().deletingRule());
      // Once: should this end the function, the next attempt finds the record and leaves it out.
      previews.make(photo, kept, stored.record());
    }
    return new Decided(stored, millis);
  }

  /** Whether people were asked because something failed, nobody has answered, and it is wanted. */
  private boolean isToBeDecidedAgain(StoredDecision stored) {
    return !stored.isDamaged()
        && stored.record().isToBeTriagedAgain()
        && results.verdict(stored.record().photo()).isEmpty();
  }

  /** Does what the photo's life has next, until nothing is left for triage. */
  private void carryOut(Photo photo, PhotoFacts first, double millis) {
    PhotoFacts known = first;
    for (int i = 0; i < MOST_STEPS; i++) {
      StoredDecision stored = known.decision().orElseThrow();
      DecisionRecord record = stored.record();
      Instant now = clock.instant();
      switch (Life.WITHOUT_GRACE.next(known.facts(), now)) {
        case Step.Delete(Cause cause) when cause == Cause.RULE -> {
          if (isDealtWith(stored, gate.delete(stored, cause), millis)) {
            return;
          }
        }
        case Step.Ask _ -> {
          reviewQueue.send(new ReviewTask(photo).toJson());
          log.handedToPeople(record, millis);
          return;
        }
        case Step.Reopen _ -> results.reopen(stored, now);
        case Step.Decide _ ->
            throw new IllegalStateException("its record is gone again: " + photo.id());
        // The rest is done, or is done by those who take answers.
        case Step.BringBack _ -> {
          // Whoever reads untrusted bytes has no right to remove versions, and markers are some.
          verdictsQueue.send(new FollowUpRequest(photo).toJson());
          log.followUp(photo);
          return;
        }
        case Step.Delete _, Step.Wait _, Step.Rest _ -> {
          log.settled(photo, known.facts());
          return;
        }
      }
      known = PhotoFacts.of(photo, photos, results);
    }
    throw new IllegalStateException(
        "changed by others at each of " + MOST_STEPS + " tries: " + photo.id());
  }

  /** What may not be deleted goes to a person: a photo is never in neither place. */
  private boolean isDealtWith(StoredDecision stored, Deletion deletion, double millis) {
    return switch (deletion) {
      case Deletion.Tried tried -> {
        log.deleted(stored.record(), tried, millis);
        // Whoever was asked before may have answered at this moment.
        yield stored.record().before().isEmpty();
      }
      case Deletion.Refused(String reason) -> {
        Instant now = clock.instant();
        results.change(stored, record -> record.leftToPeople(record.by(), reason, now));
        yield false;
      }
      case Deletion.Overtaken _ -> false;
    };
  }

  private Decision ask(PhotoSource photo) {
    return switch (rules.current()) {
      case Rulebook.InForce(var inForce) ->
          new Sieve(inForce, decoder, memorySource, model, rules.inShadow()).decide(photo);
      case Rulebook.Refused(String reason) -> {
        log.rulesRefused(reason);
        yield Decision.error("rules refused: " + reason, Evidence.none(), "none");
      }
    };
  }
}

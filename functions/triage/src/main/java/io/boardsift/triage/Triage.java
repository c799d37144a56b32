package io.boardsift.triage;

import io.boardsift.aws.Deletion;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.S3Photo;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.PhotoGoneException;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.memory.Recollection;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A photo's way through triage: look at it, ask the rules, delete it or hand it to a person. Every
 * step may be repeated: the first decision on a photo stands, a deletion hits only the version it
 * was decided on, and a second review task for an answered photo is not sent.
 */
final class Triage {
  private final RulesObject rules;
  private final Recollection recollection;
  private final Model model;
  private final PhotoDecoder decoder;
  private final Limits limits;
  private final BigPhotos bigPhotos = new BigPhotos(Runtime.getRuntime().maxMemory());
  private final Policy policy;
  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final Queue reviewQueue;
  private final TriageLog log;
  private final InstantSource clock;

  Triage(
      RulesObject rules,
      Recollection recollection,
      Model model,
      Limits limits,
      Policy policy,
      PhotosBucket photos,
      ResultsBucket results,
      Queue reviewQueue,
      TriageLog log,
      InstantSource clock) {
    this.rules = rules;
    this.recollection = recollection;
    this.model = model;
    this.decoder = new PhotoDecoder(limits);
    this.limits = limits;
    this.policy = policy;
    this.photos = photos;
    this.results = results;
    this.reviewQueue = reviewQueue;
    this.log = log;
    this.clock = clock;
  }

  void triage(Photo photo) {
    Instant start = clock.instant();
    long nanos = System.nanoTime();
    Decision decision;
    try {
      decision = policy.apply(photo, ask(photo));
    } catch (PhotoGoneException e) {
      log.gone(photo);
      return;
    }
    double millis = (System.nanoTime() - nanos) / 1e6;
    DecisionRecord mine = DecisionRecord.of(photo, decision, start, millis);
    decision.model().ifPresent(log::asked);
    Optional<DecisionRecord> earlier = results.recordUnlessRecorded(mine);
    DecisionRecord record = earlier.orElse(mine);
    switch (record.outcome()) {
      case DELETE -> {
        Deletion deletion = photos.delete(photo);
        log.deleted(record, deletion, millis);
      }
      case REVIEW -> {
        if (earlier.isPresent() && results.hasVerdict(photo)) {
          log.answeredAlready(photo);
        } else {
          reviewQueue.send(new ReviewTask(photo).toJson());
          log.handedToPeople(record, millis);
        }
      }
    }
  }

  private Decision ask(Photo photo) {
    return switch (rules.current()) {
      case Rulebook.InForce(var inForce) ->
          bigPhotos.inTurn(
              photo.size() <= limits.bytes() ? photo.size() : 0,
              () ->
                  new Sieve(inForce, decoder, recollection, model)
                      .decide(new S3Photo(photo, photos, limits)));
      case Rulebook.Refused(String reason) -> {
        log.rulesRefused(reason);
        yield Decision.error("rules refused: " + reason, Evidence.none(), "none");
      }
    };
  }
}

package io.boardsift.sift.life;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.DeletionTrace;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who acts on a photo, step by step as the functions and commands do it. */
final class Actors {
  private static final Life LIFE = Life.WITHOUT_GRACE;

  private Actors() {}

  /** What both functions do at the gate: look, begin, look again, delete, leave a trace. */
  abstract static class Function extends Actor {
    static final int LOOK = 10;
    static final int BEGIN = 11;
    static final int LOOK_AGAIN = 12;
    static final int DELETE = 13;
    static final int TRACE = 14;
    static final int REFUSED = 15;
    static final int RECORD_RETURN = 16;

    boolean isObserving;
    Cause cause;
    String marker = "";
    Optional<Verdict> broughtBackBy = Optional.empty();

    @Override
    String key() {
      return super.key() + isObserving + cause + marker + broughtBackBy.map(Verdict::answer);
    }

    void gate(World world) {
      switch (place) {
        case BEGIN -> {
          if (isObserving) {
            place = REFUSED;
          } else {
            world.change(r -> r.with(DeletionTrace.begun(cause, world.now())));
            place = LOOK_AGAIN;
          }
        }
        case LOOK_AGAIN ->
            place =
                LIFE.next(world.facts(), later()).equals(new Step.Delete(cause)) ? DELETE : LOOK;
        case DELETE -> {
          if (isObserving) {
            throw new AssertionError("deleted while observing");
          }
          Optional<String> set = world.delete();
          marker = set.orElse("m" + world.marker);
          place = TRACE;
        }
        case TRACE -> {
          DeletionTrace trace = new DeletionTrace(cause, world.now(), marker);
          world.change(r -> r.deleted(trace));
          place = LOOK;
        }
        default -> throw new AssertionError("no such step: " + place);
      }
    }

    /** What those who take answers do for a photo. */
    void followUp(World world) {
      switch (place) {
        case LOOK -> {
          switch (LIFE.next(world.facts(), later())) {
            case Step.Delete(Cause called) when called == Cause.PERSON -> {
              cause = called;
              place = BEGIN;
            }
            case Step.BringBack(String which, Optional<Verdict> verdict) -> {
              world.unhide(which);
              broughtBackBy = verdict;
              place = RECORD_RETURN;
            }
            case Step.Reopen _ -> {
              world.change(r -> r.restored("by hand", world.now()));
              world.verdict = Optional.empty();
            }
            case Step.Ask _ -> {
              world.hasTask = true;
              place = DONE;
            }
            case Step.Delete _, Step.Wait _, Step.Decide _, Step.Rest _ -> place = DONE;
          }
        }
        case RECORD_RETURN -> {
          world.change(r -> r.broughtBack(broughtBackBy));
          place = LOOK;
        }
        case REFUSED -> place = DONE;
        default -> gate(world);
      }
    }

    /** After every grace. */
    static Instant later() {
      return Instant.EPOCH.plusSeconds(1_000_000);
    }

    @Override
    void beginAgain() {
      place = 0;
      cause = null;
      marker = "";
      broughtBackBy = Optional.empty();
    }
  }

  /** An event's delivery to triage, whose rules call for deletion. */
  static final class Delivery extends Function {
    @Override
    void step(World world) {
      switch (place) {
        case 0 -> {
          isObserving = world.isObserving;
          place = 1;
        }
        case 1 -> {
          boolean isNew = world.recordUnlessRecorded(decision(world));
          DecisionRecord record = world.record.orElseThrow();
          if (record.isToBeTriagedAgain() && world.verdict.isEmpty()) {
            place = 2;
            return;
          }
          if (isNew && record.outcome() == Outcome.DELETE) {
            cause = Cause.RULE;
            place = DELETE; // it has the record that it just wrote
          } else {
            place = LOOK;
          }
        }
        case 2 -> { // an answer may have come meanwhile
          world.change(r -> r.decidedAgain(decision(world)));
          place = LOOK;
        }
        case LOOK -> {
          switch (LIFE.next(world.facts(), later())) {
            case Step.Delete(Cause called) when called == Cause.RULE -> {
              cause = called;
              place = BEGIN;
            }
            case Step.Ask _ -> {
              world.hasTask = true;
              place = DONE;
            }
            case Step.Reopen _ -> world.change(r -> r.restored("by hand", world.now()));
            case Step.Decide _ -> throw new AssertionError("a record is gone");
            case Step.BringBack _ -> {
              world.requests++;
              place = DONE;
            }
            case Step.Delete _, Step.Wait _, Step.Rest _ -> place = DONE;
          }
        }
        case REFUSED -> {
          world.change(r -> r.leftToPeople(r.by(), "observing", world.now()));
          place = LOOK;
        }
        default -> gate(world);
      }
    }

    private DecisionRecord decision(World world) {
      Decision called =
          new Decision(
              Outcome.DELETE,
              DecidedBy.RULE,
              "all one tone",
              new Finding(
                  Optional.of("blank"),
                  List.of(),
                  true,
                  Evidence.none(),
                  "v",
                  Optional.empty(),
                  Optional.empty()));
      Decision decision = isObserving ? called.keptBecause("observing") : called;
      return DecisionRecord.of(World.PHOTO, decision, world.now(), 0);
    }
  }

  /** An event that triage gave up, as labeling takes it. */
  static final class GivenUp extends Function {
    @Override
    void step(World world) {
      if (place == 0) {
        Decision error = Decision.error("given up", Evidence.none(), "none");
        boolean isNew =
            world.recordUnlessRecorded(DecisionRecord.of(World.PHOTO, error, world.now(), 0));
        place = isNew ? 2 : 1;
        return;
      }
      if (place == 1) {
        switch (LIFE.next(world.facts(), later())) {
          case Step.Ask _ -> place = 2;
          case Step.Delete _ when world.facts().verdict().isEmpty() -> {
            world.change(r -> r.leftToPeople(DecidedBy.ERROR, "given up", world.now()));
            place = 2;
          }
          case Step.Reopen _ -> {
            world.change(r -> r.restored("by hand", world.now()));
            place = 2;
          }
          case Step.BringBack back -> {
            world.requests++;
            place = back.verdict().isEmpty() ? 2 : DONE;
          }
          case Step.Delete _, Step.Decide _, Step.Wait _, Step.Rest _ -> place = DONE;
        }
        return;
      }
      world.hasTask = true;
      place = DONE;
    }
  }

  /** A person answers, and the message of the answer is taken. */
  static final class Answering extends Function {
    private final Answer answer;
    private Optional<Verdict> given = Optional.empty();

    Answering(Answer answer) {
      this.answer = answer;
    }

    @Override
    boolean isReady(World world) {
      return place != 0
          || given.isPresent()
          || (world.hasTask && world.record.filter(DecisionRecord::hasAskedPeople).isPresent());
    }

    @Override
    String key() {
      return super.key() + answer + given.map(Verdict::at);
    }

    @Override
    void step(World world) {
      switch (place) {
        case 0 -> {
          if (given.isEmpty()) {
            given = Optional.of(new Verdict(World.PHOTO, answer, "", "", world.now()));
          }
          isObserving = world.isObserving;
          place = 1;
        }
        case 1 -> {
          DecisionRecord record = world.record.orElseThrow();
          boolean counts = record.counts(given.get());
          place = record.hasAskedPeople() ? counts ? 2 : LOOK : DONE;
        }
        case 2 -> {
          world.recordUnlessOutdated(given.get());
          place = LOOK;
        }
        default -> followUp(world);
      }
    }
  }

  /** Requests to follow up on the photo, one after the other. */
  static final class Following extends Function {
    @Override
    boolean isReady(World world) {
      return place != 0 || world.requests > 0;
    }

    @Override
    void step(World world) {
      if (place == 0) {
        isObserving = world.isObserving;
        place = LOOK;
        return;
      }
      followUp(world);
      if (place == DONE) {
        world.requests--;
        place = 0;
      }
    }
  }

  /** The restore command, once there is something to restore. */
  static final class Restoring extends Actor {
    private String marker = "";

    @Override
    boolean isReady(World world) {
      return place != 0
          || (world.marker != 0
              && world.record.filter(r -> r.isOwn("m" + world.marker)).isPresent());
    }

    @Override
    String key() {
      return super.key() + marker;
    }

    @Override
    void step(World world) {
      switch (place) {
        case 0 -> {
          marker = "m" + world.marker;
          place = 1;
        }
        case 1 -> {
          world.change(r -> r.restored("restore", world.now()));
          place = 2;
        }
        case 2 -> {
          world.verdict = Optional.empty();
          place = 3;
        }
        case 3 -> {
          world.hasTask = true;
          place = 4;
        }
        case 4 -> {
          world.unhide(marker);
          place = 5;
        }
        default -> {
          if (world.standing() instanceof Standing.Hidden(String another)
              && world.record.orElseThrow().isOwn(another)) {
            world.unhide(another);
            return;
          }
          world.restoredAt = Optional.of(world.record.orElseThrow().restored().orElseThrow().at());
          place = DONE;
        }
      }
    }

    @Override
    void beginAgain() {
      place = 0;
      marker = "";
    }
  }

  /** The retriage command marks the record; the message that it sends is a delivery. */
  static final class Retriaging extends Actor {
    @Override
    boolean isReady(World world) {
      return place != 0 || world.record.filter(DecisionRecord::mayBeTriagedAgain).isPresent();
    }

    @Override
    void step(World world) {
      world.change(r -> r.toBeTriagedAgain(world.now()));
      place = DONE;
    }

    @Override
    void beginAgain() {
      place = 0;
    }
  }

  /** The console, which shows nobody what is deleted. */
  static final class Leasing extends Actor {
    @Override
    boolean isReady(World world) {
      return world.hasTask && world.record.filter(record -> !record.asksPeople()).isPresent();
    }

    @Override
    void step(World world) {
      world.hasTask = false;
    }

    @Override
    void beginAgain() {
      place = 0;
    }
  }

  /** The owner switches between observing and deleting. */
  static final class ModeSwitch extends Actor {
    @Override
    void step(World world) {
      world.isObserving = !world.isObserving;
      place = DONE;
    }

    @Override
    void beginAgain() {
      place = DONE; // one switch is one effect
    }
  }
}

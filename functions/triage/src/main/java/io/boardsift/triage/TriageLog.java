package io.boardsift.triage;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.Deletion;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Facts;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.records.DecisionRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what triage does: a line of JSON and a batch of metrics for each photo. */
final class TriageLog {
  private static final Logger LOG = LoggerFactory.getLogger(Triage.class);

  private final Telemetry telemetry;

  TriageLog(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  void deleted(DecisionRecord record, Deletion.Tried deletion, double millis) {
    String what =
        switch (deletion) {
          case Deletion.Deleted d -> "deleted";
          case Deletion.Superseded s -> "superseded";
          case Deletion.AlreadyGone g -> "deleted before";
        };
    Map<String, Double> counts = new LinkedHashMap<>();
    if (!(deletion instanceof Deletion.Superseded)) {
      counts.put("Deleted", 1.0);
    }
    decided(what, record, millis, counts);
  }

  void handedToPeople(DecisionRecord record, double millis) {
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put("Reviewed", 1.0);
    decided("handed to people", record, millis, counts);
  }

  private void decided(
      String what, DecisionRecord record, double millis, Map<String, Double> counts) {
    LOG.info(
        what,
        entry("photo", record.photo().id()),
        entry("decision", record.outcome().name()),
        entry("by", record.by().word()),
        entry("rule", record.rule().orElse("")),
        entry("reason", record.reason()),
        entry("millis", Math.round(millis)));
    if (record.by() == DecidedBy.AUDIT) {
      counts.put("Audited", 1.0);
    }
    if (record.by() == DecidedBy.ERROR) {
      counts.put("Unreadable", 1.0);
    }
    telemetry.count(counts);
  }

  /** What the model said is in the photo's record; here only that it said nothing. */
  void asked(ModelFinding finding) {
    finding
        .error()
        .ifPresent(
            error -> {
              LOG.warn("the model did not answer", entry("reason", error));
              telemetry.count(Map.of("ModelFailed", 1.0));
            });
  }

  void gone(Photo photo) {
    LOG.info("gone before triage", entry("photo", photo.id()));
  }

  /** A photo that was decided on before, and with which triage has nothing left to do. */
  void settled(Photo photo, Facts facts) {
    LOG.info(
        "nothing is left to do",
        entry("photo", photo.id()),
        entry("state", Life.state(facts).words()));
  }

  /** Its delete marker must not be there, and those who take answers are asked to remove it. */
  void followUp(Photo photo) {
    LOG.info("hidden and must not be, so it is brought back", entry("photo", photo.id()));
  }

  void folder(Photo photo) {
    LOG.info("a folder, which is left alone", entry("photo", photo.id()));
  }

  void rulesRefused(String reason) {
    LOG.error("rules refused, so people see every photo", entry("reason", reason));
    telemetry.count(Map.of("RulesRefused", 1.0));
  }

  void memoryUnreadable(String reason) {
    LOG.error("the memory cannot be read, so no rule on it holds", entry("reason", reason));
    telemetry.count(Map.of("MemoryUnreadable", 1.0));
  }

  /** People are shown the photo itself. */
  void previewFailed(Photo photo, Throwable e) {
    LOG.warn("no preview", entry("photo", photo.id()), entry("reason", String.valueOf(e)));
    telemetry.count(Map.of("PreviewsFailed", 1.0));
  }

  void failed(String what, Throwable e) {
    LOG.error("not triaged, the event will be repeated", entry("photo", what), e);
    telemetry.count(Map.of("Failed", 1.0));
  }

  /** What failed before, and will not get better by waiting, is for people. */
  void handedOn(String why) {
    LOG.warn("not triaged again, but handed on to people", entry("reason", why));
  }

  void notHandedOn(Throwable e) {
    LOG.error("cannot be handed on to people, the message will come again", e);
    telemetry.count(Map.of("Failed", 1.0));
  }

  void comesSooner(Throwable e) {
    LOG.warn("a message cannot rest for as long as it should, so it comes sooner", e);
  }

  void unknownEvent(String what) {
    LOG.error(
        "an event that nobody understands in full, it will be repeated", entry("reason", what));
    telemetry.count(Map.of("UnknownEvents", 1.0));
  }

  void nothingToDo(String why) {
    LOG.info("nothing to do", entry("reason", why));
  }
}

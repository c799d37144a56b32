package io.boardsift.soak.accounting;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.soak.accounting.Account.Entry;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts every version that was ever uploaded in its one place, and finds those that have none. */
public final class Accountant {
  private static final String NOT_A_BOARD = "not a board";
  private static final String CANNOT_TELL = "cannot tell";

  private final Ledger ledger;
  private final Records<Decided> decisions;

  /** The answers in them. */
  private final Records<String> verdicts;

  private final Set<String> listedDeletions;
  private final List<PhotoVersion> versions;
  private final Map<String, String> messages = new HashMap<>();
  private final int deadLetters;

  /**
   * Looks at all there is, once everything has come to rest.
   *
   * @param queues by name, those where a message may wait; what lies there is taken for an hour
   * @param deadLetters the queue of messages that could not be read
   */
  public Accountant(
      S3Client s3,
      SqsClient sqs,
      String photosBucket,
      String resultsBucket,
      Map<String, URI> queues,
      URI deadLetters,
      Ledger ledger) {
    this.ledger = ledger;
    this.decisions = Records.under(s3, resultsBucket, "decisions/", Decided::of);
    this.verdicts = Records.under(s3, resultsBucket, "verdicts/", Accountant::answer);
    this.listedDeletions = Records.lastNames(s3, resultsBucket, "deletions/");
    this.versions = PhotoVersions.in(s3, photosBucket);
    QueueContents dead = QueueContents.of(sqs, deadLetters);
    this.deadLetters = dead.size();
    dead.versions().forEach(version -> messages.put(version, "dead letters"));
    queues.forEach(
        (name, queue) ->
            QueueContents.of(sqs, queue)
                .versions()
                .forEach(version -> messages.put(version, name)));
  }

  /**
   * What a decision's record says.
   *
   * @param outcome empty of a damaged record
   */
  private record Decided(String outcome, String rule) {
    static Decided of(JsonNode json) {
      return new Decided(json.path("outcome").asText(), json.path("rule").asText("damaged record"));
    }
  }

  /** Says of each version where it is. */
  public Account account() {
    Map<String, String> uploads = ledger.uploads();
    List<Entry> entries = new ArrayList<>();
    for (PhotoVersion version : versions) {
      uploads.remove(version.versionId());
      entries.add(entry(version));
    }
    uploads.forEach(
        (versionId, key) ->
            entries.add(
                ledger.isGone(versionId)
                    ? new Entry(key + " " + versionId, Place.GONE, "removed by others", false)
                    : new Entry(
                        key + " " + versionId, Place.LOST, "not in the bucket any more", false)));
    return new Account(entries, deadLetters);
  }

  private Entry entry(PhotoVersion version) {
    if (!version.isNewest()) {
      return at(version, Place.SUPERSEDED, "a newer version has its key");
    }
    if (version.marker().isEmpty()) {
      return visible(version);
    }
    if (ledger.isOthersMarker(version.marker().get())) {
      return at(version, Place.HIDDEN_BY_OTHERS, "a delete marker of others");
    }
    return hidden(version);
  }

  private Entry hidden(PhotoVersion version) {
    Entry entry = hiddenByUs(version);
    boolean isRight = entry.place() == Place.DELETED || entry.place() == Place.LABELLED;
    String name = version.recordName().replace(".json", "");
    return isRight && !listedDeletions.contains(name)
        ? at(version, Place.LOST, "hidden, and no day's list of deletions names it")
        : entry;
  }

  private Entry hiddenByUs(PhotoVersion version) {
    String id = version.versionId();
    Optional<AnswerKind> lastWord = ledger.lastWord(id);
    if (lastWord.filter(word -> word == AnswerKind.BOARD).isPresent()) {
      return deletedBoard(version, "hidden, and the last answer on it is \"board\"");
    }
    if (ledger.isRestored(id) && !ledger.wasCalledNoBoard(id)) {
      return deletedBoard(version, "hidden, though it was brought back, and nobody objected");
    }
    Optional<String> answer = verdicts.get(version.recordName());
    boolean isOnAWord =
        answer.isPresent()
            && (answer.get().equals(NOT_A_BOARD) || answer.get().equals(CANNOT_TELL));
    if (isOnAWord) {
      return ledger.wasCalledNoBoard(id)
          ? at(version, Place.LABELLED, "hidden as \"not a board\"")
          : at(version, Place.LOST, "hidden on an answer that nobody gave");
    }
    Optional<Decided> decision = decisions.get(version.recordName());
    if (decision.isEmpty()) {
      return at(version, Place.LOST, "hidden by a marker, and no record says why");
    }
    boolean saysDelete = decision.get().outcome().equals("DELETE");
    return saysDelete || ledger.isDamaged(decisions.key(version.recordName()))
        ? at(version, Place.DELETED, decision.get().rule())
        : at(version, Place.LOST, "hidden by a marker, and its record says review");
  }

  private Entry visible(PhotoVersion version) {
    String id = version.versionId();
    Optional<String> verdict = verdicts.get(version.recordName());
    if (verdict.isPresent()) {
      return ledger.isAnswered(id)
          ? at(version, Place.LABELLED, verdict.get())
          : at(version, Place.LOST, "an answer that nobody gave stands");
    }
    Optional<Decided> decision = decisions.get(version.recordName());
    String outcome = decision.map(Decided::outcome).orElse("");
    String queue = messages.get(id);
    if (queue != null && (queue.equals("tasks") || outcome.equals("REVIEW"))) {
      return at(version, Place.REVIEW, "in " + queue);
    }
    String record =
        decision.isEmpty()
            ? "no record"
            : outcome.isEmpty() ? "a damaged record" : "a record that says " + outcome;
    String answered = ledger.isAnswered(id) ? "answered, " : "";
    return at(
        version,
        Place.LOST,
        answered + record + (queue == null ? ", and no queue has it" : ", in " + queue));
  }

  private static String answer(JsonNode verdict) {
    return verdict.path("board-verdict-metadata").path("class-name").asText("?");
  }

  private static Entry at(PhotoVersion version, Place place, String why) {
    return new Entry(version.name(), place, why, false);
  }

  private static Entry deletedBoard(PhotoVersion version, String why) {
    return new Entry(version.name(), Place.LOST, why, true);
  }
}

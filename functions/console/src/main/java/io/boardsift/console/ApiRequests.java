package io.boardsift.console;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the page sends. */
final class ApiRequests {
  /** As many as SQS gives out at once. */
  private static final int MOST = 10;

  private static final int MOST_LEASES = 40;

  /** What SQS would refuse as if something else were wrong; its own are never like that. */
  private static final Pattern LEASE = Pattern.compile("[!-~]{1,1024}");

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{16,64}");

  private ApiRequests() {}

  /**
   * A reviewer's answer.
   *
   * @param id made by the page, the same if it is sent again
   * @param replaces the id of the answer that it changes; empty if it is a first one
   * @param lease of the task it answers; empty where an earlier answer is changed
   * @param day the reviewer's, for counting; empty if it cannot be today
   * @param defect what is broken, if the board is
   */
  record AnswerRequest(
      String id,
      Optional<String> replaces,
      Photo photo,
      Answer answer,
      Optional<String> lease,
      Optional<LocalDate> day,
      Defect defect) {}

  static int count(String body) {
    return JsonBody.of(body).number("count", 1, MOST);
  }

  static AnswerRequest answer(String text, Instant now) {
    JsonBody body = JsonBody.of(text);
    Answer answer = answer(body.text("answer").orElse(""));
    String id = body.text("id").orElse("");
    if (!ID.matcher(id).matches()) {
      throw new RefusedException(400, "\"id\" has to be 16 to 64 letters and digits");
    }
    return new AnswerRequest(
        id,
        body.text("replaces"),
        photo(body),
        answer,
        body.text("lease").map(ApiRequests::lease),
        day(body, now),
        defect(body, answer));
  }

  /** In its own words only: other spellings are for labeling jobs. */
  private static Answer answer(String label) {
    return Answer.of(label)
        .filter(answer -> answer.label().equals(label))
        .orElseThrow(() -> new RefusedException(400, "\"answer\" is not one of the four"));
  }

  private static Defect defect(JsonBody body, Answer answer) {
    if (answer != Answer.BROKEN_BOARD && body.has("defect")) {
      throw new RefusedException(400, "\"defect\" is for a broken board only");
    }
    try {
      return Defect.of(body.field("defect"));
    } catch (MalformedException e) {
      throw new RefusedException(400, "\"defect\": " + e.getMessage());
    }
  }

  static Photo photo(String body) {
    return photo(JsonBody.of(body));
  }

  private static Photo photo(JsonBody body) {
    try {
      return ReviewTask.fromJson(body.field("photo").toString()).photo();
    } catch (MalformedException e) {
      throw new RefusedException(400, "\"photo\": " + e.getMessage());
    }
  }

  static LocalDate day(String body, Instant now) {
    return day(JsonBody.of(body), now)
        .orElseThrow(() -> new RefusedException(400, "\"day\" has to be today's date"));
  }

  /**
   * The day where the reviewer is; nowhere is it further from here than a day. An answer may be
   * older, as pages keep answers until they can be sent.
   */
  private static Optional<LocalDate> day(JsonBody body, Instant now) {
    LocalDate here = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return body.date("day")
        .filter(day -> !day.isBefore(here.minusDays(1)) && !day.isAfter(here.plusDays(1)));
  }

  static List<String> leases(String body) {
    List<String> leases = JsonBody.of(body).texts("leases");
    if (leases.size() > MOST_LEASES) {
      throw new RefusedException(400, "\"leases\" are " + MOST_LEASES + " at most");
    }
    leases.forEach(ApiRequests::lease);
    return leases;
  }

  private static String lease(String text) {
    if (!LEASE.matcher(text).matches()) {
      throw new RefusedException(400, "a lease is 1 to 1024 letters, digits and signs");
    }
    return text;
  }
}

package io.boardsift.soak;

import io.boardsift.soak.accounting.Account;
import io.boardsift.soak.accounting.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param account where every version is
 * @param faults how often each thing went wrong
 * @param elapsed from the first upload to the account
 * @param isAtRest whether the pipeline had nothing left to do when it was accounted for
 */
public record SoakResult(
    SoakPlan plan, Account account, Map<String, Long> faults, Duration elapsed, boolean isAtRest) {

  /** The answer for scripts. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", account.entries().size());
    json.put("deleted", account.count(Place.DELETED));
    json.put("review", account.count(Place.REVIEW));
    json.put("labelled", account.count(Place.LABELLED));
    json.put("superseded", account.count(Place.SUPERSEDED));
    json.put("gone", account.count(Place.GONE));
    json.put("hiddenByOthers", account.count(Place.HIDDEN_BY_OTHERS));
    json.put("lost", account.count(Place.LOST));
    json.put("deletedBoards", account.deletedBoards());
    json.put("deadLetters", account.deadLetters());
    json.put("atRest", isAtRest);
    json.put("seed", plan.seed());
    json.put("seconds", Math.round(elapsed.toMillis() / 100.0) / 10.0);
    json.put("faults", faults);
    json.put(
        "lostPhotos",
        account.faults().stream()
            .map(entry -> Map.of("photo", entry.photo(), "why", entry.why()))
            .toList());
    return json;
  }
}

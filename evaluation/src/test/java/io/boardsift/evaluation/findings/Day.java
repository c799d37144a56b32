package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import io.boardsift.sift.rules.HeldCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A day's cases for a test, in numbers of each kind. */
final class Day {
  private static final Assumptions ASSUMED = new Assumptions(5, 2, 0.01);
  private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");

  /** The only rule here that asks the memory. */
  static final String MEMORY_RULE = "thrown-away-before";

  private static final List<HeldCondition> ASKS_MEMORY =
      List.of(HeldCondition.of("third-nearest-not-a-board below 16", Evidence.none()));

  private final List<ReviewedPhoto> reviewed = new ArrayList<>();

  /** Photos that no rule holds of. */
  Day left(int count, Answer answer) {
    return add(count, Outcome.REVIEW, DecidedBy.DEFAULT, null, Optional.empty(), answer);
  }

  /** Photos whose deletion a rule called for, and that people saw instead. */
  Day checked(int count, String rule, Answer answer) {
    return add(count, Outcome.REVIEW, DecidedBy.AUDIT, rule, Optional.empty(), answer);
  }

  Day trimmed(int count, String rule) {
    return add(count, Outcome.DELETE, DecidedBy.RULE, rule, Optional.empty(), null);
  }

  Day restored(int count, String rule, Answer answer) {
    return add(count, Outcome.REVIEW, DecidedBy.PERSON, rule, Optional.empty(), answer);
  }

  /** Photos that no plain rule holds of, and about which a model in shadow was asked. */
  Day shadowed(int count, boolean wouldDelete, Answer answer) {
    return add(
        count,
        Outcome.REVIEW,
        DecidedBy.DEFAULT,
        null,
        Optional.of(model(ModelMode.SHADOW, wouldDelete)),
        answer);
  }

  /** Photos whose deletion a model that is obeyed called for, and that people saw instead. */
  Day audited(int count, Answer answer) {
    return add(
        count,
        Outcome.REVIEW,
        DecidedBy.AUDIT,
        "model-sees-no-board",
        Optional.of(model(ModelMode.OBEY, true)),
        answer);
  }

  /** Photos of which rules in shadow say the one or the other, besides those in force. */
  Day inShadow(int count, String ruleInForce, boolean wouldDelete, Answer answer) {
    DecidedBy by = ruleInForce == null ? DecidedBy.DEFAULT : DecidedBy.AUDIT;
    ShadowFinding said =
        new ShadowFinding(
            "v2", true, wouldDelete ? Optional.of("new") : Optional.empty(), wouldDelete, "");
    return add(count, Outcome.REVIEW, by, ruleInForce, Optional.empty(), Optional.of(said), answer);
  }

  private static ModelFinding model(ModelMode mode, boolean wouldDelete) {
    return new ModelFinding(
        mode,
        Optional.empty(),
        wouldDelete ? Optional.of("model-sees-no-board") : Optional.empty(),
        wouldDelete,
        "");
  }

  private Day add(
      int count,
      Outcome outcome,
      DecidedBy by,
      String rule,
      Optional<ModelFinding> model,
      Answer answer) {
    return add(count, outcome, by, rule, model, Optional.empty(), answer);
  }

  private Day add(
      int count,
      Outcome outcome,
      DecidedBy by,
      String rule,
      Optional<ModelFinding> model,
      Optional<ShadowFinding> shadow,
      Answer answer) {
    for (int i = 0; i < count; i++) {
      int number = reviewed.size();
      Photo photo = new Photo("photos", "camera/" + number + ".jpg", "1", "e", 1);
      Instant decidedAt = MORNING.plusSeconds(number);
      reviewed.add(
          new ReviewedPhoto(
              photo,
              outcome,
              by,
              Optional.ofNullable(rule),
              "",
              MEMORY_RULE.equals(rule) ? ASKS_MEMORY : List.of(),
              outcome == Outcome.DELETE,
              rule != null,
              decidedAt,
              "v1",
              model,
              shadow,
              Optional.ofNullable(answer)
                  .map(said -> new Verdict(photo, said, "", "", decidedAt))));
    }
    return this;
  }

  Findings findings() {
    return new Findings(reviewed, ASSUMED);
  }
}

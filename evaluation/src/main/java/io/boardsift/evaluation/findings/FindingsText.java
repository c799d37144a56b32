package io.boardsift.evaluation.findings;

import static io.boardsift.evaluation.findings.NumberFormats.count;
import static io.boardsift.evaluation.findings.NumberFormats.number;
import static io.boardsift.evaluation.findings.NumberFormats.percent;
import static io.boardsift.evaluation.findings.NumberFormats.span;
import static io.boardsift.evaluation.findings.NumberFormats.time;

import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.findings.ShadowRules.Said;
import io.boardsift.sift.model.ModelMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Findings in words, for people who do not read tables. */
public final class FindingsText {
  private final Findings findings;
  private final Conclusion conclusion;

  public FindingsText(Findings findings, Conclusion conclusion) {
    this.findings = findings;
    this.conclusion = conclusion;
  }

  /** The answer to "do you need a model?" with its evidence. */
  public String verdict() {
    List<String> sentences = new ArrayList<>();
    String answer = conclusion.answer().words();
    sentences.add(answer.substring(0, 1).toUpperCase(Locale.ROOT) + answer.substring(1) + ".");
    sentences.add(rules());
    sentences.add(findings.model().map(this::model).orElseGet(this::withoutModel));
    sentences.add(advice());
    return String.join(" ", sentences);
  }

  private String rules() {
    String found =
        "Of all photos without a board, rules alone find " + percent(findings.rulesReach()) + ".";
    Estimate lost = findings.rulesLose();
    return lost.low() > findings.assumptions().maxBoardLoss()
        ? found + " But they would delete " + percent(lost) + " of all boards."
        : found;
  }

  private String withoutModel() {
    Estimate left = findings.left();
    return String.format(
        Locale.ROOT,
        "They leave %s of all photos to people unnecessarily. A model that found every one of them"
            + " would save %s hours of looking a month, against some %s that a model costs.",
        percent(left),
        span(findings.hoursAMonth(left)),
        number(findings.assumptions().modelHours()));
  }

  private String model(ModelTrial trial) {
    return String.format(
        Locale.ROOT,
        "A model %s %s of all photos, which is %s hours of looking a month, against some %s"
            + " that it costs. On the same photos, rules and model find %s of those without a board. It %s %s"
            + " of all boards; %s is the most that was allowed.",
        trial.mode() == ModelMode.OBEY ? "adds" : "would add",
        percent(trial.adds()),
        span(findings.hoursAMonth(trial.adds())),
        number(findings.assumptions().modelHours()),
        percent(findings.reachWith(trial)),
        trial.mode() == ModelMode.OBEY ? "deletes" : "would delete",
        percent(trial.loses()),
        percent(findings.assumptions().maxBoardLoss()));
  }

  private String advice() {
    return switch (conclusion.advice()) {
      case LEAVE_IT ->
          conclusion.answer() == Conclusion.Answer.NOTHING
              ? "Leave these photos to people, or see that fewer of them are taken."
              : "Leave it as it is.";
      case FIX_RULES ->
          "Tighten or take out "
              + findings.rules().stream()
                  .filter(rule -> rule.wrong().hits() > 0)
                  .map(RuleFinding::rule)
                  .collect(Collectors.joining(", "))
              + ": boards are among what they call for.";
      case COLLECT_ANSWERS -> collectAnswers();
      case TRY_IN_SHADOW -> "Try a model in shadow (MODEL): it is asked, recorded, and not obeyed.";
      case KEEP_IN_SHADOW -> "Leave the model in shadow: " + whyNot();
      case PROMOTE -> "Obey the model: set MODEL_MODE (ModelMode) to obey.";
      case DEMOTE -> "Stop obeying the model: set MODEL_MODE (ModelMode) to shadow.";
    };
  }

  private String collectAnswers() {
    if (findings.labelled() == 0) {
      return "Nobody has answered on a photo yet: let people answer, then ask again.";
    }
    return findings.labelled() == findings.photos()
        ? "People have answered on all photos: ask again when there are more."
        : "Let people answer on more photos, audits among them, then ask again.";
  }

  private String whyNot() {
    double mostLost = findings.assumptions().maxBoardLoss();
    boolean hasLost = findings.model().filter(trial -> trial.loses().likely() > 0).isPresent();
    return hasLost
        ? "train it on boards like those that it would delete, or take out the rule that is to"
            + " blame."
        : String.format(
            Locale.ROOT,
            "that it deletes fewer than %s of all boards takes answers on some %,d boards.",
            percent(mostLost),
            Proportion.sampleFor(mostLost));
  }

  /** What each step brings and costs, a line for each. */
  public List<String> steps() {
    return findings.steps().stream()
        .map(
            step ->
                String.format(
                    Locale.ROOT,
                    "%-18s saves %s hours of looking a month, deletes %s of all boards; %s",
                    step.kind().words(),
                    span(step.hoursAMonth()),
                    percent(step.loses()),
                    untilItIsKnown(step)))
        .toList();
  }

  /** What would show that a step deletes few enough boards. */
  public static String untilItIsKnown(Step step) {
    return step.called() == 0 ? "called for nothing yet" : untilItIsKnown(step.moreChecks());
  }

  /**
   * The same of anything that deletes.
   *
   * @param moreChecks as {@link Step#moreChecks} has them
   */
  public static String untilItIsKnown(OptionalInt moreChecks) {
    if (moreChecks.isEmpty()) {
      return "needs answers";
    }
    int checks = moreChecks.getAsInt();
    return checks == 0 ? "checked enough" : count(checks, "more check");
  }

  /** What rules in shadow would change, in a sentence or two; empty where there are none. */
  public Optional<String> shadow() {
    return findings.shadowRules().map(FindingsText::shadow);
  }

  private static String shadow(ShadowRules rules) {
    Said more = rules.said(By.IN_SHADOW);
    String judged =
        more.photos() == 0
            ? ""
            : " Of what only they would delete, people called %s a board and %s none, and have not answered on %s."
                .formatted(count(more.boards()), count(more.others()), count(more.open()));
    return "Rules in shadow (version %s) were asked about %s. They would delete %s that the rules in force leave, and leave %s that these delete."
            .formatted(
                rules.version(),
                count(rules.told().size(), "photo"),
                count(more.photos()),
                count(rules.called(By.IN_FORCE).size()))
        + judged;
  }

  /** One paragraph for somebody who decides on money. */
  public String paragraph() {
    int days = findings.days().size();
    return String.format(
        Locale.ROOT,
        "On %s cameras took %,d photos. %s%s %s",
        days == 1 ? "one day" : String.format(Locale.ROOT, "%,d days", days),
        findings.photos(),
        saved(),
        wrong(),
        verdict());
  }

  /** How often deletions are wrong, with a space before it; nothing where there are none. */
  private String wrong() {
    if (findings.candidates() == 0) {
      return "";
    }
    Proportion wrong = findings.falseDeletions();
    if (wrong.total() == 0) {
      return " How often such a deletion is wrong is not known yet: people have checked none of them.";
    }
    String range =
        wrong.hits() == 0 ? "" : " By this " + percent(wrong.range()) + " of deletions are wrong.";
    return " " + ShortAnswer.found(wrong) + range + " Every deletion can be undone.";
  }

  private String saved() {
    int days = findings.days().size();
    if (findings.candidates() == 0) {
      return "Nothing called for the deletion of any.";
    }
    if (findings.trimmed() == 0 && findings.candidates() > 0) {
      return String.format(
          Locale.ROOT,
          "%s; %,d (%s) would have been deleted, which is %s of looking a day.",
          findings.restored() == 0
              ? "Nothing was deleted, as Boardsift only observes"
              : String.format(
                  Locale.ROOT,
                  "Nothing is deleted, as people brought back %,d",
                  findings.restored()),
          findings.candidates(),
          percent((double) findings.candidates() / findings.photos()),
          time(findings.assumptions().hours((double) findings.candidates() / days)));
    }
    return String.format(
        Locale.ROOT,
        "Boardsift deleted %,d of them (%s), so that nobody had to look at them: %s of looking"
            + " saved a day, at %s seconds a photo.",
        findings.trimmed(),
        percent((double) findings.trimmed() / findings.photos()),
        time(findings.assumptions().hours((double) findings.trimmed() / days)),
        number(findings.assumptions().secondsALook()));
  }
}

package io.boardsift.evaluation.findings;

import static io.boardsift.evaluation.findings.NumberFormats.count;
import static io.boardsift.evaluation.findings.NumberFormats.number;
import static io.boardsift.evaluation.findings.NumberFormats.percent;
import static io.boardsift.evaluation.findings.NumberFormats.span;

import io.boardsift.evaluation.findings.Conclusion.Reply;
import io.boardsift.sift.model.ModelMode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A question that owners ask, answered in a word.
 *
 * @param question with its question mark
 * @param reply the answer
 * @param why in a sentence or two: on what the answer rests, and what would settle it if it is open
 */
public record ShortAnswer(String question, Reply reply, String why) {

  /** Whether a model is needed, then whether the rules are good enough. */
  public static List<ShortAnswer> of(Findings findings, Conclusion conclusion) {
    return List.of(
        new ShortAnswer(
            "Do you need a model?", conclusion.needsModel(), ofModel(findings, conclusion)),
        new ShortAnswer(
            "Are the rules good enough?",
            conclusion.areRulesGood(),
            ofRules(findings, conclusion.areRulesGood())));
  }

  /** All of it in one line. */
  public String line() {
    return question + " " + reply.words() + ". " + why;
  }

  private static String ofModel(Findings findings, Conclusion conclusion) {
    String cost = "a model costs about " + number(findings.assumptions().modelHours());
    String allowed = percent(findings.assumptions().maxBoardLoss());
    return switch (conclusion.worth()) {
      case UNCHECKED ->
          findings.labelled() == 0
              ? "Nobody has answered on a photo yet."
              : "People have not checked a deletion yet.";
      case NOTHING_TO_GAIN ->
          "One that found every photo without a board that rules leave would save "
              + left(findings)
              + "; "
              + cost
              + ".";
      case UNTRIED ->
          "Rules leave photos without a board to people, which costs "
              + left(findings)
              + "; "
              + cost
              + ". None was tried: try one in shadow mode.";
      case UNSURE ->
          findings
              .model()
              .map(
                  trial ->
                      saves(findings, trial) + "; " + cost + ". More answers make this more exact.")
              .orElseGet(
                  () ->
                      "What rules leave to people costs "
                          + left(findings)
                          + "; "
                          + cost
                          + "."
                          + settledBy(findings.answersToTellWhatIsLeft()));
      case PAYS_NOT -> saves(findings, findings.model().orElseThrow()) + "; " + cost + ".";
      case LOSES_BOARDS ->
          (findings.model().orElseThrow().mode() == ModelMode.OBEY
                  ? "The one that is obeyed deletes "
                  : "The one that was asked would delete ")
              + percent(findings.model().orElseThrow().loses())
              + " of all boards, and "
              + allowed
              + " is allowed.";
      case PAYS_PERHAPS_LOSING ->
          saves(findings, findings.model().orElseThrow())
              + ". It is not shown yet that it deletes at most "
              + allowed
              + " of all boards: that takes answers on about "
              + count(Proportion.sampleFor(findings.assumptions().maxBoardLoss()))
              + " boards.";
      case PAYS ->
          saves(findings, findings.model().orElseThrow())
              + "; "
              + cost
              + ". Of all boards it deletes at most "
              + percent(findings.model().orElseThrow().loses().high())
              + ".";
    };
  }

  private static String left(Findings findings) {
    return hours(findings, findings.left());
  }

  private static String saves(Findings findings, ModelTrial trial) {
    String who =
        trial.mode() == ModelMode.OBEY
            ? "The one that is obeyed saves "
            : "The one that was asked would save ";
    return who + hours(findings, trial.adds());
  }

  private static String hours(Findings findings, Estimate share) {
    return span(findings.hoursAMonth(share)) + " hours of looking a month";
  }

  private static String settledBy(OptionalInt answers) {
    return answers.isPresent()
        ? " About " + count(answers.getAsInt(), "more answer") + " would settle it."
        : "";
  }

  private static String ofRules(Findings findings, Reply reply) {
    Proportion wrong = findings.rulesWrong();
    String allowed = percent(findings.assumptions().maxBoardLoss());
    return switch (reply) {
      case YES ->
          wrong.total() == 0
              ? "Even if all that they call for were boards, it would be at most "
                  + percent(findings.rulesLose().high())
                  + " of all boards."
              : found(wrong)
                  + " So rules delete at most "
                  + percent(findings.rulesLose().high())
                  + " of all boards, and "
                  + allowed
                  + " is allowed.";
      case NO ->
          "They delete "
              + percent(findings.rulesLose())
              + " of all boards, and "
              + allowed
              + " is allowed. Tighten or take out: "
              + findings.rules().stream()
                  .filter(rule -> rule.wrong().hits() > 0)
                  .map(RuleFinding::rule)
                  .collect(Collectors.joining(", "))
              + ".";
      case NOT_YET ->
          findings.candidatesOfRules() == 0
              ? "Rules have called for no deletion yet."
              : found(wrong) + " " + stillToCheck(findings, allowed);
    };
  }

  /** What people have found so far. */
  static String found(Proportion wrong) {
    if (wrong.total() == 0) {
      return "People have not checked a deletion yet.";
    }
    String boards = wrong.hits() == 0 ? "no board" : count(wrong.hits(), "board");
    return "People checked " + count(wrong.total(), "deletion") + " and found " + boards + ".";
  }

  /** What would show that rules delete few enough boards. */
  private static String stillToCheck(Findings findings, String allowed) {
    OptionalInt checks = findings.checksToSettleRules();
    if (checks.isPresent()) {
      boolean isFirst = findings.rulesWrong().total() == 0;
      return count(checks.getAsInt(), isFirst ? "check" : "more check")
          + " without a board would show that rules delete at most "
          + allowed
          + " of all boards.";
    }
    return "What share of all boards they delete can be told once people have called some photos"
        + " boards.";
  }
}

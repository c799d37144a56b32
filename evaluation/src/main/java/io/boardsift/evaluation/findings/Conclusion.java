package io.boardsift.evaluation.findings;

import io.boardsift.sift.model.ModelMode;
import java.util.Optional;

/**
 * The answer to "do you need a model?".
 *
 * @param answer one of the three, or why there is none yet
 * @param advice what to do next
 * @param worth what there is to be said of a model
 * @param areRulesGood whether rules delete few enough boards
 */
public record Conclusion(Answer answer, Advice advice, ModelsWorth worth, Reply areRulesGood) {
  /** Rules that find less than this share of the photos without a board find nothing. */
  static final double LITTLE = 0.05;

  /** What the records say of the need for a model. */
  public enum Answer {
    /** What a model could add, or the one that was asked does add, is less than it costs. */
    ENOUGH("conditions are enough"),
    /** Conditions find something, and the model that was asked adds more than it costs. */
    BASELINE("conditions are a baseline"),
    /** Conditions find next to nothing of what there is to find. */
    NOTHING("conditions find nothing here"),
    /** Conditions find something, and leave enough for a model; none was asked. */
    UNTRIED("conditions find some, and no model was tried"),
    /** The intervals are too wide. */
    TOO_EARLY("too early to tell");

    private final String words;

    Answer(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What to do next. */
  public enum Advice {
    LEAVE_IT,
    /** Rules delete too many boards. */
    FIX_RULES,
    /** Let people answer on more photos. */
    COLLECT_ANSWERS,
    /** Ask a model, without obeying it. */
    TRY_IN_SHADOW,
    /** The gain is real, the loss of boards not yet shown to be small enough, or is not. */
    KEEP_IN_SHADOW,
    /** Obey the model: the gain is real at the asked loss of boards. */
    PROMOTE,
    /** Obey the model no more. */
    DEMOTE
  }

  /** An answer in a word. */
  public enum Reply {
    YES("Yes"),
    NO("No"),
    /** The records do not tell yet. */
    NOT_YET("Not yet");

    private final String words;

    Reply(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What there is to be said of a model. */
  public enum ModelsWorth {
    /** Nobody has answered, or none of the deletions that were called for is checked. */
    UNCHECKED,
    /** Even one that found all would not pay. */
    NOTHING_TO_GAIN,
    /** One that found all would pay; none was asked. */
    UNTRIED,
    /** The interval of what it saves holds what it costs. */
    UNSURE,
    PAYS_NOT,
    /** It would pay, if it did not delete too many boards. */
    LOSES_BOARDS,
    /** It pays; that it deletes few enough boards is not shown yet. */
    PAYS_PERHAPS_LOSING,
    PAYS
  }

  /** Concludes from what was found. */
  public static Conclusion of(Findings findings) {
    ModelsWorth worth = worth(findings);
    return new Conclusion(
        answer(findings, worth), advice(findings, worth), worth, areRulesGood(findings));
  }

  /** Whether a model is needed. */
  public Reply needsModel() {
    return switch (worth) {
      case NOTHING_TO_GAIN, PAYS_NOT, LOSES_BOARDS -> Reply.NO;
      case UNCHECKED, UNTRIED, UNSURE, PAYS_PERHAPS_LOSING -> Reply.NOT_YET;
      case PAYS -> Reply.YES;
    };
  }

  private static Reply areRulesGood(Findings findings) {
    if (findings.rulesLose().low() > findings.assumptions().maxBoardLoss()) {
      return Reply.NO;
    }
    return findings.checksToSettleRules().orElse(1) == 0 ? Reply.YES : Reply.NOT_YET;
  }

  private static Answer answer(Findings findings, ModelsWorth worth) {
    if (worth != ModelsWorth.UNCHECKED
        && worth != ModelsWorth.NOTHING_TO_GAIN
        && findings.rulesReach().high() < LITTLE) {
      return Answer.NOTHING;
    }
    return switch (worth) {
      case NOTHING_TO_GAIN, PAYS_NOT, LOSES_BOARDS -> Answer.ENOUGH;
      case UNTRIED -> Answer.UNTRIED;
      case UNCHECKED, UNSURE -> Answer.TOO_EARLY;
      case PAYS, PAYS_PERHAPS_LOSING -> Answer.BASELINE;
    };
  }

  private static ModelsWorth worth(Findings findings) {
    if (isUnchecked(findings)) {
      return ModelsWorth.UNCHECKED;
    }
    double cost = findings.assumptions().modelHours();
    double mostLost = findings.assumptions().maxBoardLoss();
    Optional<ModelTrial> trial = findings.model();
    if (trial.isEmpty()) {
      Estimate left = findings.hoursAMonth(findings.left());
      if (left.high() < cost) {
        return ModelsWorth.NOTHING_TO_GAIN;
      }
      return left.low() >= cost ? ModelsWorth.UNTRIED : ModelsWorth.UNSURE;
    }
    if (trial.get().loses().low() > mostLost) {
      return ModelsWorth.LOSES_BOARDS;
    }
    Estimate gain = findings.hoursAMonth(trial.get().adds());
    if (gain.high() < cost) {
      return ModelsWorth.PAYS_NOT;
    }
    if (gain.low() < cost) {
      return ModelsWorth.UNSURE;
    }
    return trial.get().loses().high() <= mostLost
        ? ModelsWorth.PAYS
        : ModelsWorth.PAYS_PERHAPS_LOSING;
  }

  /** Whether nobody has answered, or none of those deletions that were called for is checked. */
  private static boolean isUnchecked(Findings findings) {
    return findings.labelled() == 0
        || (findings.candidates() > 0 && findings.falseDeletions().total() == 0);
  }

  private static Advice advice(Findings findings, ModelsWorth worth) {
    if (worth == ModelsWorth.UNCHECKED) {
      return Advice.COLLECT_ANSWERS;
    }
    if (findings.rulesLose().low() > findings.assumptions().maxBoardLoss()) {
      return Advice.FIX_RULES;
    }
    boolean isObeyed = findings.model().filter(t -> t.mode() == ModelMode.OBEY).isPresent();
    return switch (worth) {
      case NOTHING_TO_GAIN -> Advice.LEAVE_IT;
      case UNTRIED -> Advice.TRY_IN_SHADOW;
      case UNCHECKED, UNSURE -> Advice.COLLECT_ANSWERS;
      case PAYS_NOT -> isObeyed ? Advice.DEMOTE : Advice.LEAVE_IT;
      case LOSES_BOARDS -> isObeyed ? Advice.DEMOTE : Advice.KEEP_IN_SHADOW;
      case PAYS_PERHAPS_LOSING -> isObeyed ? Advice.COLLECT_ANSWERS : Advice.KEEP_IN_SHADOW;
      case PAYS -> isObeyed ? Advice.LEAVE_IT : Advice.PROMOTE;
    };
  }
}

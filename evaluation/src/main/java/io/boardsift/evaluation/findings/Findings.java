package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.sift.model.ModelMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What the records of a deployment tell. Photos that people have not answered on are taken to be
 * like those of their kind that they have.
 *
 * @param reviewed in the order in which they were decided; at least one
 * @param assumptions what the records do not tell
 */
public record Findings(List<ReviewedPhoto> reviewed, Assumptions assumptions) {
  private static final double DAYS_A_MONTH = 30;

  public Findings {
    reviewed = List.copyOf(reviewed);
    if (reviewed.isEmpty()) {
      throw new IllegalArgumentException("nothing to count: no records");
    }
  }

  public int photos() {
    return reviewed.size();
  }

  /** Photos that were deleted without a person's look. */
  public int trimmed() {
    return count(ReviewedPhoto::isTrimmed);
  }

  /**
   * Photos whose deletion rules, or a model that is obeyed, called for, whatever happened to it.
   */
  public int candidates() {
    return count(ReviewedPhoto::isDeletionCandidate);
  }

  /** Photos that were deleted and that people brought back. */
  public int restored() {
    return count(ReviewedPhoto::isRestored);
  }

  /** Photos on which a person has said whether they show a board. */
  public int labelled() {
    return count(ReviewedPhoto::isLabelled);
  }

  public List<DayCount> days() {
    return DayCount.of(reviewed);
  }

  /** Photos on a day on which there were any. */
  public double photosADay() {
    return (double) photos() / days().size();
  }

  /** Of the called-for deletions that people looked at instead, how many were boards. */
  public Proportion falseDeletions() {
    return ReviewedSample.wrong(
        reviewed.stream().filter(ReviewedPhoto::isDeletionCandidate).toList());
  }

  /** What each deleting rule brings and costs, the one that calls for most deletions first. */
  public List<RuleFinding> rules() {
    return RuleFinding.of(
        reviewed.stream().filter(ReviewedPhoto::isDeletionCandidate).toList(), ReviewedPhoto::rule);
  }

  /** The rules' versions that were asked, in the order of their first decisions. */
  public List<String> versions() {
    return reviewed.stream().map(ReviewedPhoto::rulesVersion).distinct().toList();
  }

  /** Photos without a board that nothing called for the deletion of: their share of all photos. */
  public Estimate left() {
    List<ReviewedPhoto> left = uncalled();
    return ReviewedSample.ofLabelled(left, ReviewedPhoto::isOther)
        .range()
        .times((double) left.size() / photos());
  }

  /** The share of all photos without a board that plain rules find. */
  public Estimate rulesReach() {
    return found(Findings::isOfRules).shareBeside(left().plus(found(Findings::isOfModel)));
  }

  /** The same of plain rules and a model together, on the same photos. */
  public Estimate reachWith(ModelTrial trial) {
    double byRules = found(Findings::isOfRules).likely();
    double leftByRules = left().likely() + found(Findings::isOfModel).likely();
    return byRules + leftByRules == 0
        ? Estimate.of(0)
        : trial
            .finds()
            .times(leftByRules)
            .plus(Estimate.of(byRules))
            .times(1 / (byRules + leftByRules));
  }

  /** The share of all boards that plain rules call for the deletion of. */
  public Estimate rulesLose() {
    return lost(rulesWrong(), candidatesOfRules());
  }

  /** What rules, their memory and a model bring one after the other, as far as they were asked. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(step(Step.Kind.RULES, one -> isOfRules(one) && !one.isByMemory()));
    if (reviewed.stream().anyMatch(ReviewedPhoto::isByMemory)) {
      steps.add(step(Step.Kind.MEMORY, one -> isOfRules(one) && one.isByMemory()));
    }
    model().map(this::step).ifPresent(steps::add);
    return steps;
  }

  private Step step(Step.Kind kind, Predicate<ReviewedPhoto> which) {
    List<ReviewedPhoto> called = reviewed.stream().filter(which).toList();
    Proportion wrong = ReviewedSample.wrong(called);
    return new Step(
        kind,
        called.size(),
        wrong,
        hoursAMonth(found(which)),
        lost(wrong, called.size()),
        checksToSettle(wrong, called.size()));
  }

  private Step step(ModelTrial trial) {
    return new Step(
        trial.mode() == ModelMode.OBEY ? Step.Kind.MODEL : Step.Kind.MODEL_IN_SHADOW,
        trial.candidates(),
        trial.wrong(),
        hoursAMonth(trial.adds()),
        trial.loses(),
        checksToSettle(trial.wrong(), trial.candidates()));
  }

  /** Photos whose deletion plain rules called for. */
  public int candidatesOfRules() {
    return count(Findings::isOfRules);
  }

  /** Of the deletions that plain rules called for and people looked at, how many were boards. */
  public Proportion rulesWrong() {
    return ReviewedSample.wrong(reviewed.stream().filter(Findings::isOfRules).toList());
  }

  /**
   * How many more checks that find no board would show that plain rules delete few enough boards: 0
   * where the checks so far do; empty where no number of checks would.
   */
  public OptionalInt checksToSettleRules() {
    return checksToSettle(rulesWrong(), candidatesOfRules());
  }

  /** The same of one rule by itself. */
  public OptionalInt checksToSettle(RuleFinding rule) {
    return checksToSettle(rule.wrong(), rule.candidates());
  }

  /** Until the boards among so many deletions are at most the allowed share of all boards. */
  private OptionalInt checksToSettle(Proportion wrong, int candidates) {
    double allowed = assumptions.maxBoardLoss();
    double mostWrong = allowed / (1 - allowed) * boardsLeft().low() / candidates;
    return candidates == 0 ? OptionalInt.empty() : wrong.moreWithoutHit(mostWrong);
  }

  /** The boards among so many deletions as a share of all boards. */
  private Estimate lost(Proportion wrong, int candidates) {
    return wrong.range().times(candidates).shareBeside(boardsLeft());
  }

  /** How many boards there are among the photos that nothing called for the deletion of. */
  private Estimate boardsLeft() {
    List<ReviewedPhoto> left = uncalled();
    return ReviewedSample.ofLabelled(left, ReviewedPhoto::isBoard).range().times(left.size());
  }

  /**
   * About how many more answers would tell whether a model that found all that rules leave would
   * save more than it costs; empty where no number would.
   */
  public OptionalInt answersToTellWhatIsLeft() {
    List<ReviewedPhoto> left = uncalled();
    double hoursOfAll = hoursAMonth(Estimate.of((double) left.size() / photos())).likely();
    return left.isEmpty()
        ? OptionalInt.empty()
        : ReviewedSample.ofLabelled(left, ReviewedPhoto::isOther)
            .moreToTellFrom(assumptions.modelHours() / hoursOfAll);
  }

  /** What a model brings and costs, if one was asked. */
  public Optional<ModelTrial> model() {
    return ModelTrial.of(reviewed);
  }

  /** What rules in shadow would change, if some were asked. */
  public Optional<ShadowRules> shadowRules() {
    return ShadowRules.latest(reviewed);
  }

  /** The hours of looking in a month that a share of all photos makes. */
  public Estimate hoursAMonth(Estimate share) {
    return share.times(assumptions.hours(photosADay() * DAYS_A_MONTH));
  }

  /** Called for, less what checks tell was wrong: a share of all photos. */
  private Estimate found(Predicate<ReviewedPhoto> which) {
    List<ReviewedPhoto> candidates = reviewed.stream().filter(which).toList();
    return ReviewedSample.wrong(candidates)
        .range()
        .complement()
        .times((double) candidates.size() / photos());
  }

  private List<ReviewedPhoto> uncalled() {
    return reviewed.stream().filter(one -> !one.isDeletionCandidate()).toList();
  }

  private static boolean isOfRules(ReviewedPhoto one) {
    return one.isDeletionCandidate() && !isOfModel(one);
  }

  private static boolean isOfModel(ReviewedPhoto one) {
    return one.isDeletionCandidate() && one.isAsked(ModelMode.OBEY) && one.isCandidateOfModel();
  }

  private int count(Predicate<ReviewedPhoto> which) {
    return (int) reviewed.stream().filter(which).count();
  }
}

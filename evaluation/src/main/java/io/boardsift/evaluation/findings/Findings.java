package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.Case;
import io.boardsift.sift.model.ModelMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the records of a deployment tell. Photos that people have not answered on are taken to be
 * like those of their kind that they have.
 *
 * @param cases in the order in which they were decided; at least one
 * @param assumptions what the records do not tell
 */
public record Findings(List<Case> cases, Assumptions assumptions) {
  private static final double DAYS_A_MONTH = 30;

  public Findings {
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("nothing to count: there is no record");
    }
  }

  public int photos() {
    return cases.size();
  }

  /** Photos that were deleted without a person's look. */
  public int trimmed() {
    return count(Case::isTrimmed);
  }

  /**
   * Photos whose deletion rules, or a model that is obeyed, called for, whatever happened to it.
   */
  public int called() {
    return count(Case::isCalled);
  }

  /** Photos that were deleted and that people brought back. */
  public int restored() {
    return count(Case::isRestored);
  }

  /** Photos on which a person has said whether they show a board. */
  public int told() {
    return count(Case::isTold);
  }

  public List<DayCount> days() {
    return DayCount.of(cases);
  }

  /** Photos on a day on which there were any. */
  public double photosADay() {
    return (double) photos() / days().size();
  }

  /** Of the called-for deletions that people looked at instead, how many were boards. */
  public Share falseDeletions() {
    return Checks.wrong(cases.stream().filter(Case::isCalled).toList());
  }

  /** What each deleting rule brings and costs, the one that calls for most deletions first. */
  public List<RuleFinding> rules() {
    return RuleFinding.of(cases.stream().filter(Case::isCalled).toList(), Case::rule);
  }

  /** The rules' versions that were asked, in the order of their first decisions. */
  public List<String> versions() {
    return cases.stream().map(Case::rulesVersion).distinct().toList();
  }

  /** Photos without a board that nothing called for the deletion of: their share of all photos. */
  public Range left() {
    List<Case> left = uncalled();
    return Checks.ofTold(left, Case::isOther).range().times((double) left.size() / photos());
  }

  /** The share of all photos without a board that plain rules find. */
  public Range rulesReach() {
    return found(Findings::isOfRules).shareBeside(left().plus(found(Findings::isOfModel)));
  }

  /** The same of plain rules and a model together, on the same photos. */
  public Range reachWith(ModelTrial trial) {
    double byRules = found(Findings::isOfRules).likely();
    double leftByRules = left().likely() + found(Findings::isOfModel).likely();
    return byRules + leftByRules == 0
        ? Range.of(0)
        : trial
            .finds()
            .times(leftByRules)
            .plus(Range.of(byRules))
            .times(1 / (byRules + leftByRules));
  }

  /** The share of all boards that plain rules call for the deletion of. */
  public Range rulesLose() {
    List<Case> byRules = cases.stream().filter(Findings::isOfRules).toList();
    List<Case> left = uncalled();
    Range boards = Checks.ofTold(left, Case::isBoard).range().times(left.size());
    return Checks.wrong(byRules).range().times(byRules.size()).shareBeside(boards);
  }

  /** What a model brings and costs, if one was asked. */
  public Optional<ModelTrial> model() {
    return ModelTrial.of(cases);
  }

  /** The hours of looking in a month that a share of all photos makes. */
  public Range hoursAMonth(Range share) {
    return share.times(assumptions.hours(photosADay() * DAYS_A_MONTH));
  }

  /** Called for, less what checks tell was wrong: a share of all photos. */
  private Range found(Predicate<Case> which) {
    List<Case> called = cases.stream().filter(which).toList();
    return Checks.wrong(called).range().complement().times((double) called.size() / photos());
  }

  private List<Case> uncalled() {
    return cases.stream().filter(one -> !one.isCalled()).toList();
  }

  private static boolean isOfRules(Case one) {
    return one.isCalled() && !isOfModel(one);
  }

  private static boolean isOfModel(Case one) {
    return one.isCalled() && one.isAsked(ModelMode.OBEY) && one.isCalledByModel();
  }

  private int count(Predicate<Case> which) {
    return (int) cases.stream().filter(which).count();
  }
}

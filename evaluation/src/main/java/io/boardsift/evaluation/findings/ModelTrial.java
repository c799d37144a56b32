package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.Case;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import java.util.List;
import java.util.Optional;

/**
 * What a model brings and costs, by people's answers on the photos that it was asked about.
 *
 * @param mode whether it is obeyed
 * @param asked about how many photos
 * @param failed how often it did not answer
 * @param called how many deletions it called for
 * @param rules the rules on its answers that called for them
 * @param wrong of those that people looked at, how many were boards
 * @param adds the share of all photos that it trims beyond the plain rules, boards not counted
 * @param finds the share of the photos without a board that plain rules leave, which it finds
 * @param loses the share of all boards that it deletes
 */
public record ModelTrial(
    ModelMode mode,
    int asked,
    int failed,
    int called,
    List<RuleFinding> rules,
    Share wrong,
    Range adds,
    Range finds,
    Range loses) {

  /** The trial that is under way: that of the mode in which the model was asked last. */
  static Optional<ModelTrial> of(List<Case> cases) {
    return cases.reversed().stream()
        .flatMap(one -> one.model().stream())
        .findFirst()
        .map(ModelFinding::mode)
        .map(mode -> of(mode, cases));
  }

  private static ModelTrial of(ModelMode mode, List<Case> cases) {
    List<Case> asked = cases.stream().filter(one -> one.isAsked(mode)).toList();
    List<Case> called = asked.stream().filter(Case::isCalledByModel).toList();
    int failed = (int) asked.stream().filter(one -> one.model().get().error().isPresent()).count();
    return switch (mode) {
      case SHADOW -> shadow(cases, asked, called, failed);
      case OBEY -> obeyed(cases, asked, called, failed);
    };
  }

  /** People see all that it was asked about, so that their answers judge it without any audit. */
  private static ModelTrial shadow(
      List<Case> cases, List<Case> asked, List<Case> called, int failed) {
    List<Case> told = asked.stream().filter(Checks::isCheck).toList();
    Share gained = Checks.share(told, one -> one.isCalledByModel() && one.isOther());
    List<Case> boards = told.stream().filter(Case::isBoard).toList();
    List<Case> others = told.stream().filter(Case::isOther).toList();
    double left = Checks.share(cases, one -> !one.isCalled()).rate();
    return new ModelTrial(
        ModelMode.SHADOW,
        asked.size(),
        failed,
        called.size(),
        RuleFinding.of(called, one -> one.model().flatMap(ModelFinding::rule)),
        Checks.wrong(called),
        gained.range().times(left),
        Checks.share(others, Case::isCalledByModel).range(),
        Checks.share(boards, Case::isCalledByModel).range());
  }

  /** Audits judge it. What it deletes counts from the time when it was first obeyed. */
  private static ModelTrial obeyed(
      List<Case> cases, List<Case> asked, List<Case> called, int failed) {
    List<Case> since =
        cases.stream()
            .filter(one -> !one.decidedAt().isBefore(asked.getFirst().decidedAt()))
            .toList();
    List<Case> left = since.stream().filter(one -> !one.isCalled()).toList();
    Share wrong = Checks.wrong(called);
    Share leftBoards = Checks.ofTold(left, Case::isBoard);
    Range boards = leftBoards.range().times(left.size());
    Range others = leftBoards.range().complement().times(left.size());
    Range right = wrong.range().complement().times(called.size());
    return new ModelTrial(
        ModelMode.OBEY,
        asked.size(),
        failed,
        called.size(),
        RuleFinding.of(called, one -> one.model().flatMap(ModelFinding::rule)),
        wrong,
        right.times(1.0 / since.size()),
        right.shareBeside(others),
        wrong.range().times(called.size()).shareBeside(boards));
  }
}

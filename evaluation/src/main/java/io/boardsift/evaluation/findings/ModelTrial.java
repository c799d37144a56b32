package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
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
 * @param candidates how many deletions it called for
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
    int candidates,
    List<RuleFinding> rules,
    Proportion wrong,
    Estimate adds,
    Estimate finds,
    Estimate loses) {

  /** The trial that is under way: that of the mode in which the model was asked last. */
  static Optional<ModelTrial> of(List<ReviewedPhoto> reviewed) {
    return reviewed.reversed().stream()
        .flatMap(one -> one.model().stream())
        .findFirst()
        .map(ModelFinding::mode)
        .map(mode -> of(mode, reviewed));
  }

  private static ModelTrial of(ModelMode mode, List<ReviewedPhoto> reviewed) {
    List<ReviewedPhoto> asked = reviewed.stream().filter(one -> one.isAsked(mode)).toList();
    List<ReviewedPhoto> candidates =
        asked.stream().filter(ReviewedPhoto::isCandidateOfModel).toList();
    int failed = (int) asked.stream().filter(one -> one.model().get().error().isPresent()).count();
    return switch (mode) {
      case SHADOW -> shadow(reviewed, asked, candidates, failed);
      case OBEY -> obeyed(reviewed, asked, candidates, failed);
    };
  }

  /** People see all that it was asked about, so that their answers judge it without any audit. */
  private static ModelTrial shadow(
      List<ReviewedPhoto> reviewed,
      List<ReviewedPhoto> asked,
      List<ReviewedPhoto> candidates,
      int failed) {
    List<ReviewedPhoto> checked = asked.stream().filter(ReviewedSample::isCheck).toList();
    Proportion gained =
        ReviewedSample.share(checked, one -> one.isCandidateOfModel() && one.isOther());
    List<ReviewedPhoto> boards = checked.stream().filter(ReviewedPhoto::isBoard).toList();
    List<ReviewedPhoto> others = checked.stream().filter(ReviewedPhoto::isOther).toList();
    double left = ReviewedSample.share(reviewed, one -> !one.isDeletionCandidate()).rate();
    return new ModelTrial(
        ModelMode.SHADOW,
        asked.size(),
        failed,
        candidates.size(),
        RuleFinding.of(candidates, one -> one.model().flatMap(ModelFinding::rule)),
        ReviewedSample.wrong(candidates),
        gained.range().times(left),
        ReviewedSample.share(others, ReviewedPhoto::isCandidateOfModel).range(),
        ReviewedSample.share(boards, ReviewedPhoto::isCandidateOfModel).range());
  }

  /** Audits judge it. What it deletes counts from the time when it was first obeyed. */
  private static ModelTrial obeyed(
      List<ReviewedPhoto> reviewed,
      List<ReviewedPhoto> asked,
      List<ReviewedPhoto> candidates,
      int failed) {
    List<ReviewedPhoto> since =
        reviewed.stream()
            .filter(one -> !one.decidedAt().isBefore(asked.getFirst().decidedAt()))
            .toList();
    List<ReviewedPhoto> left = since.stream().filter(one -> !one.isDeletionCandidate()).toList();
    Proportion wrong = ReviewedSample.wrong(candidates);
    Proportion leftBoards = ReviewedSample.ofLabelled(left, ReviewedPhoto::isBoard);
    Estimate boards = leftBoards.range().times(left.size());
    Estimate others = leftBoards.range().complement().times(left.size());
    Estimate right = wrong.range().complement().times(candidates.size());
    return new ModelTrial(
        ModelMode.OBEY,
        asked.size(),
        failed,
        candidates.size(),
        RuleFinding.of(candidates, one -> one.model().flatMap(ModelFinding::rule)),
        wrong,
        right.times(1.0 / since.size()),
        right.shareBeside(others),
        wrong.range().times(candidates.size()).shareBeside(boards));
  }
}

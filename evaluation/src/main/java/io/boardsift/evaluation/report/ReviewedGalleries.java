package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.evaluation.report.Gallery.Card;
import io.boardsift.sift.model.ModelFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Pictures of what went wrong, of what was missed, and of what was found. */
final class ReviewedGalleries {
  private final Findings findings;
  private final Records records;

  ReviewedGalleries(Findings findings, Records records) {
    this.findings = findings;
    this.records = records;
  }

  /** All that are not empty, what went wrong first. */
  List<Map<String, Object>> all() {
    Function<ReviewedPhoto, Card> byRule =
        one -> card(one, one.rule().orElse("") + ": " + one.reason());
    Function<ReviewedPhoto, Card> byModel =
        one -> card(one, one.model().map(ModelFinding::reason).orElse(""));
    Function<ReviewedPhoto, Card> plain = one -> card(one, "");
    List<Map<String, Object>> galleries = new ArrayList<>();
    galleries.add(
        Gallery.first(
            "Boards whose deletion was called for",
            some(one -> one.isDeletionCandidate() && (one.isBoard() || one.isRestored())),
            byRule));
    if (findings.model().isPresent()) {
      galleries.add(
          Gallery.first(
              "Boards that the model would delete",
              some(one -> isShadow(one) && one.isBoard()),
              byModel));
      galleries.add(
          Gallery.evenly(
              "No boards, and only the model would delete them",
              some(one -> isShadow(one) && one.isOther()),
              byModel));
    }
    galleries.add(
        Gallery.evenly(
            "No boards, and nothing found them",
            some(one -> !one.isDeletionCandidate() && !one.isCandidateOfModel() && one.isOther()),
            plain));
    galleries.add(
        Gallery.evenly(
            "Their deletion was called for, and nobody has called them a board",
            some(one -> one.isDeletionCandidate() && !one.isBoard() && !one.isRestored()),
            byRule));
    galleries.removeIf(gallery -> ((List<?>) gallery.get("cards")).isEmpty());
    return galleries;
  }

  private static boolean isShadow(ReviewedPhoto one) {
    return one.model().filter(ModelFinding::isShadowDeletion).isPresent();
  }

  private List<ReviewedPhoto> some(Predicate<ReviewedPhoto> which) {
    return findings.reviewed().stream().filter(which).toList();
  }

  private Card card(ReviewedPhoto one, String reason) {
    String key = one.photo().key();
    return new Card(key, reason, "", records.photo(one.photo()));
  }
}

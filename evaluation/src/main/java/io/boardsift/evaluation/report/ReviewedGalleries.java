package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Pictures of what went wrong, of what was missed, and of what was found.
 *
 * @param restoring the command that brings a photo back, by its key; empty where there is none
 */
record ReviewedGalleries(
    Findings findings,
    Records records,
    RuleWords words,
    Function<String, Optional<String>> restoring) {

  /** What went wrong first. */
  List<Gallery> all() {
    List<Gallery> galleries = new ArrayList<>();
    galleries.add(
        Gallery.first(
            "Boards whose deletion was called for",
            some(one -> one.isDeletionCandidate() && (one.isBoard() || one.isRestored())),
            this::byRule));
    if (findings.model().isPresent()) {
      galleries.add(
          Gallery.first(
              "Boards that the model would delete",
              some(one -> isCalledForByModelInShadow(one) && one.isBoard()),
              this::byModel));
      galleries.add(
          Gallery.evenly(
              "No boards, and only the model would delete them",
              some(one -> isCalledForByModelInShadow(one) && one.isOther()),
              this::byModel));
    }
    findings.shadowRules().ifPresent(rules -> galleries.addAll(ofShadow(rules)));
    galleries.add(
        Gallery.evenly(
            "No boards, and nothing found them",
            some(one -> !one.isDeletionCandidate() && !one.isCandidateOfModel() && one.isOther()),
            one -> card(one, "", "", List.of())));
    galleries.add(
        Gallery.evenly(
            "Their deletion was called for, and nobody has called them a board",
            some(one -> one.isDeletionCandidate() && !one.isBoard() && !one.isRestored()),
            this::byRule));
    galleries.add(
        Gallery.evenly(
            "Broken boards", some(one -> one.isAnswered(Answer.BROKEN_BOARD)), this::broken));
    return galleries;
  }

  private List<Gallery> ofShadow(ShadowRules rules) {
    return List.of(
        Gallery.first(
            "Boards that rules in shadow would delete", rules.lostBoards(), this::byShadowRule),
        Gallery.evenly(
            "Only rules in shadow would delete them, and nobody has called them a board",
            rules.called(By.IN_SHADOW).stream().filter(one -> !one.isWanted()).toList(),
            this::byShadowRule));
  }

  private Card byShadowRule(ReviewedPhoto one) {
    ShadowFinding finding = one.shadow().orElseThrow();
    return card(
        one,
        finding.rule().map(words::sentence).orElse(""),
        finding.rule().map(rule -> "rule " + rule).orElse(""),
        List.of(finding.reason()));
  }

  private static boolean isCalledForByModelInShadow(ReviewedPhoto one) {
    return one.model().filter(ModelFinding::isShadowDeletion).isPresent();
  }

  private List<ReviewedPhoto> some(Predicate<ReviewedPhoto> which) {
    return findings.reviewed().stream().filter(which).toList();
  }

  private Card byRule(ReviewedPhoto one) {
    String rule = one.rule().orElse("unknown");
    return card(
        one,
        words.sentence(rule),
        RuleWords.held(rule, one.conditions()),
        Card.numbers(one.conditions()));
  }

  private Card byModel(ReviewedPhoto one) {
    ModelFinding model = one.model().orElseThrow();
    return card(
        one,
        model.rule().map(words::sentence).orElse(""),
        model.rule().map(rule -> "rule " + rule).orElse(""),
        List.of(model.reason()));
  }

  private Card broken(ReviewedPhoto one) {
    String said = defect(one).inWords();
    return card(one, said.isEmpty() ? "" : RuleWords.sentenceOf(said), "", List.of());
  }

  private static Defect defect(ReviewedPhoto one) {
    return one.verdict().map(Verdict::defect).orElse(Defect.NONE);
  }

  private Card card(ReviewedPhoto one, String says, String nearness, List<String> numbers) {
    String key = one.photo().key();
    return new Card(
        key,
        says,
        nearness,
        numbers,
        one.isHidden() ? restoring.apply(key) : Optional.empty(),
        defect(one).places(),
        records.photo(one.photo()));
  }
}

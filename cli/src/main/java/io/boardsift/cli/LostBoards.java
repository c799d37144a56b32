package io.boardsift.cli;

import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.evaluation.records.RulesReplay;
import io.boardsift.sift.ShadowFinding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Photos that people want to keep, and whose deletion rules would have called for. */
record LostBoards(List<Lost> all) {
  private static final int SHOWN = 20;

  /** One of them, and the rule. */
  record Lost(String key, String id, String rule) {
    static Lost of(ReviewedPhoto photo, Optional<String> rule) {
      return new Lost(photo.photo().key(), photo.photo().id(), rule.orElse(""));
    }
  }

  LostBoards {
    all = List.copyOf(all);
  }

  static LostBoards ofReplay(RulesReplay replay) {
    return new LostBoards(
        replay.lostBoards().stream().map(one -> Lost.of(one.photo(), one.rule())).toList());
  }

  static LostBoards ofShadow(ShadowRules rules) {
    return new LostBoards(
        rules.lostBoards().stream()
            .map(one -> Lost.of(one, one.shadow().flatMap(ShadowFinding::rule)))
            .toList());
  }

  /** These, and others that are not among them. */
  LostBoards and(LostBoards others) {
    List<Lost> both = new ArrayList<>(all);
    others.all().stream()
        .filter(other -> all.stream().noneMatch(one -> one.id().equals(other.id())))
        .forEach(both::add);
    return new LostBoards(both);
  }

  void print(PrintWriter out) {
    all.stream()
        .limit(SHOWN)
        .forEach(one -> out.println("lost: " + one.key() + " by " + one.rule()));
    if (all.size() > SHOWN) {
      out.printf("and %,d more%n", all.size() - SHOWN);
    }
  }

  List<Map<String, Object>> json() {
    return all.stream()
        .map(one -> Map.<String, Object>of("photo", one.id(), "rule", one.rule()))
        .toList();
  }
}

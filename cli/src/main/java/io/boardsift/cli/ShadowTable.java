package io.boardsift.cli;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.findings.ShadowRules.Said;
import java.io.PrintWriter;
import java.util.Locale;

/** What rules in shadow would change, for people. */
final class ShadowTable {
  private ShadowTable() {}

  static void print(ShadowRules rules, PrintWriter out) {
    line(out, "called for deletion by", "photos", "not a board", "a board", "nobody has said");
    for (By by : By.values()) {
      Said said = rules.said(by);
      line(
          out,
          "  " + by.words(),
          NumberFormats.count(said.photos()),
          NumberFormats.count(said.others()),
          NumberFormats.count(said.boards()),
          NumberFormats.count(said.open()));
    }
    if (rules.untold() > 0) {
      out.println(
          "They could not be asked about %s more: it cannot be decoded, a model did not answer, or the memory could not be read."
              .formatted(NumberFormats.count(rules.untold())));
    }
  }

  private static void line(
      PrintWriter out, String what, String photos, String others, String boards, String open) {
    out.printf(Locale.ROOT, "%-24s %8s %12s %8s %16s%n", what, photos, others, boards, open);
  }
}

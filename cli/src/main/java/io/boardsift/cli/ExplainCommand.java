package io.boardsift.cli;

import io.boardsift.evaluation.rules.FilePhoto;
import io.boardsift.evaluation.training.OpenClassifier;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code boardsift explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Shows what was measured on photos, which rule held and which nearly did.")
final class ExplainCommand implements Runnable {
  /** A rule nearly held if all it lacks is within this share of its threshold. */
  private static final double NEARLY = 0.25;

  @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "photo files")
  private List<Path> files;

  @Mixin private RulesOption rulesOption;
  @Mixin private ClassifierOption classifierOption;
  @Mixin private Output output;

  @Override
  public void run() {
    RuleSet rules = rulesOption.rules();
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    List<FilePhoto> photos = files.stream().map(Photos::inFile).toList();
    List<Map<String, Object>> json = new ArrayList<>();
    try (OpenClassifier opened = classifierOption.open()) {
      Model model = new Model(opened.classifier(), ModelMode.OBEY);
      for (FilePhoto photo : photos) {
        Decision decision = new Sieve(rules, decoder, MemorySource.NONE, model).decide(photo);
        Evidence evidence = measureAll(photo, decoder, model);
        print(photo.file(), decision, evidence, rules, model.isObeyed());
        json.add(json(photo.file(), decision, evidence));
      }
    }
    output.json(Map.of("photos", json));
  }

  /** Everything that can be measured, whether a rule asks for it or not. */
  private static Evidence measureAll(FilePhoto photo, PhotoDecoder decoder, Model model) {
    Examination examination =
        new Examination(photo, decoder, MemorySource.NONE, model.classifier());
    try {
      examination.reach(model.isThere() ? Tier.MODEL : Tier.PIXELS);
    } catch (UndecodableException e) {
      // The cheaper tiers are there anyway, and the decision tells why the pixels are not.
    }
    return examination.evidence();
  }

  private void print(
      Path file, Decision decision, Evidence evidence, RuleSet rules, boolean isModelObeyed) {
    PrintWriter out = output.text();
    out.printf(
        "%s: %s by %s%s%n  %s%n",
        file,
        decision.outcome(),
        decision.by().word(),
        decision.rule().map(rule -> " " + rule).orElse(""),
        decision.reason());
    out.println("  measured");
    evidence
        .values()
        .keySet()
        .forEach(measure -> out.println("    " + Condition.measured(measure, evidence)));
    out.println("  rules, in their order");
    for (Rule rule : rules.rules()) {
      out.printf("    %-7s %s%n", state(rule, isModelObeyed, evidence), rule.name());
      for (Condition condition : rule.when()) {
        out.printf(
            "      %s %s: %s%n",
            condition.holds(evidence) ? "yes" : " no",
            condition.text(),
            condition.measured(evidence));
      }
      for (Condition condition : rule.unless()) {
        out.printf(
            "      %s unless %s: %s%n",
            isProtecting(rule, condition, isModelObeyed, evidence) ? " no" : "yes",
            condition.text(),
            condition.measured(evidence));
      }
    }
  }

  private static boolean isProtecting(
      Rule rule, Condition condition, boolean isModelObeyed, Evidence evidence) {
    return rule.heeded(isModelObeyed).contains(condition) && rule.protects(condition, evidence);
  }

  private static String state(Rule rule, boolean isModelObeyed, Evidence evidence) {
    double missing = rule.shortfall(isModelObeyed, evidence);
    if (missing == 0) {
      return "holds";
    }
    return missing <= NEARLY ? "nearly" : "no";
  }

  private static Map<String, Object> json(Path file, Decision decision, Evidence evidence) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<Measure, Object> entry : evidence.values().entrySet()) {
      values.put(entry.getKey().name(), entry.getValue());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photo", file.toString());
    json.put("evidence", values);
    json.put("outcome", decision.outcome().name());
    json.put("by", decision.by().word());
    json.put("rule", decision.rule().orElse(null));
    json.put("reason", decision.reason());
    return json;
  }
}

package io.boardsift.sift;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.PhotoGoneException;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.PhotoUnreachableException;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the rules about a photo: in their order, the first that holds decides, and a slower tier of
 * evidence is measured only when a rule that could still fire needs it. When in doubt, a person
 * decides. Safe for use by several threads.
 */
public final class Sieve {
  private final RuleSet rules;
  private final PhotoDecoder decoder;
  private final MemorySource memorySource;
  private final Model model;
  private final Optional<RuleSet> shadowRules;

  /** A sieve without a memory and a model: rules that ask for one never hold. */
  public Sieve(RuleSet rules, PhotoDecoder decoder) {
    this(rules, decoder, MemorySource.NONE, Model.NONE);
  }

  /** A sieve without rules in shadow. */
  public Sieve(RuleSet rules, PhotoDecoder decoder, MemorySource memorySource, Model model) {
    this(rules, decoder, memorySource, model, Optional.empty());
  }

  /**
   * A sieve that asks all that can be asked.
   *
   * @param shadowRules rules that are asked besides the others, and not obeyed
   */
  public Sieve(
      RuleSet rules,
      PhotoDecoder decoder,
      MemorySource memorySource,
      Model model,
      Optional<RuleSet> shadowRules) {
    this.rules = Objects.requireNonNull(rules);
    this.decoder = Objects.requireNonNull(decoder);
    this.memorySource = Objects.requireNonNull(memorySource);
    this.model = Objects.requireNonNull(model);
    this.shadowRules = Objects.requireNonNull(shadowRules);
  }

  /**
   * Decides on a photo.
   *
   * @throws PhotoGoneException if the photo no longer exists
   * @throws PhotoUnreachableException if it cannot be read at the moment; whatever else goes wrong
   *     leads to review
   */
  public Decision decide(PhotoSource photo) {
    Examination examination = new Examination(photo, decoder, memorySource, model.classifier());
    Decision decision = decideByRules(examination);
    return shadowRules
        .map(shadow -> decision.with(askInShadow(shadow, decision, examination)))
        .orElse(decision);
  }

  private Decision decideByRules(Examination examination) {
    try {
      return decide(examination);
    } catch (PhotoGoneException | PhotoUnreachableException e) {
      throw e;
    } catch (UndecodableException e) {
      return error(e.getMessage(), examination);
    } catch (RuntimeException | Error e) {
      // Also a photo that takes all memory or the whole stack is one for a person.
      return error("could not be read: " + oneLine(e), examination);
    }
  }

  /**
   * Asks rules that are not obeyed. The decision is made: whatever goes wrong here changes nothing
   * of it.
   */
  private ShadowFinding askInShadow(RuleSet shadow, Decision decision, Examination examination) {
    if (decision.by() == DecidedBy.ERROR) {
      // What cannot be read once is not tried again: that may have taken long.
      return ShadowFinding.untold(shadow.version(), decision.reason());
    }
    try {
      Optional<Rule> first = shadow.first(model.isObeyed(), examination);
      Optional<String> unknown = first.isEmpty() ? unknown(shadow, examination) : Optional.empty();
      if (unknown.isPresent()) {
        return ShadowFinding.untold(shadow.version(), "no rule holds" + unknown.get());
      }
      return new ShadowFinding(
          shadow.version(),
          true,
          first.map(Rule::name),
          first.filter(rule -> rule.then() == Outcome.DELETE).isPresent(),
          first.map(rule -> reason(rule, examination)).orElse("no rule holds"));
    } catch (UndecodableException e) {
      return ShadowFinding.untold(shadow.version(), e.getMessage());
    } catch (RuntimeException | Error e) {
      return ShadowFinding.untold(shadow.version(), "could not be asked: " + oneLine(e));
    }
  }

  /** What these rules asked for and did not get, so that one may hold another time. */
  private static Optional<String> unknown(RuleSet shadow, Examination examination) {
    String failure = failure(examination.modelAnswer());
    if (!failure.isEmpty() && asks(shadow, Tier.MODEL)) {
      return Optional.of(failure);
    }
    return examination.isMemoryUnread() && asks(shadow, Tier.MEMORY)
        ? Optional.of("; the memory could not be read")
        : Optional.empty();
  }

  private static boolean asks(RuleSet rules, Tier tier) {
    return rules.rules().stream()
        .flatMap(rule -> Stream.concat(rule.when().stream(), rule.unless().stream()))
        .anyMatch(condition -> condition.measure().tier() == tier);
  }

  private Decision decide(Examination examination) throws UndecodableException {
    boolean isObeyed = model.isObeyed();
    Optional<Rule> first = rules.first(isObeyed, examination);
    boolean isDeletion = first.filter(rule -> rule.then() == Outcome.DELETE).isPresent();
    if (model.isThere() && !isObeyed && !isDeletion) {
      askModelInShadow(examination, first);
    }
    Finding finding = finding(first, examination);
    Optional<ModelAnswer> answer = examination.modelAnswer();
    if (answer.isPresent()) {
      Optional<Rule> held =
          isObeyed ? first.filter(Rule::asksModel) : ifModelWereObeyed(first, examination);
      finding = finding.with(modelFinding(answer.get(), held, examination));
    }
    if (first.isEmpty()) {
      String reason = "no rule holds" + heldBack(examination.evidence()) + failure(answer);
      return new Decision(Outcome.REVIEW, DecidedBy.DEFAULT, reason, finding);
    }
    Rule rule = first.get();
    return new Decision(rule.then(), rule.decidedBy(), reason(rule, examination), finding);
  }

  /** About every photo that a person sees, so that rules alone and with a model can be compared. */
  private static void askModelInShadow(Examination examination, Optional<Rule> decided)
      throws UndecodableException {
    try {
      examination.reach(Tier.MODEL);
    } catch (UndecodableException e) {
      if (decided.isEmpty()) {
        throw e;
      }
    }
  }

  /** The rule that would have decided were the model obeyed, if that is another one. */
  private Optional<Rule> ifModelWereObeyed(Optional<Rule> decided, Examination examination)
      throws UndecodableException {
    return rules.first(true, examination).filter(rule -> !decided.equals(Optional.of(rule)));
  }

  private Finding finding(Optional<Rule> first, Examination examination) {
    return new Finding(
        first.map(Rule::name),
        first.map(Sieve::conditions).orElse(List.of()),
        first.filter(rule -> rule.then() == Outcome.DELETE).isPresent(),
        examination.evidence(),
        rules.version(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> conditions(Rule rule) {
    return Stream.concat(
            rule.when().stream().map(Condition::text),
            rule.unless().stream().map(condition -> "unless " + condition.text()))
        .toList();
  }

  /** What kept the first rule from deleting that would have, had nothing protected the photo. */
  private String heldBack(Evidence evidence) {
    return rules.rules().stream()
        .filter(rule -> rule.then() == Outcome.DELETE)
        .filter(rule -> rule.when().stream().allMatch(condition -> condition.holds(evidence)))
        .flatMap(
            rule ->
                rule.unless().stream()
                    .filter(condition -> condition.holds(evidence))
                    .map(c -> "; " + rule.name() + " is held back: " + protectedBy(c, evidence)))
        .findFirst()
        .orElse("");
  }

  private static String failure(Optional<ModelAnswer> answer) {
    return switch (answer.orElse(null)) {
      case ModelAnswer.Failed(String reason) -> "; the model did not answer: " + reason;
      case ModelAnswer.Told told -> "";
      case null -> "";
    };
  }

  private ModelFinding modelFinding(
      ModelAnswer answer, Optional<Rule> rule, Examination examination) {
    Optional<String> error =
        switch (answer) {
          case ModelAnswer.Failed(String reason) -> Optional.of(reason);
          case ModelAnswer.Told told -> Optional.empty();
        };
    return new ModelFinding(
        model.mode(),
        error,
        rule.map(Rule::name),
        rule.filter(r -> r.then() == Outcome.DELETE).isPresent(),
        rule.map(r -> reason(r, examination)).orElse(""));
  }

  private static String reason(Rule rule, Examination examination) {
    Evidence evidence = examination.evidence();
    return Stream.concat(
            rule.when().stream().map(c -> c.measured(evidence) + " (" + c.text() + ")"),
            rule.unless().stream()
                .filter(c -> evidence.values().containsKey(c.measure()))
                .map(c -> protectedBy(c, evidence)))
        .collect(Collectors.joining(", "));
  }

  private static String protectedBy(Condition condition, Evidence evidence) {
    return condition.measured(evidence) + " (unless " + condition.text() + ")";
  }

  private Decision error(String reason, Examination examination) {
    return Decision.error(reason, examination.evidence(), rules.version());
  }

  private static String oneLine(Throwable e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return e.getClass().getSimpleName()
        + ": "
        + (message.length() <= 200 ? message : message.substring(0, 200));
  }
}

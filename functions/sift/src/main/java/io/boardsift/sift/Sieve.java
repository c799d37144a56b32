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

  /** A sieve without a memory and a model: rules that ask for one never hold. */
  public Sieve(RuleSet rules, PhotoDecoder decoder) {
    this(rules, decoder, MemorySource.NONE, Model.NONE);
  }

  public Sieve(RuleSet rules, PhotoDecoder decoder, MemorySource memorySource, Model model) {
    this.rules = Objects.requireNonNull(rules);
    this.decoder = Objects.requireNonNull(decoder);
    this.memorySource = Objects.requireNonNull(memorySource);
    this.model = Objects.requireNonNull(model);
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

  private Decision decide(Examination examination) throws UndecodableException {
    boolean isObeyed = model.isObeyed();
    Optional<Rule> first = rules.first(isObeyed, examination);
    boolean isDeletion = first.filter(rule -> rule.then() == Outcome.DELETE).isPresent();
    if (model.isThere() && !isObeyed && !isDeletion) {
      askInShadow(examination, first);
    }
    Finding finding = finding(first, examination);
    Optional<ModelAnswer> answer = examination.modelAnswer();
    if (answer.isPresent()) {
      Optional<Rule> held = isObeyed ? first.filter(Rule::asksModel) : shadow(first, examination);
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
  private static void askInShadow(Examination examination, Optional<Rule> decided)
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
  private Optional<Rule> shadow(Optional<Rule> decided, Examination examination)
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

package io.boardsift.sift;

import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.PhotoGoneException;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.Recollection;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the rules about a photo: in their order, the first that holds decides, and a dearer tier of
 * evidence is measured only when a rule that could still fire needs it. When in doubt, a person
 * decides. Safe for use by several threads.
 */
public final class Sieve {
  private final RuleSet rules;
  private final PhotoDecoder decoder;
  private final Recollection recollection;

  /** A sieve without a memory: rules that ask for one never hold. */
  public Sieve(RuleSet rules, PhotoDecoder decoder) {
    this(rules, decoder, Recollection.NONE);
  }

  public Sieve(RuleSet rules, PhotoDecoder decoder, Recollection recollection) {
    this.rules = Objects.requireNonNull(rules);
    this.decoder = Objects.requireNonNull(decoder);
    this.recollection = Objects.requireNonNull(recollection);
  }

  /**
   * Decides on a photo.
   *
   * @throws PhotoGoneException if the photo is there no more; whatever else goes wrong leads to
   *     review
   */
  public Decision decide(PhotoSource photo) {
    Examination examination = new Examination(photo, decoder, recollection);
    try {
      for (Rule rule : rules.rules()) {
        if (holds(rule, examination)) {
          return decision(rule, examination);
        }
      }
    } catch (PhotoGoneException e) {
      throw e;
    } catch (UndecodableException e) {
      return error(e.getMessage(), examination);
    } catch (RuntimeException e) {
      return error("could not be read: " + oneLine(e), examination);
    }
    return new Decision(
        Outcome.REVIEW,
        DecidedBy.DEFAULT,
        Optional.empty(),
        List.of(),
        "no rule holds",
        false,
        examination.evidence(),
        rules.version());
  }

  private static boolean holds(Rule rule, Examination examination) throws UndecodableException {
    for (Condition condition : rule.cheapestFirst()) {
      examination.reach(condition.measure().tier());
      if (!condition.holds(examination.evidence())) {
        return false;
      }
    }
    return true;
  }

  private Decision decision(Rule rule, Examination examination) {
    String reason =
        rule.conditions().stream()
            .map(c -> c.measured(examination.evidence()) + " (" + c.text() + ")")
            .collect(Collectors.joining(", "));
    return new Decision(
        rule.then(),
        DecidedBy.RULE,
        Optional.of(rule.name()),
        rule.conditions().stream().map(Condition::text).toList(),
        reason,
        rule.then() == Outcome.DELETE,
        examination.evidence(),
        rules.version());
  }

  private Decision error(String reason, Examination examination) {
    return Decision.error(reason, examination.evidence(), rules.version());
  }

  private static String oneLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return e.getClass().getSimpleName()
        + ": "
        + (message.length() <= 200 ? message : message.substring(0, 200));
  }
}

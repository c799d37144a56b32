package io.boardsift.sift;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.model.ModelFinding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found on a photo, whatever is decided on it.
 *
 * @param rule the rule whose conditions held, also where an audit or observation overruled it
 * @param conditions the rule's conditions with their thresholds, as its file has them; what would
 *     have protected the photo begins with {@code unless}
 * @param wouldDelete whether the rules or the model called for deletion, whatever happened to it
 * @param evidence all that was measured on the way
 * @param rulesVersion the version of the rules that were asked
 * @param model what came of asking the model, if it was asked
 * @param shadow what rules in shadow said, if there are some
 */
public record Finding(
    Optional<String> rule,
    List<String> conditions,
    boolean wouldDelete,
    Evidence evidence,
    String rulesVersion,
    Optional<ModelFinding> model,
    Optional<ShadowFinding> shadow) {

  public Finding {
    Objects.requireNonNull(rule);
    conditions = List.copyOf(conditions);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(rulesVersion);
    Objects.requireNonNull(model);
    Objects.requireNonNull(shadow);
  }

  /** No rule held, and no model was asked. */
  public static Finding none(Evidence evidence, String rulesVersion) {
    return new Finding(
        Optional.empty(),
        List.of(),
        false,
        evidence,
        rulesVersion,
        Optional.empty(),
        Optional.empty());
  }

  /** The same finding, and what came of asking the model. */
  public Finding with(ModelFinding asked) {
    return new Finding(
        rule, conditions, wouldDelete, evidence, rulesVersion, Optional.of(asked), shadow);
  }

  /** The same finding, and what rules in shadow said. */
  public Finding with(ShadowFinding said) {
    return new Finding(
        rule, conditions, wouldDelete, evidence, rulesVersion, model, Optional.of(said));
  }
}

package io.boardsift.aws;

import java.util.Optional;

/** Where the model runs that triage asks. */
public enum ModelPlace {
  /** There is none. */
  NONE,
  /** In triage itself, from a layer. */
  IN_FUNCTION,
  /** Behind a SageMaker endpoint. */
  ENDPOINT;

  /**
   * Reads the settings MODEL (none, in-function or endpoint; none) and MODEL_ENDPOINT, the
   * endpoint's name.
   *
   * @throws SettingException if one is wrong, or if they do not go together
   */
  public static ModelPlace of(Settings settings) {
    ModelPlace place = settings.choice("MODEL", NONE);
    Optional<String> endpoint = settings.optional("MODEL_ENDPOINT");
    if (place == ENDPOINT && endpoint.isEmpty()) {
      throw new SettingException(
          "MODEL_ENDPOINT", "is not set", "MODEL=endpoint needs the name of a SageMaker endpoint");
    }
    if (place != ENDPOINT && endpoint.isPresent()) {
      throw new SettingException(
          "MODEL_ENDPOINT",
          "is \"" + endpoint.get() + "\"",
          "an endpoint is asked only with MODEL=endpoint; set that, or leave this one empty");
    }
    return place;
  }
}

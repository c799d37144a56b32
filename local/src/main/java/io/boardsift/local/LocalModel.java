package io.boardsift.local;

import io.boardsift.aws.ModelPlace;
import io.boardsift.classifier.BoardModel;
import io.boardsift.classifier.ModelFolderException;
import io.boardsift.classifier.ModelSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.ModelMode;
import java.util.Locale;
import java.util.Map;

/**
 * A model that triage asks in this process, as it does on AWS with {@code Model=in-function}.
 *
 * @param source where it comes from
 * @param mode how far its word counts
 */
public record LocalModel(ModelSource source, ModelMode mode) {
  /**
   * Loads it.
   *
   * @throws IllegalStateException if there is no such model
   */
  BoardModel open() {
    try {
      return source.open(Limits.DEFAULT);
    } catch (ModelFolderException e) {
      throw new IllegalStateException("--classifier " + e.getMessage(), e);
    }
  }

  /** What the console is told of it. */
  Map<String, String> settings() {
    return Map.of("MODEL", word(ModelPlace.IN_FUNCTION), "MODEL_MODE", word(mode));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.boardsift.sift.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Loads a model that runs in this process. It is found by {@link java.util.ServiceLoader}, so that
 * the libraries that it takes need to be there only where there is such a model.
 */
@FunctionalInterface
public interface ModelLoader {
  /**
   * Loads a model for as long as the process lives.
   *
   * @param folder where its files are
   * @throws IOException if there is none that can be used: what is wrong, and the fix
   */
  Classifier load(Path folder) throws IOException;
}

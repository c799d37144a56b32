package io.boardsift.triage;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in this function, from the layer that {@code Model=in-function} attaches. Whatever goes
 * wrong with it is a failure of the model, and leaves the photo to a person.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-layers.html">Layers for Java</a>
 */
final class InFunctionClassifier implements Classifier {
  private static final Logger LOG = LoggerFactory.getLogger(InFunctionClassifier.class);

  private final Classifier model;

  private InFunctionClassifier(Classifier model) {
    this.model = Objects.requireNonNull(model);
  }

  /**
   * Loads the model.
   *
   * @param code what sees the layer's jars
   * @param folder where the model's files are
   * @return one that answers each photo with why, if the model cannot be loaded
   */
  static Classifier load(ClassLoader code, Path folder) {
    try {
      ModelLoader loader =
          ServiceLoader.load(ModelLoader.class, code)
              .findFirst()
              .orElseThrow(() -> new IOException("its layer is not attached to the function"));
      return new InFunctionClassifier(loader.load(folder));
    } catch (IOException | RuntimeException | Error e) {
      // Also a library that does not fit this processor, or too little memory.
      LOG.error("the model cannot be loaded", entry("reason", String.valueOf(e)), e);
      ModelAnswer failed = new ModelAnswer.Failed("it cannot be loaded: " + oneLine(e));
      return jpeg -> failed;
    }
  }

  @Override
  public ModelAnswer classify(byte[] jpeg) {
    try {
      return model.classify(jpeg);
    } catch (RuntimeException | Error e) {
      return new ModelAnswer.Failed(oneLine(e));
    }
  }

  private static String oneLine(Throwable e) {
    return e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
  }
}

package io.boardsift.classifier;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model that a function finds in its layer: one that {@code boardsift train} wrote, or a
 * backbone alone, on which the head that comes with Boardsift is put.
 */
public final class LayerModel implements ModelLoader {
  @Override
  public Classifier load(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(Backbone.NETWORK))) {
      throw new IOException(
          "there is no model in its layer: \"classifier/backbone/build\" makes the backbone,"
              + " \"mvn package\" the layer with it; then deploy again");
    }
    boolean isTrained = Files.exists(folder.resolve(Head.FILE));
    try {
      return (isTrained ? ModelSource.folder(folder) : ModelSource.shipped(folder))
          .open(Limits.DEFAULT);
    } catch (ModelFolderException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

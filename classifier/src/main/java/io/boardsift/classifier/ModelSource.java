package io.boardsift.classifier;

import io.boardsift.sift.image.Limits;
import java.nio.file.Path;

/**
 * Where a model comes from.
 *
 * @param folder what {@code boardsift train} wrote, or a backbone
 * @param isShipped whether the head that comes with Boardsift is put on the backbone in the folder
 */
public record ModelSource(Path folder, boolean isShipped) {
  /** A folder that holds a whole model, or a backbone alone. */
  public static ModelSource folder(Path folder) {
    return new ModelSource(folder, false);
  }

  /**
   * The head that comes with Boardsift.
   *
   * @param backbone the folder that {@code classifier/backbone/build} wrote
   */
  public static ModelSource shipped(Path backbone) {
    return new ModelSource(backbone, true);
  }

  /**
   * Looks whether its files are there, and the right ones, without loading them.
   *
   * @throws ModelFolderException if not
   */
  public void check() throws ModelFolderException {
    if (isShipped) {
      Backbone.checkPublished(folder);
    } else {
      Backbone.checkFiles(folder);
    }
  }

  /**
   * Loads it.
   *
   * @throws ModelFolderException if there is no model that can be used
   */
  public BoardModel open(Limits limits) throws ModelFolderException {
    if (!isShipped) {
      return BoardModel.open(folder, limits);
    }
    Backbone.checkPublished(folder);
    return BoardModel.open(folder, Head.shipped(), limits);
  }

  @Override
  public String toString() {
    return isShipped ? "the shipped head on the backbone in " + folder : folder.toString();
  }
}

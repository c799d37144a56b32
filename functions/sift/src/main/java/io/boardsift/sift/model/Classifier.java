package io.boardsift.sift.model;

/** Tells what a photo shows, by a model that was trained. Safe for use by several threads. */
@FunctionalInterface
public interface Classifier {
  /** No classifier at all: it is never asked. */
  Classifier NONE = jpeg -> new ModelAnswer.Failed("there is no classifier");

  /**
   * Looks at a photo.
   *
   * @param jpeg the decoded photo, some 512 pixels on its long side, as a JPEG of some 100 kB
   * @return what it tells; a failure, never an exception, where it does not answer or not as it
   *     should
   */
  ModelAnswer classify(byte[] jpeg);
}

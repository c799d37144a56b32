package io.boardsift.local;

/**
 * A photo to send through the pipeline.
 *
 * @param name how its owner calls it: a path as given, or a made-up name
 * @param key the object key to upload it under
 * @param content gives its bytes; called more than once, at any time, by any thread
 */
public record Submission(String name, String key, Content content) {
  /** A photo's bytes. */
  @FunctionalInterface
  public interface Content {
    byte[] bytes();
  }
}

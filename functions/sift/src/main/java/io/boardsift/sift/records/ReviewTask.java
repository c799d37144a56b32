package io.boardsift.sift.records;

import io.boardsift.sift.Photo;

/**
 * The message that asks a person to look at a photo. It says nothing of why the photo came, so that
 * an audited photo looks like any other.
 *
 * @param photo what to look at
 */
public record ReviewTask(Photo photo) {

  /** One line of JSON, the body of the queue's message. */
  public String toJson() {
    return Json.of(photo).toString();
  }

  /**
   * Reads a message's body.
   *
   * @throws MalformedException if it is no review task; the message says what is missing
   */
  public static ReviewTask fromJson(String body) throws MalformedException {
    return new ReviewTask(Json.photo(Json.readObject(body, "a review task")));
  }
}

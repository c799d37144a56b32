package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
   * One line of JSON, as a Ground Truth job takes it: a line of an input manifest. What it does not
   * know it hands through to its answer, so that {@link Verdict#fromManifestLine} finds the photo.
   *
   * @param asking names this asking, in up to 1,024 characters that start like {@code
   *     s3://bucket/}; the job shows a photo once for each
   * @see <a
   *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-streaming-impotency-create.html">Deduplication
   *     keys and IDs</a>
   */
  public String toManifestLine(String asking) {
    ObjectNode json = Json.object();
    json.put("source-ref", "s3://" + photo.bucket() + "/" + photo.key());
    json.put("dataset-objectid-attribute-name", "boardsift-id");
    json.put("boardsift-id", asking);
    json.set(Verdict.PHOTO, Json.of(photo));
    return json.toString();
  }

  /**
   * Reads a message's body.
   *
   * @throws MalformedException if it is not a review task; the message says what is missing
   */
  public static ReviewTask fromJson(String body) throws MalformedException {
    return new ReviewTask(Json.photo(Json.readObject(body, "a review task")));
  }
}

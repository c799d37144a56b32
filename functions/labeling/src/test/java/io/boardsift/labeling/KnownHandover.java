package io.boardsift.labeling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.io.IOException;

/**
 * What is noted of a task in Label Studio.
 *
 * @param json as it lies in the results bucket
 */
record KnownHandover(JsonNode json) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Its object's key. */
  static String key(String fingerprint) {
    return "label-studio/" + fingerprint + ".json";
  }

  /** Reads it by the asking that the task names. */
  static KnownHandover of(TestAws aws, String asking) {
    String key = key(asking.split("/", 2)[0]);
    byte[] noted =
        aws.s3().getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(key)).asByteArray();
    try {
      return new KnownHandover(MAPPER.readTree(noted));
    } catch (IOException e) {
      throw new AssertionError(asking, e);
    }
  }

  Photo photo() {
    try {
      return ReviewTask.fromJson(json.path("photo").toString()).photo();
    } catch (MalformedException e) {
      throw new AssertionError(json.toString(), e);
    }
  }
}

package io.boardsift.console;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The last answer that a reviewer gave on a photo in the console.
 *
 * @param id made by the reviewer's page; an answer that is sent again has the same
 * @param answer in words
 * @param by who gave it; empty where nobody signs in
 * @param at when it was taken, in ISO 8601
 * @param disagree who said different things, if the photo is waiting for one more person; else
 *     nobody
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record GivenAnswer(String id, String answer, String by, String at, List<String> disagree) {
  GivenAnswer(
      @JsonProperty("id") String id,
      @JsonProperty("answer") String answer,
      @JsonProperty("by") String by,
      @JsonProperty("at") String at,
      @JsonProperty("disagree") List<String> disagree) {
    this.id = Objects.requireNonNull(id);
    this.answer = Objects.requireNonNull(answer);
    this.by = Objects.requireNonNullElse(by, "");
    this.at = Objects.requireNonNull(at);
    this.disagree = disagree == null ? List.of() : List.copyOf(disagree);
  }

  /** Whether one more person has to look, since two did not agree. */
  @JsonIgnore
  boolean isDisputed() {
    return !disagree.isEmpty();
  }

  /** Whether it is the answer that a page means when it names an id; none by none. */
  static boolean isSame(Optional<GivenAnswer> given, Optional<String> id) {
    return given.map(GivenAnswer::id).equals(id);
  }
}

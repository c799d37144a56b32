package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.Photo;
import java.util.List;

/** What an event, or a part of one, tells. */
sealed interface EventContent {
  /** An object was created. */
  record Upload(Photo photo) implements EventContent {}

  /** It is an envelope or a list; what it tells is in these. */
  record Parts(List<JsonNode> parts) implements EventContent {}

  /** It tells of something for sure, and of no upload. */
  record NothingToDo() implements EventContent {}
}

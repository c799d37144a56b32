package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The photos that an event tells of, whoever delivers it: S3 itself, EventBridge, SNS or SQS, one
 * inside the other. Read from the JSON itself: Lambda's own reader fails on events without records,
 * before a handler sees them.
 *
 * <p>What is not understood is told by name and never passed over: behind it there may be a photo.
 *
 * @param photos the created objects; none where the event tells of nothing created
 * @param unknown one line for each part that nobody understands; only if there is none was the
 *     whole event understood
 */
public record UploadedPhotos(List<Photo> photos, List<String> unknown) {
  /** S3's records in a topic's message in a queue's message in a list have five layers. */
  private static final int DEEPEST = 8;

  private static final int MOST_TOLD = 3;

  private static final List<EventForm> SHAPES =
      List.of(
          new RecordList(),
          new S3Record(),
          new S3TestMessage(),
          new EventBridgeEvent(),
          new SnsMessage(),
          new SqsMessage());

  public UploadedPhotos {
    photos = List.copyOf(photos);
    unknown = List.copyOf(unknown);
  }

  /** Reads an event; never throws, whatever JSON it is. */
  public static UploadedPhotos in(JsonNode event) {
    List<Photo> photos = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    read(event, 0, photos, unknown);
    return new UploadedPhotos(photos, unknown);
  }

  /** What was not understood, in one line; empty if all was. */
  public Optional<String> complaint() {
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    String told = unknown.stream().limit(MOST_TOLD).collect(Collectors.joining("; "));
    int more = unknown.size() - MOST_TOLD;
    return Optional.of(more > 0 ? told + "; and " + more + " more" : told);
  }

  private static void read(JsonNode json, int depth, List<Photo> photos, List<String> unknown) {
    try {
      if (depth > DEEPEST) {
        throw new MalformedException("an event with more than " + DEEPEST + " layers");
      }
      switch (shapeOf(json).read(json)) {
        case EventContent.Upload(Photo photo) -> photos.add(photo);
        case EventContent.Parts(List<JsonNode> parts) ->
            parts.forEach(part -> read(part, depth + 1, photos, unknown));
        case EventContent.NothingToDo nothing -> {}
      }
    } catch (MalformedException e) {
      unknown.add(e.getMessage());
    }
  }

  private static EventForm shapeOf(JsonNode json) throws MalformedException {
    List<EventForm> fitting = SHAPES.stream().filter(shape -> shape.fits(json)).toList();
    return switch (fitting.size()) {
      case 0 ->
          throw new MalformedException("an event of an unknown shape: " + SafeDescription.of(json));
      case 1 -> fitting.getFirst();
      default ->
          throw new MalformedException(
              "an event of more than one shape: " + SafeDescription.of(json));
    };
  }
}

package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.records.MalformedException;
import java.util.List;

/**
 * A message of an SNS topic: as Lambda gets it, in a record's {@code Sns}, or as queues and HTTP
 * endpoints do, with a {@code Type}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Message
 *     formats</a>
 */
final class SnsMessage implements EventForm {
  private static final String RECORD = "Sns";

  @Override
  public boolean fits(JsonNode json) {
    Fields fields = new Fields(json);
    return fields.has(RECORD) || (fields.has("Type") && fields.has("Message"));
  }

  @Override
  public EventContent read(JsonNode json) throws MalformedException {
    Fields fields = new Fields(json);
    Fields message = fields.has(RECORD) ? fields.in(RECORD) : fields;
    String type = message.text("Type");
    if (!type.equals("Notification") && !type.isEmpty()) {
      // A request to confirm a subscription, for example: somebody has to see it.
      throw new MalformedException(
          "an event of an unknown shape: Type " + SafeDescription.quoted(type));
    }
    return new EventContent.Parts(
        List.of(EventJson.inside("an SNS message", message.text("Message"))));
  }
}

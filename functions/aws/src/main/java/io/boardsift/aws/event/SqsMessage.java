package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.records.MalformedException;
import java.util.List;

/**
 * A message of an SQS queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
final class SqsMessage implements EventForm {
  @Override
  public boolean fits(JsonNode json) {
    Fields fields = new Fields(json);
    return fields.has("messageId") && fields.has("body");
  }

  @Override
  public EventContent read(JsonNode json) throws MalformedException {
    return new EventContent.Parts(
        List.of(EventJson.inside("an SQS message", new Fields(json).text("body"))));
  }
}

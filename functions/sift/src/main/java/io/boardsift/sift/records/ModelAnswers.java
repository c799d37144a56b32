package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelAnswer.Label;
import io.boardsift.sift.model.ModelAnswer.Told;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What classifiers answer, as JSON. Boardsift's own container answers with an object: {@code board}
 * and {@code notABoard} (probabilities that make 1), {@code electronics} and {@code labels}, each
 * of which may be missing. SageMaker's built-in image classification answers with an array of
 * probabilities, one a class.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/IC-TF-supports.html">Image
 *     classification</a>
 */
public final class ModelAnswers {
  /** The class of photos without a board; every other class whose name ends in board is one. */
  public static final String NOT_A_BOARD = "not-a-board";

  /** Far more than any answer has. */
  private static final int LONGEST = 64 << 10;

  private static final double ROUNDING = 0.01;
  private static final String WHAT = "a model's answer";

  private ModelAnswers() {}

  /** An answer as an object. */
  public static String toJson(Told told) {
    ObjectNode json = Json.object();
    told.board().ifPresent(board -> json.put("board", board));
    told.notABoard().ifPresent(notABoard -> json.put("notABoard", notABoard));
    told.electronics().ifPresent(electronics -> json.put("electronics", electronics));
    ArrayNode labels = json.putArray("labels");
    told.labels()
        .forEach(
            label ->
                labels
                    .addObject()
                    .put("label", label.label())
                    .put("probability", label.probability()));
    return json.toString();
  }

  /**
   * Reads an answer of either kind.
   *
   * @param classes the classes of an array's probabilities, in their order
   * @throws MalformedException if it is not such an answer, or if its numbers are not probabilities
   */
  public static ModelAnswer read(byte[] body, List<String> classes) throws MalformedException {
    if (body.length > LONGEST) {
      throw new MalformedException("not " + WHAT + ": " + body.length + " bytes are too many");
    }
    JsonNode json = Json.read(new String(body, StandardCharsets.UTF_8), WHAT);
    try {
      if (json.isArray()) {
        return ofClasses(json, classes);
      }
      if (json.isObject()) {
        return ofObject(json);
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException("not " + WHAT + ": " + e.getMessage());
    }
    throw new MalformedException("not " + WHAT + ": neither an array nor an object");
  }

  private static Told ofClasses(JsonNode json, List<String> classes) throws MalformedException {
    if (json.size() != classes.size()) {
      throw new MalformedException(
          "not %s: %d probabilities for the %d classes %s"
              .formatted(WHAT, json.size(), classes.size(), String.join(", ", classes)));
    }
    double board = 0;
    double notABoard = 0;
    double sum = 0;
    for (int i = 0; i < json.size(); i++) {
      double probability = probability(json.get(i));
      sum += probability;
      if (classes.get(i).equals(NOT_A_BOARD)) {
        notABoard += probability;
      } else if (classes.get(i).endsWith("board")) {
        board += probability;
      }
    }
    checkSum(sum);
    return new Told(
        OptionalDouble.of(Math.min(1, board)),
        OptionalDouble.of(Math.min(1, notABoard)),
        OptionalDouble.empty(),
        List.of());
  }

  private static Told ofObject(JsonNode json) throws MalformedException {
    OptionalDouble board = optional(json, "board");
    OptionalDouble notABoard = optional(json, "notABoard");
    if (board.isPresent() && notABoard.isPresent()) {
      checkSum(board.getAsDouble() + notABoard.getAsDouble());
    }
    List<Label> labels = new ArrayList<>();
    for (JsonNode label : json.path("labels")) {
      labels.add(new Label(Json.text(label, "label"), probability(label.path("probability"))));
    }
    return new Told(board, notABoard, optional(json, "electronics"), labels);
  }

  private static OptionalDouble optional(JsonNode json, String name) throws MalformedException {
    return json.has(name) ? OptionalDouble.of(probability(json.get(name))) : OptionalDouble.empty();
  }

  private static double probability(JsonNode json) throws MalformedException {
    if (!json.isNumber()) {
      throw new MalformedException("not " + WHAT + ": a probability is not a number");
    }
    return json.doubleValue();
  }

  private static void checkSum(double sum) throws MalformedException {
    if (!(Math.abs(sum - 1) <= ROUNDING)) {
      throw new MalformedException("not " + WHAT + ": the probabilities make " + sum + ", not 1");
    }
  }
}

package io.boardsift.sift.model;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What came of asking a classifier. */
public sealed interface ModelAnswer {

  /**
   * What the classifier tells; a model need not know all of it. Numbers that are not probabilities
   * are refused with an {@link IllegalArgumentException}.
   *
   * @param board the probability that the photo shows a board
   * @param notABoard the probability that it shows none
   * @param electronics the probability that it shows anything electronic, by a network that was
   *     trained on everyday things
   * @param labels what that network takes it for, the most probable first
   */
  record Told(
      OptionalDouble board,
      OptionalDouble notABoard,
      OptionalDouble electronics,
      List<Label> labels)
      implements ModelAnswer {
    /** What two probabilities may be above 1 together, as they are rounded. */
    private static final double ROUNDING = 0.01;

    public Told {
      labels = List.copyOf(labels);
      check("board", board);
      check("notABoard", notABoard);
      check("electronics", electronics);
      if (board.orElse(0) + notABoard.orElse(0) > 1 + ROUNDING) {
        throw new IllegalArgumentException(
            "board " + board.orElse(0) + " and not a board " + notABoard.orElse(0) + " exceed 1");
      }
      if (board.isEmpty() && notABoard.isEmpty() && electronics.isEmpty() && labels.isEmpty()) {
        throw new IllegalArgumentException("it tells nothing");
      }
    }

    private static void check(String what, OptionalDouble probability) {
      if (probability.isPresent()) {
        checkProbability(what, probability.getAsDouble());
      }
    }
  }

  /**
   * A word of the classifier for what a photo shows.
   *
   * @param label the word, for example {@code hard disk drive}
   * @param probability its probability
   */
  record Label(String label, double probability) {
    public Label {
      Objects.requireNonNull(label);
      checkProbability("label " + label, probability);
    }
  }

  /**
   * It did not answer, or not as it should; so a person decides.
   *
   * @param reason one line
   */
  record Failed(String reason) implements ModelAnswer {
    private static final int LONGEST = 200;

    public Failed {
      reason = reason.replaceAll("\\s+", " ").strip();
      reason = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…";
    }
  }

  private static void checkProbability(String what, double number) {
    if (!(number >= 0 && number <= 1)) {
      throw new IllegalArgumentException(what + " " + number + " is not a probability");
    }
  }
}

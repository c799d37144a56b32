package io.boardsift.classifier.training;

import io.boardsift.classifier.Head;
import java.util.Optional;

/**
 * What a head is trained for. Its threshold is the highest that keeps both limits.
 *
 * @param maxBoardLoss the share of boards that may lie below the threshold, 0 to 1
 * @param maxCopyLoss the share of their harder copies that may, 0 to 1
 * @param start the head to begin with, if any
 */
public record TrainingGoal(double maxBoardLoss, double maxCopyLoss, Optional<Head> start) {}

package io.boardsift.classifier.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.boardsift.classifier.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fits heads: logistic regression with the sum of squares of the weights held down, boards and
 * others of equal weight together. Deterministic; safe for use by several threads.
 *
 * <p>From another head only the difference is held down: its answer is one more number of each
 * photo, whose weight is hardly held down at all. So few photos leave it as it is but for the
 * scale.
 *
 * @see <a href="https://www.csie.ntu.edu.tw/~cjlin/liblinear/">LIBLINEAR</a>
 */
final class LogisticRegression {
  /**
   * What a photo's misfit costs against large weights. Tenfold more tells photos of sources kept
   * aside apart no better, and their harder copies worse.
   */
  private static final double COST = 0.003;

  private static final double PRECISION = 1e-4;

  private final List<Labelled> photos = new ArrayList<>();
  private final Optional<Head> start;
  private final int size;

  private record Labelled(Example example, Feature[] features) {}

  /**
   * A regression on examples, of which harder copies are left out.
   *
   * @param start the head to begin with, if any
   */
  LogisticRegression(List<Example> examples, Optional<Head> start) {
    this.start = start;
    this.size = examples.getFirst().embedding().length;
    for (Example example : examples) {
      if (!example.isHarderCopy()) {
        photos.add(new Labelled(example, features(example)));
      }
    }
    Linear.disableDebugOutput();
  }

  /**
   * Fits a head to some of the examples.
   *
   * @return empty if these are all boards or all others
   */
  Optional<Head> fit(Predicate<Example> which) {
    List<Labelled> chosen = photos.stream().filter(photo -> which.test(photo.example())).toList();
    double boards = chosen.stream().filter(photo -> photo.example().showsBoard()).count();
    if (boards == 0 || boards == chosen.size()) {
      return Optional.empty();
    }
    Problem problem = new Problem();
    problem.l = chosen.size();
    problem.n = size + 2;
    problem.bias = 1;
    problem.x = chosen.stream().map(Labelled::features).toArray(Feature[][]::new);
    problem.y = chosen.stream().mapToDouble(p -> p.example().showsBoard() ? 1 : 0).toArray();
    double half = chosen.size() / 2.0;
    Parameter parameter = new Parameter(SolverType.L2R_LR, COST, PRECISION);
    parameter.setWeights(
        new double[] {half / boards, half / (chosen.size() - boards)}, new int[] {1, 0});
    parameter.setRegularizeBias(false);
    return Optional.of(head(Linear.train(problem, parameter)));
  }

  private Head head(Model model) {
    int sign = model.getLabels()[0] == 1 ? 1 : -1; // its weights speak for the label it met first
    double[] found = model.getFeatureWeights();
    double ofStart = sign * found[size];
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      int at = i;
      double before = start.map(head -> ofStart * head.weights()[at]).orElse(0.0);
      weights[i] = (float) (sign * found[i] + before);
    }
    double before = start.map(head -> ofStart * head.bias()).orElse(0.0);
    return new Head(weights, sign * found[size + 1] + before);
  }

  private Feature[] features(Example example) {
    Feature[] features = new Feature[size + 2];
    for (int i = 0; i < size; i++) {
      features[i] = new FeatureNode(i + 1, example.embedding()[i]);
    }
    double answer = start.map(head -> head.logOdds(example.embedding())).orElse(0.0);
    features[size] = new FeatureNode(size + 1, answer);
    features[size + 1] = new FeatureNode(size + 2, 1);
    return features;
  }
}

package io.boardsift.classifier.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.boardsift.classifier.Head;
import java.util.List;

/**
 * Fits a head: logistic regression with the sum of squares of the weights held down, boards and
 * others of equal weight together. Deterministic.
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

  private LogisticRegression() {}

  static Head fit(List<Example> examples) {
    int size = examples.getFirst().embedding().length;
    Problem problem = new Problem();
    problem.l = examples.size();
    problem.n = size + 1;
    problem.bias = 1;
    problem.x = examples.stream().map(LogisticRegression::features).toArray(Feature[][]::new);
    problem.y = examples.stream().mapToDouble(e -> e.showsBoard() ? 1 : 0).toArray();
    double boards = examples.stream().filter(Example::showsBoard).count();
    double half = examples.size() / 2.0;
    Parameter parameter = new Parameter(SolverType.L2R_LR, COST, PRECISION);
    parameter.setWeights(
        new double[] {half / boards, half / (examples.size() - boards)}, new int[] {1, 0});
    parameter.setRegularizeBias(false);
    Linear.disableDebugOutput();
    Model model = Linear.train(problem, parameter);
    int sign = model.getLabels()[0] == 1 ? 1 : -1; // its weights speak for the label it met first
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) (sign * model.getFeatureWeights()[i]);
    }
    return new Head(weights, sign * model.getFeatureWeights()[size]);
  }

  private static Feature[] features(Example example) {
    int size = example.embedding().length;
    Feature[] features = new Feature[size + 1];
    for (int i = 0; i < size; i++) {
      features[i] = new FeatureNode(i + 1, example.embedding()[i]);
    }
    features[size] = new FeatureNode(size + 1, 1);
    return features;
  }
}

package io.boardsift.classifier;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.boardsift.sift.Sha256;
import io.boardsift.sift.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The network that turns a picture into numbers: EfficientNet-Lite0 as {@code
 * classifier/backbone/build} writes it. Safe for use by several threads; each looks on one core.
 */
public final class Backbone implements AutoCloseable {
  public static final String NETWORK = "backbone.onnx";
  public static final String LABELS = "labels.txt";

  /** How many numbers an embedding has. */
  public static final int EMBEDDING = 1280;

  /** The SHA-256 of the file that {@code classifier/backbone/build} writes. */
  private static final String PUBLISHED =
      "d7362591fea9e05a8ea7d2331c538e53a4ae175c63e1f22e2b228b12bc01650e";

  private final OrtSession session;
  private final List<String> labels;

  /**
   * What the network sees in a picture.
   *
   * @param embedding {@value #EMBEDDING} numbers; pictures of like things have like ones
   * @param probabilities one for each label, 1 together
   */
  public record Sight(float[] embedding, float[] probabilities) {}

  private Backbone(OrtSession session, List<String> labels) {
    this.session = session;
    this.labels = labels;
  }

  /**
   * Loads the network.
   *
   * @throws ModelFolderException if the folder holds none, or one that does not fit
   */
  public static Backbone open(Path folder) throws ModelFolderException {
    checkFiles(folder);
    try {
      List<String> labels = Files.readAllLines(folder.resolve(LABELS));
      Backbone backbone = new Backbone(session(folder.resolve(NETWORK)), labels);
      backbone.check(folder);
      return backbone;
    } catch (IOException | OrtException | IllegalStateException e) {
      throw new ModelFolderException(
          "%s: no backbone that fits; build it again (%s)"
              .formatted(folder, String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")));
    }
  }

  static void checkFiles(Path folder) throws ModelFolderException {
    for (String file : new String[] {NETWORK, LABELS}) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new ModelFolderException(
            "%s: there is no %s in it; \"classifier/backbone/build %s\" makes one"
                .formatted(folder, file, folder));
      }
    }
  }

  /** Whether it is, to the last bit, what the shipped head was trained on. */
  static void checkPublished(Path folder) throws ModelFolderException {
    Path whole = folder.toAbsolutePath().normalize();
    if (!Files.isRegularFile(whole.resolve(NETWORK))
        || !Files.isRegularFile(whole.resolve(LABELS))) {
      throw new ModelFolderException(
          "the shipped head needs its backbone, and there is none in %s; \"classifier/backbone/build"
                  .formatted(whole)
              + " %s\" fetches 17 MB of published weights and makes it".formatted(folder));
    }
    String hash = sha256(whole.resolve(NETWORK));
    if (!hash.equals(PUBLISHED)) {
      throw new ModelFolderException(
          "%s: is not the backbone that the shipped head was trained on (SHA-256 %s, not %s);"
                  .formatted(whole.resolve(NETWORK), hash, PUBLISHED)
              + " \"classifier/backbone/build %s\" makes it".formatted(folder));
    }
  }

  private static String sha256(Path file) throws ModelFolderException {
    try {
      return Sha256.hex(file, 32);
    } catch (IOException e) {
      throw new ModelFolderException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static OrtSession session(Path network) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(network.toString(), options);
    }
  }

  /** A picture through the network tells whether its parts fit, and warms them up. */
  private void check(Path folder) throws ModelFolderException {
    Sight sight = look(new Raster(1, 1, new int[1]));
    if (sight.probabilities().length != labels.size() || sight.embedding().length != EMBEDDING) {
      throw new ModelFolderException(
          "%s: %d labels for %d classes, an embedding of %d; build it again"
              .formatted(
                  folder, labels.size(), sight.probabilities().length, sight.embedding().length));
    }
  }

  /** What the classes are called, in the order of the probabilities. */
  public List<String> labels() {
    return labels;
  }

  /**
   * Looks at a picture.
   *
   * @throws IllegalStateException if the network cannot be run
   */
  public Sight look(Raster picture) {
    long[] shape = {1, 3, NetworkInput.SIDE, NetworkInput.SIDE};
    try (OnnxTensor image =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), NetworkInput.of(picture), shape);
        Result result = session.run(Map.of("image", image))) {
      return new Sight(row(result, "embedding"), row(result, "probabilities"));
    } catch (OrtException e) {
      throw new IllegalStateException("the network cannot be run: " + e.getMessage(), e);
    }
  }

  private static float[] row(Result result, String output) throws OrtException {
    Object value = result.get(output).map(Backbone::value).orElse(null);
    if (value instanceof float[][] rows && rows.length == 1) {
      return rows[0];
    }
    throw new IllegalStateException("the network has no output " + output);
  }

  private static Object value(OnnxValue value) {
    try {
      return value.getValue();
    } catch (OrtException e) {
      throw new IllegalStateException("the network's answer cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the network cannot be closed", e);
    }
  }
}

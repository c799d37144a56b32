package io.boardsift.cli;

import io.boardsift.evaluation.rules.FilePhoto;
import io.boardsift.evaluation.training.OpenClassifier;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boardsift bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Times header, decoding, measuring and a classifier's answer of photos: warm, the median of"
            + " many runs.")
final class BenchCommand implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "photo files")
  private List<Path> files;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "25",
      description = "runs to take the median of (default: ${DEFAULT-VALUE})")
  private int runs;

  @Mixin private ClassifierOption classifier;
  @Mixin private Output output;

  /**
   * Milliseconds.
   *
   * @param model from the decoded picture to the classifier's answer; 0 without one
   */
  private record Timing(
      double header, double decode, double evidence, double model, double total) {}

  @Override
  public void run() {
    if (runs < 1 || runs > 10_000) {
      throw CommandException.badInput("--runs is a number from 1 to 10,000, not " + runs);
    }
    List<FilePhoto> photos = files.stream().map(Photos::inFile).toList();
    try (OpenClassifier opened = classifier.open()) {
      time(photos, opened.classifier());
    }
  }

  private void time(List<FilePhoto> photos, Classifier model) {
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    List<Map<String, Object>> json = new ArrayList<>();
    output
        .text()
        .printf(
            "%10s %10s %10s %10s %10s  milliseconds (median of %d)%n",
            "header", "decode", "evidence", "model", "total", runs);
    for (FilePhoto photo : photos) {
      byte[] bytes = photo.bytes();
      ImageHeader header = ImageHeader.read(bytes);
      Timing timing = time(photo.file(), bytes, decoder, model);
      output
          .text()
          .printf(
              Locale.ROOT,
              "%10.2f %10.2f %10.2f %10.2f %10.2f  %s (%d x %d)%n",
              timing.header(),
              timing.decode(),
              timing.evidence(),
              timing.model(),
              timing.total(),
              photo.file(),
              header.width(),
              header.height());
      json.add(json(photo.file(), bytes.length, header, timing));
    }
    output.json(Map.of("photos", json));
  }

  private Timing time(Path file, byte[] bytes, PhotoDecoder decoder, Classifier model) {
    // Enough for the compiler to have compiled the measuring loops.
    int warmUp = 10;
    double[][] millis = new double[5][runs];
    Evidence keep = Evidence.none();
    for (int run = -warmUp; run < runs; run++) {
      long start = System.nanoTime();
      ImageHeader header = ImageHeader.read(bytes);
      long read = System.nanoTime();
      Raster raster;
      try {
        raster = decoder.decode(bytes);
      } catch (UndecodableException e) {
        throw CommandException.badInput(file + ": " + e.getMessage());
      }
      long decoded = System.nanoTime();
      keep = PixelMeasures.measure(raster, Evidence.none());
      long measured = System.nanoTime();
      ask(model, raster);
      long asked = System.nanoTime();
      if (run >= 0) {
        millis[0][run] = (read - start) / 1e6;
        millis[1][run] = (decoded - read) / 1e6;
        millis[2][run] = (measured - decoded) / 1e6;
        millis[3][run] = (asked - measured) / 1e6;
        millis[4][run] = (asked - start) / 1e6;
      }
      if (header.pixels() == 0 || keep.values().isEmpty()) {
        throw new IllegalStateException("nothing was measured");
      }
    }
    return new Timing(
        median(millis[0]),
        median(millis[1]),
        median(millis[2]),
        median(millis[3]),
        median(millis[4]));
  }

  /** As triage does: the model is shown a small JPEG of what was decoded. */
  private static void ask(Classifier model, Raster raster) {
    if (model != Classifier.NONE
        && model.classify(Examination.FOR_MODEL.of(raster))
            instanceof ModelAnswer.Failed(String reason)) {
      throw CommandException.badInput("the model did not answer: " + reason);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Map<String, Object> json(
      Path file, int length, ImageHeader header, Timing timing) {
    Map<String, Object> millis = new LinkedHashMap<>();
    millis.put("header", timing.header());
    millis.put("decode", timing.decode());
    millis.put("evidence", timing.evidence());
    millis.put("model", timing.model());
    millis.put("total", timing.total());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photo", file.toString());
    json.put("bytes", length);
    json.put("width", header.width());
    json.put("height", header.height());
    json.put("millis", millis);
    return json;
  }
}

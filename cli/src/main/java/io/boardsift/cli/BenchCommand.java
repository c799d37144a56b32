package io.boardsift.cli;

import io.boardsift.evaluation.rules.FilePhoto;
import io.boardsift.evaluation.training.OpenClassifier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.model.Classifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            + " many runs; of several photos the mean of these, too.")
final class BenchCommand implements Runnable {
  private static final List<String> COLUMNS =
      List.of("header", "decode", "evidence", "model", "total");

  /** In which Java has compiled what is run again and again. */
  private static final long WARM_UP_NANOS = 3_000_000_000L;

  @Parameters(arity = "0..*", paramLabel = "PHOTO", description = "photo files")
  private List<Path> files = List.of();

  @Option(
      names = "--make-up",
      paramLabel = "DIR",
      description =
          "times a made-up board of 12 megapixels, too: a JPEG, a progressive JPEG and a PNG,"
              + " written to DIR")
  private Path madeUp;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "25",
      description = "runs to take the median of (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(names = "--parts", description = "shows what measuring consists of")
  private boolean showsParts;

  @Mixin private ClassifierOption classifier;
  @Mixin private Output output;

  @Override
  public void run() {
    if (runs < 1 || runs > 10_000) {
      throw CommandException.badInput("--runs is a number from 1 to 10,000, not " + runs);
    }
    List<FilePhoto> photos = photos();
    if (photos.isEmpty()) {
      throw CommandException.badInput("no photos: name some, or let some be made up by --make-up");
    }
    try (OpenClassifier opened = classifier.open()) {
      tell(timed(photos, opened.classifier()));
    }
  }

  private List<FilePhoto> photos() {
    return Stream.concat(
            madeUp == null ? Stream.of() : MadeUpFiles.write(madeUp).stream(),
            files.stream().map(Photos::inFile))
        .toList();
  }

  /** In turn, so that what else the machine does meets all photos alike. */
  private List<PhotoTiming> timed(List<FilePhoto> photos, Classifier model) {
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    List<PhotoTiming> timings =
        photos.stream().map(photo -> new PhotoTiming(photo, decoder, model)).toList();
    long start = System.nanoTime();
    do {
      timings.forEach(PhotoTiming::run);
    } while (System.nanoTime() - start < WARM_UP_NANOS);
    timings.forEach(PhotoTiming::forget);
    for (int run = 0; run < runs; run++) {
      timings.forEach(PhotoTiming::run);
    }
    return timings;
  }

  private void tell(List<PhotoTiming> timings) {
    PrintWriter text = output.text();
    COLUMNS.forEach(column -> text.printf("%10s ", column));
    text.printf(" milliseconds (median of %d)%n", runs);
    timings.forEach(timing -> row(timing.millis(), timing.name()));
    Map<String, Double> mean = mean(timings.stream().map(PhotoTiming::millis).toList());
    if (timings.size() > 1) {
      row(mean, "mean of these %,d".formatted(timings.size()));
    }
    Map<String, Double> parts = mean(timings.stream().map(PhotoTiming::parts).toList());
    double allocated = timings.stream().mapToLong(PhotoTiming::allocated).average().orElseThrow();
    if (showsParts) {
      text.printf(Locale.ROOT, "%nof evidence (%,.0f bytes of memory taken)%n", allocated);
      parts.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
          .forEach(
              part -> text.printf(Locale.ROOT, "%10.3f  %s%n", part.getValue(), part.getKey()));
    }
    output.json(
        Map.of(
            "photos", timings.stream().map(PhotoTiming::json).toList(),
            "mean", Map.of("millis", mean, "parts", parts, "allocated", allocated)));
  }

  private void row(Map<String, Double> millis, String name) {
    COLUMNS.forEach(column -> output.text().printf(Locale.ROOT, "%10.2f ", millis.get(column)));
    output.text().printf(" %s%n", name);
  }

  /** Of each name the mean over all photos. */
  private static Map<String, Double> mean(List<Map<String, Double>> photos) {
    return photos.stream()
        .flatMap(photo -> photo.entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
  }
}

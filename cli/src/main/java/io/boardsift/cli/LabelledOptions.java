package io.boardsift.cli;

import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.evaluation.rules.Augmentations;
import io.boardsift.evaluation.rules.LabelledPhoto;
import io.boardsift.evaluation.rules.LabelledPhotos;
import io.boardsift.evaluation.rules.MeasuredPhoto;
import io.boardsift.evaluation.rules.PhotoMeasurer;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.model.Classifier;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Photos of which it is known what they show, in a folder for each answer. */
final class LabelledOptions {
  @Option(
      names = "--boards",
      paramLabel = "DIR",
      description = "photos that show a circuit board; may be given several times")
  private List<Path> boards;

  @Option(
      names = "--others",
      paramLabel = "DIR",
      description =
          "photos that show none; may be given several times. Photos are taken for one source by manifest.csv in the folder or"
              + " above it (columns path, source), else by sub-folder, else by name")
  private List<Path> others;

  @Mixin private SourcesOption sources;
  @Mixin private ResultsOption results;

  /** Labelled photos that can be read until they are closed. */
  record OpenPhotos(List<LabelledPhoto> photos, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /**
   * The photos of two folders, in the order of their names, or those that people have answered on;
   * at least one board and one other.
   */
  OpenPhotos open(PrintWriter err) {
    if (results.isGiven()) {
      if (boards != null || others != null) {
        throw CommandException.badInput("either --results, or --boards and --others");
      }
      if (sources.isGiven()) {
        throw CommandException.badInput("--sources goes with folders, and not with --results");
      }
      return answered(err);
    }
    if (results.isSinceGiven()) {
      throw CommandException.badInput("--since goes with --results, and not with folders");
    }
    if (boards == null || others == null) {
      throw CommandException.badInput(
          "labelled photos are needed: --boards DIR and --others DIR, or --results for those that"
              + " people have answered on");
    }
    List<LabelledPhoto> photos =
        sources.taken(Stream.concat(found(boards, true), found(others, false)).toList());
    if (photos.stream().map(LabelledPhoto::showsBoard).distinct().count() < 2) {
      throw CommandException.badInput(
          "of the sources that are taken there are only boards or only others: name more sources");
    }
    return new OpenPhotos(photos, () -> {});
  }

  private OpenPhotos answered(PrintWriter err) {
    ResultsOption.OpenRecords opened = results.open(err);
    try {
      if (!opened.records().hasPhotos()) {
        throw CommandException.badInput(
            "a copy of the records holds no photos to measure: name the bucket itself, or the folder"
                + " of an \"up --data DIR\"");
      }
      ReviewedPhotos reviewed = results.read(opened.records(), err);
      List<LabelledPhoto> photos = LabelledPhotos.answered(reviewed, opened.records());
      checkBoth(photos);
      long unseen = reviewed.all().stream().filter(ReviewedPhoto::isTrimmed).count();
      if (unseen > 0) {
        err.printf(
            Locale.ROOT,
            "Not among these are %,d deleted without a look, which only audits measure: what is"
                + " trimmed looks less than it is%n",
            unseen);
      }
      return new OpenPhotos(photos, opened::close);
    } catch (CommandException e) {
      opened.close();
      throw e;
    }
  }

  private static void checkBoth(List<LabelledPhoto> photos) {
    long showing = photos.stream().filter(LabelledPhoto::showsBoard).count();
    if (showing == 0 || showing == photos.size()) {
      throw CommandException.badInput(
          String.format(
              Locale.ROOT,
              "people have called %,d photos boards and %,d others: at least one of each is needed",
              showing,
              photos.size() - showing));
    }
  }

  /** Everything measured on all of them. */
  List<MeasuredPhoto> measured(List<LabelledPhoto> photos, PrintWriter err) {
    return measured(photos, Classifier.NONE, err);
  }

  /** Everything measured on all of them, a classifier's answers among it. */
  List<MeasuredPhoto> measured(List<LabelledPhoto> photos, Classifier classifier, PrintWriter err) {
    Progress progress = new Progress(err, "photos", photos.size());
    return new PhotoMeasurer(new PhotoDecoder(Limits.DEFAULT), classifier)
        .measure(photos, progress::step);
  }

  /** Everything measured on harder copies of boards. */
  Map<LabelledPhoto, List<Evidence>> harderCopies(
      List<LabelledPhoto> boards, long seed, PrintWriter err) {
    Progress progress = new Progress(err, "harder copies of boards", boards.size());
    return new Augmentations(new PhotoDecoder(Limits.DEFAULT), seed)
        .measure(boards, progress::step);
  }

  private static Stream<LabelledPhoto> found(List<Path> folders, boolean showBoards) {
    return folders.stream().flatMap(folder -> found(folder, showBoards).stream());
  }

  private static List<LabelledPhoto> found(Path folder, boolean showBoards) {
    if (!Files.isDirectory(folder)) {
      throw CommandException.badInput(
          folder + (Files.exists(folder) ? ": is not a folder" : ": there is no such folder"));
    }
    List<LabelledPhoto> photos;
    try {
      photos = LabelledPhotos.under(folder, showBoards);
    } catch (UncheckedIOException e) {
      throw CommandException.badInput(e.getMessage());
    }
    if (photos.isEmpty()) {
      throw CommandException.badInput("no file under " + folder + ": name a folder of photos");
    }
    return photos;
  }
}

package io.boardsift.local.cli;

import io.boardsift.local.judgement.HarderCopies;
import io.boardsift.local.judgement.LabelledPhoto;
import io.boardsift.local.judgement.LabelledPhotos;
import io.boardsift.local.judgement.MeasuredPhoto;
import io.boardsift.local.judgement.Measuring;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.model.Classifier;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Photos of which it is known what they show, in a folder for each answer. */
final class LabelledOptions {
  @Option(
      names = "--boards",
      required = true,
      paramLabel = "DIR",
      description = "photos that show a circuit board")
  private Path boards;

  @Option(
      names = "--others",
      required = true,
      paramLabel = "DIR",
      description =
          "photos that show none. Photos are taken for one source by manifest.csv in the folder or"
              + " above it (columns path, source), else by sub-folder, else by name")
  private Path others;

  /** Boards and others, each in the order of their names; at least one of each. */
  List<LabelledPhoto> photos() {
    return Stream.concat(found(boards, true).stream(), found(others, false).stream()).toList();
  }

  /** Everything measured on all of them. */
  List<MeasuredPhoto> measured(List<LabelledPhoto> photos, PrintWriter err) {
    return measured(photos, Classifier.NONE, err);
  }

  /** Everything measured on all of them, a classifier's answers among it. */
  List<MeasuredPhoto> measured(List<LabelledPhoto> photos, Classifier classifier, PrintWriter err) {
    Progress progress = new Progress(err, "photos", photos.size());
    return new Measuring(new PhotoDecoder(Limits.DEFAULT), classifier)
        .measure(photos, progress::step);
  }

  /** Everything measured on harder copies of boards. */
  Map<LabelledPhoto, List<Evidence>> harderCopies(
      List<LabelledPhoto> boards, long seed, PrintWriter err) {
    Progress progress = new Progress(err, "harder copies of boards", boards.size());
    return new HarderCopies(new PhotoDecoder(Limits.DEFAULT), seed).measure(boards, progress::step);
  }

  private static List<LabelledPhoto> found(Path folder, boolean showBoards) {
    if (!Files.isDirectory(folder)) {
      throw CommandException.badInput(
          folder + (Files.exists(folder) ? ": is no folder" : ": there is no such folder"));
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

package io.boardsift.cli;

import io.boardsift.local.PhotoFiles;
import io.boardsift.local.Submission;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code boardsift run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Sends every file under folders through the whole pipeline: copies go up to the embedded S3,"
            + " the functions decide, and each photo is accounted for. Your files stay as they are.")
final class RunCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders (or files) of photos")
  private List<Path> roots;

  @Mixin private PipelineOptions options;

  @Override
  public Integer call() {
    for (Path root : roots) {
      if (!Files.exists(root)) {
        throw CommandException.badInput(root + ": there is no such folder or file");
      }
    }
    List<Submission> submissions;
    try {
      submissions = PhotoFiles.under(roots, options.output().err()::println);
    } catch (UncheckedIOException e) {
      throw CommandException.badInput(e.getMessage());
    }
    if (submissions.isEmpty()) {
      throw CommandException.badInput(
          "no file under " + roots.getFirst() + ": name a folder of photos");
    }
    return new PipelineRun(options).run(submissions, Optional.empty(), options.report(null));
  }
}

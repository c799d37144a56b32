package io.boardsift.cli;

import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.emulator.photos.Scene;
import io.boardsift.emulator.photos.StationDays;
import io.boardsift.emulator.photos.Subject;
import io.boardsift.local.Submission;
import io.boardsift.sift.records.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Sends a made-up day of photos through the whole pipeline on this machine, and tells what"
            + " happened to them. Nothing else is needed.")
final class DemoCommand implements Callable<Integer> {
  private static final Path REPORT = Path.of(".boardsift", "demo.html");

  /** One board in so many is broken. */
  private static final int BROKEN_EVERY = 20;

  @Option(
      names = "--photos",
      paramLabel = "N",
      defaultValue = "1000",
      description = "how many photos (default: ${DEFAULT-VALUE})")
  private int photos;

  @Option(
      names = "--others",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "share of them that shows no circuit board (default: ${DEFAULT-VALUE})")
  private double others;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "random seed: another number gives other photos (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--scene",
      paramLabel = "WHAT",
      defaultValue = "everyday",
      description =
          "what the photos without a board show. everyday: a mix; faults: failed shots;"
              + " things: sharp photos of other things; labels: printed labels only"
              + " (default: ${DEFAULT-VALUE})")
  private Scene scene;

  @Option(
      names = "--answer",
      description =
          "simulated reviewers answer correctly on all photos sent to them; then"
              + " \"boardsift report\" can tell what the rules are worth")
  private boolean answer;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "with 2 or more: simulates that many days of fixed cameras, one per bench; the memory"
              + " learns from each day's answers. Shows day by day what the memory saves")
  private int days;

  @Mixin private PipelineOptions options;

  @Override
  public Integer call() {
    if (days < 1 || days > 28) {
      throw CommandException.badInput("--days is a number from 1 to 28, not " + days);
    }
    return days == 1 ? oneDay() : severalDays();
  }

  private int severalDays() {
    StationDays stations;
    try {
      stations = new StationDays(photos, others, seed);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage());
    }
    new StationRun(options.rules().rules(), options.output()).run(stations, days);
    return 0;
  }

  private int oneDay() {
    MadeUpDay day;
    try {
      day = new MadeUpDay(photos, others, scene, seed);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage());
    }
    Map<Submission, Integer> indexes = new LinkedHashMap<>();
    for (int i = 0; i < day.size(); i++) {
      int index = i;
      String name = day.name(i);
      indexes.put(new Submission(name, name, () -> day.photo(index).bytes()), i);
    }
    List<Submission> submissions = new ArrayList<>(indexes.keySet());
    int code =
        new PipelineRun(options, answer ? Optional.of(answering(day, indexes)) : Optional.empty())
            .run(
                submissions,
                Optional.of(photo -> day.subject(indexes.get(photo)).showsBoard()),
                options.report(REPORT));
    PrintWriter out = options.output().text();
    out.println();
    out.println("Next:");
    out.printf("  open %-32s what was deleted, and why, in pictures%n", options.report(REPORT));
    if (answer) {
      out.println("  boardsift report --out r.html         do you need a model?");
    }
    out.println("  boardsift run DIR --report r.html     your own photos, the same way");
    out.println("  boardsift restore --all               bring the deleted ones back");
    out.println(
        "  boardsift up                          S3, functions and labeling console to play with");
    return code;
  }

  private static Function<Submission, Answer> answering(
      MadeUpDay day, Map<Submission, Integer> indexes) {
    return photo -> {
      int index = indexes.get(photo);
      Subject subject = day.subject(index);
      if (subject.showsBoard()) {
        return index % BROKEN_EVERY == 0 ? Answer.BROKEN_BOARD : Answer.GOOD_BOARD;
      }
      return subject.isVisible() ? Answer.NOT_A_BOARD : Answer.CANNOT_TELL;
    };
  }
}

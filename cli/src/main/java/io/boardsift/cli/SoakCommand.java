package io.boardsift.cli;

import io.boardsift.local.DataFolder;
import io.boardsift.soak.Soak;
import io.boardsift.soak.SoakPlan;
import io.boardsift.soak.SoakResult;
import io.boardsift.soak.accounting.Account;
import io.boardsift.soak.accounting.Place;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift soak}. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Sends made-up photos through the whole pipeline and says of each uploaded version where it"
          + " ended. With --chaos every kind of failure is injected: requests fail, functions"
          + " are killed, events come twice, late and out of order, records are damaged, answers are"
          + " changed and forged.",
      "Exit code 1 if a photo is lost, or deleted although a person said that it shows a board."
    })
final class SoakCommand implements Callable<Integer> {
  private static final Path DATA = Path.of(".boardsift", "soak");

  @Option(
      names = "--photos",
      paramLabel = "N",
      defaultValue = "2000",
      description = "how many uploads (default: ${DEFAULT-VALUE})")
  private int photos;

  @Option(names = "--chaos", description = "let everything go wrong")
  private boolean chaos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "draws other photos and faults; events at the same moment may still change places"
              + " (default: ${DEFAULT-VALUE})")
  private long seed;

  @Mixin private Output output;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = output.err();
    SoakResult result;
    try (DataFolder data = DataFolder.openEmpty(DATA)) {
      FunctionLog.to(data.resolve("functions.log"));
      SoakPlan plan = new SoakPlan(photos, chaos, seed, data.resolve("s3"));
      Progress progress = new Progress(err, "uploads", photos);
      result = new Soak(plan, err::println, progress::step).run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw CommandException.badInput(e.getMessage());
    }
    output.json(result.toJson());
    tell(result);
    return result.account().isRight() ? 0 : CommandException.FAILED;
  }

  private void tell(SoakResult result) {
    PrintWriter out = output.text();
    Account account = result.account();
    out.printf(
        Locale.ROOT,
        "%,d versions in %.1f s, seed %d%n",
        account.entries().size(),
        result.elapsed().toMillis() / 1e3,
        seed);
    for (Place place : Place.values()) {
      String word = place.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      out.printf(Locale.ROOT, "  %-16s %,7d%n", word, account.count(place));
    }
    out.printf(Locale.ROOT, "  %-16s %,7d%n", "deleted boards", account.deletedBoards());
    long faults = result.faults().values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        Locale.ROOT,
        "%,d faults; messages that could not be read: %,d%n",
        faults,
        account.deadLetters());
    account.faults().forEach(entry -> out.println("  " + entry.photo() + ": " + entry.why()));
    if (!result.isAtRest()) {
      out.println("Not everything had come to rest.");
    }
  }
}

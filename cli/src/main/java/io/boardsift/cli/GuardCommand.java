package io.boardsift.cli;

import io.boardsift.aws.GuardObject;
import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.sift.guard.GuardState;
import io.boardsift.sift.guard.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code boardsift guard} and {@code boardsift guard lift}. */
@Command(
    name = "guard",
    mixinStandardHelpOptions = true,
    description = {
      "Shows which deletions are stopped because rules deleted an unusual share of photos, of one"
          + " camera or of all.",
      "\"boardsift guard lift\" lets them go on."
    },
    subcommands = GuardCommand.Lift.class)
final class GuardCommand implements Callable<Integer> {
  @Mixin private DeploymentOption deployment;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (OpenDeployment open = deployment.openRecords()) {
      GuardObject object = object(open);
      Map<String, Object> json = new LinkedHashMap<>();
      switch (object.current()) {
        case GuardObject.Known(GuardState state) -> {
          state.stops().forEach(stop -> output.text().println(stop.message()));
          if (state.stops().isEmpty()) {
            output.text().println("No deletions are stopped.");
          }
          json.put("stopped", state.stops().stream().map(GuardCommand::json).toList());
        }
        case GuardObject.Damaged(String reason) -> {
          output.text().println(reason);
          json.put("damaged", reason);
        }
      }
      output.json(json);
      return 0;
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private static GuardObject object(OpenDeployment open) {
    return new GuardObject(open.s3(), open.resultsBucket(), InstantSource.system());
  }

  private static Map<String, Object> json(Stop stop) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("prefix", stop.prefix());
    json.put("since", stop.at().toString());
    json.put("photos", stop.photos());
    json.put("deleted", stop.deleted());
    json.put("rule", stop.rule());
    return json;
  }

  /** {@code boardsift guard lift}. */
  @Command(
      name = "lift",
      mixinStandardHelpOptions = true,
      description =
          "Lets deletions go on that were stopped. The functions notice within 30 seconds. What"
              + " went to people meanwhile stays with them.")
  static final class Lift implements Callable<Integer> {
    @Parameters(
        arity = "0..*",
        paramLabel = "PREFIX",
        description = "folders of the cameras, as \"boardsift guard\" lists them")
    private List<String> prefixes = List.of();

    @Option(names = "--all", description = "everything that is stopped")
    private boolean all;

    @Option(
        names = "--for",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "and do not stop them again for this long, such as 30m, 8h or 2d")
    private Duration exempt;

    @Mixin private DeploymentOption deployment;
    @Mixin private Output output;

    @Override
    public Integer call() {
      if (all == !prefixes.isEmpty()) {
        throw CommandException.badInput("guard lift: give prefixes, or --all");
      }
      Optional<Instant> until = Optional.ofNullable(exempt).map(Instant.now()::plus);
      try (OpenDeployment open = deployment.openRecords()) {
        List<String> lifted = lift(object(open), until);
        lifted.forEach(
            prefix -> output.text().println("lifted: " + (prefix.isEmpty() ? "\"\"" : prefix)));
        if (lifted.isEmpty()) {
          output.text().println("No stop was listed; deletions go on.");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lifted", lifted);
        output.json(json);
        return 0;
      } catch (SdkException e) {
        throw deployment.refused(e);
      }
    }

    private List<String> lift(GuardObject object, Optional<Instant> until) {
      check(object.current());
      return (all ? object.liftAll(until) : object.lift(prefixes, until))
          .orElseThrow(
              () ->
                  CommandException.failed(
                      "the guard's state changes all the time: try again", null));
    }

    /** A mistake in a prefix lifts nothing, and must not look as if it did. */
    private void check(GuardObject.Reading reading) {
      switch (reading) {
        case GuardObject.Known(GuardState state) ->
            prefixes.stream()
                .filter(prefix -> !isStopped(state, prefix))
                .findFirst()
                .ifPresent(
                    prefix -> {
                      throw CommandException.badInput(
                          "guard lift "
                              + prefix
                              + ": not stopped (\"boardsift guard\" lists what is)");
                    });
        case GuardObject.Damaged(String reason) -> {
          if (!all) {
            throw CommandException.badInput(reason);
          }
        }
      }
    }

    private static boolean isStopped(GuardState state, String prefix) {
      return state.stops().stream().anyMatch(stop -> stop.prefix().equals(prefix));
    }
  }
}

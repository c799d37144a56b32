package io.boardsift.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "boardsift",
    mixinStandardHelpOptions = true,
    version = "boardsift 0.1.0",
    header = "Deletes photos that show no circuit board, and sends the rest to people.",
    description = {
      "",
      "Start with \"boardsift demo\": a made-up day of photos through the whole pipeline, on this",
      "machine alone."
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 something was lost or a check failed; 2 wrong usage or a bad file;",
      "130 on Ctrl-C."
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ExplainCommand.class,
      EvaluateCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      SuggestCommand.class,
      UpCommand.class,
      RulesCommand.class,
      RestoreCommand.class,
      RetriageCommand.class,
      ShowCommand.class,
      GuardCommand.class,
      CheckCommand.class,
      TrainCommand.class,
      BenchCommand.class,
      SoakCommand.class
    })
public final class Boardsift implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandException.BAD_INPUT;
  }

  public static void main(String[] args) {
    PrintStream terminal =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    // Our pictures are small: they need no files to be cached in.
    ImageIO.setUseCache(false);
    // The functions log to standard output, as they do on Lambda; here it is kept for the answers.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    int code =
        execute(
            new PrintWriter(terminal, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    terminal.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @return its exit code
   */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Boardsift())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(wrongUsage())
        .setExecutionExceptionHandler(oneLine())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .execute(args);
  }

  private static IParameterExceptionHandler wrongUsage() {
    return (e, arguments) -> {
      CommandSpec command = e.getCommandLine().getCommandSpec();
      String meant =
          e instanceof UnmatchedArgumentException unmatched
              ? unmatched.getSuggestions().stream()
                  .findFirst()
                  .map(suggestion -> "; perhaps " + suggestion)
                  .orElse("")
              : "";
      e.getCommandLine()
          .getErr()
          .println(
              "boardsift: "
                  + e.getMessage()
                      .lines()
                      .findFirst()
                      .orElse("wrong usage")
                      .replaceFirst("is not a double$", "is not a number")
                      .replaceFirst("is not an int$", "is not a whole number")
                  + meant
                  + " (see \""
                  + command.qualifiedName()
                  + " --help\")");
      return CommandException.BAD_INPUT;
    };
  }

  private static IExecutionExceptionHandler oneLine() {
    return (e, command, parsed) -> {
      command
          .getErr()
          .println("boardsift: " + (e instanceof CommandException ? e.getMessage() : e.toString()));
      if (!(e instanceof CommandException) && System.getenv("BOARDSIFT_DEBUG") != null) {
        e.printStackTrace(command.getErr());
      }
      return e instanceof CommandException known ? known.exitCode() : 1;
    };
  }
}

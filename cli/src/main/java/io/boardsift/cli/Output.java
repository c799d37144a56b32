package io.boardsift.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.boardsift.local.PrivateFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command's answers go: text for people, one JSON object for scripts. */
final class Output {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "write the answer as one JSON object; - is standard output, and nothing else then goes there")
  private String json;

  /** For people. Goes to standard error where JSON has taken standard output. */
  PrintWriter text() {
    return "-".equals(json) ? err() : command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Writes a JSON object that others must not see, if one was asked for. */
  void secretJson(Object answer) {
    if (json != null && !json.equals("-")) {
      try {
        PrivateFiles.make(Path.of(json).toAbsolutePath());
      } catch (IOException e) {
        throw cannotBeWritten(e);
      }
    }
    json(answer);
  }

  private CommandException cannotBeWritten(IOException e) {
    return CommandException.badInput("--json " + json + ": cannot be written: " + e.getMessage());
  }

  /** Writes the JSON object if one was asked for. */
  void json(Object answer) {
    if (json == null) {
      return;
    }
    try {
      String text = MAPPER.writeValueAsString(answer);
      if (json.equals("-")) {
        command.commandLine().getOut().println(text);
        command.commandLine().getOut().flush();
      } else {
        Path file = Path.of(json).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }
}

package io.boardsift.cli;

import io.boardsift.evaluation.rules.RulesText;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rules a command asks. */
final class RulesOption {
  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "the rules to ask; without it the ones that come with Boardsift")
  private Path file;

  /** The rules. */
  RuleSet rules() {
    return file == null ? RuleFile.shipped() : read(file);
  }

  /** The rule file's content, if one was named; it is known to be right. */
  Optional<byte[]> content() {
    if (file == null) {
      return Optional.empty();
    }
    RuleSet checked = read(file);
    assert checked != null;
    return Optional.of(bytes(file));
  }

  static RuleSet read(Path file) {
    try {
      return RuleFile.parse(file.toString(), bytes(file));
    } catch (RuleFileException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }

  /** The rule file as it is written. */
  static RulesText text(Path file) {
    try {
      return RulesText.of(file.toString(), bytes(file));
    } catch (RuleFileException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }

  /** A rule file's content; whether it is right is another question. */
  static byte[] bytes(Path file) {
    if (!Files.exists(file)) {
      throw CommandException.badInput(file + ": there is no such rule file");
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) > 16L << 20) {
        throw CommandException.badInput(file + ": far too large for a rule file");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw CommandException.badInput(file + ": cannot be read: is it a file, and yours to read?");
    }
  }
}

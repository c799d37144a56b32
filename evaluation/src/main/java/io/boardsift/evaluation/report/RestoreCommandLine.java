package io.boardsift.evaluation.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that brings one photo back, to be pasted into a shell.
 *
 * @param options which deployment it works on, such as {@code --results s3://results}
 */
public record RestoreCommandLine(List<String> options) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+-]+");

  public RestoreCommandLine {
    options = List.copyOf(options);
  }

  /** The command for a key; whatever is in the key, a shell takes it as it is. */
  public String of(String key) {
    Stream<String> last = key.startsWith("-") ? Stream.of("--", key) : Stream.of(key);
    return Stream.of(Stream.of("./boardsift", "restore"), options.stream(), last)
        .flatMap(words -> words)
        .map(RestoreCommandLine::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

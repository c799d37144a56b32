package io.boardsift.console;

import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files by which an owner guides reviewers, all of them optional:
 *
 * <ul>
 *   <li>{@code instructions.md}: what to look at, in Markdown
 *   <li>{@code defects.txt}: the ways in which a board can be broken, one a line; what follows a
 *       {@code #} is a comment
 *   <li>{@code examples/good-board.jpg}, {@code broken-board}, {@code not-a-board}, {@code
 *       cannot-tell}: a picture of each answer
 *   <li>{@code references/line-1/cam-2.jpg}: a good board as camera {@code line-1/cam-2/} sees it;
 *       {@code references/line-1.jpg} is for all cameras in {@code line-1/} that have none of their
 *       own, and {@code references.jpg} for all
 * </ul>
 *
 * <p>Pictures end in jpg, jpeg, png, webp, gif or avif.
 *
 * @param examples paths by the answer's words
 * @param references paths by camera, without a slash at the end; the one for all is the empty
 *     text's
 * @param problems one line for each file that is not used, with why
 */
public record GuideFiles(
    Map<String, String> examples, Map<String, String> references, List<String> problems) {
  /** What their paths begin with in the results bucket. */
  public static final String FOLDER = "guide/";

  public static final String INSTRUCTIONS = "instructions.md";
  public static final String DEFECTS = "defects.txt";

  /** So many defects can be told apart at a glance. */
  static final int MOST_DEFECTS = 20;

  /** Each is sent to the page with its address. */
  static final int MOST_REFERENCES = 500;

  private static final Pattern PICTURE =
      Pattern.compile(
          "(?:examples/(?<answer>[^/]+)|references(?:/(?<camera>.+))?)\\.(?:jpe?g|png|webp|gif|avif)",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> ANSWERS =
      Stream.of(Answer.values())
          .map(Answer::label)
          .collect(Collectors.toMap(label -> label.replace(' ', '-'), Function.identity()));

  /** Sorts out files by their paths within the guide's folder, with slashes. */
  public static GuideFiles of(List<String> paths) {
    Map<String, String> examples = new TreeMap<>();
    Map<String, String> references = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (String path : paths) {
      problem(path, examples, references).ifPresent(problems::add);
    }
    return new GuideFiles(examples, references, problems);
  }

  private static Optional<String> problem(
      String path, Map<String, String> examples, Map<String, String> references) {
    if (path.equals(INSTRUCTIONS) || path.equals(DEFECTS) || path.endsWith("/")) {
      return Optional.empty();
    }
    Matcher picture = PICTURE.matcher(path);
    if (!picture.matches()) {
      // Instructions may show pictures of their own, wherever those lie.
      boolean isElsewhere = !path.startsWith("examples/") && !path.startsWith("references");
      return isElsewhere ? Optional.empty() : Optional.of(path + ": not a picture of a known type");
    }
    if (picture.group("answer") == null) {
      if (references.size() == MOST_REFERENCES) {
        return Optional.of(path + ": more than " + MOST_REFERENCES + " references");
      }
      String camera = Optional.ofNullable(picture.group("camera")).orElse("");
      return Optional.ofNullable(references.putIfAbsent(camera, path))
          .map(other -> path + ": " + other + " is the reference of this camera already");
    }
    String answer = ANSWERS.get(picture.group("answer").toLowerCase(Locale.ROOT));
    if (answer == null) {
      return Optional.of(
          path + ": an example is named " + ANSWERS.keySet().stream().sorted().toList());
    }
    return Optional.ofNullable(examples.putIfAbsent(answer, path))
        .map(other -> path + ": " + other + " is the example of \"" + answer + "\" already");
  }

  /**
   * The defects in the text of a file, in its order; those that are too many or too long left out.
   */
  public static List<String> defects(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(Predicate.not(String::isEmpty))
        .filter(Predicate.not(Defect::isTooLong))
        .distinct()
        .limit(MOST_DEFECTS)
        .toList();
  }
}

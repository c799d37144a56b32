package io.boardsift.evaluation.report;

import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.records.Defect.Place;
import io.boardsift.sift.rules.HeldCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A photo and what is to be said of it.
 *
 * @param path the photo's key or file; its last part is its name
 * @param says why it is where it is, in a sentence; may be empty
 * @param nearness how near a rule's threshold it is, in words; may be empty
 * @param numbers what the sentence rests on; shown behind the picture
 * @param restore the command that brings just this photo back, if it is deleted
 * @param marks where people said that the board is broken
 * @param photo fetched only for the photos shown; one that cannot be read has no picture
 */
public record Card(
    String path,
    String says,
    String nearness,
    List<String> numbers,
    Optional<String> restore,
    List<Place> marks,
    PhotoSource photo) {

  /** What was measured for each condition of a rule, and what the rule asks for. */
  public static List<String> numbers(List<HeldCondition> conditions) {
    return conditions.stream()
        .map(
            held ->
                held.measured().isEmpty()
                    ? held.text()
                    : held.measured() + " (the rule asks: " + held.text() + ")")
        .toList();
  }

  /**
   * The folder that all of some cards are in, with a slash at its end; empty where there is none.
   */
  static String commonFolder(List<Card> cards) {
    String common = cards.isEmpty() ? "" : cards.getFirst().folder();
    for (Card card : cards) {
      while (!card.folder().startsWith(common)) {
        common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
      }
    }
    return common;
  }

  private String folder() {
    return path.endsWith("/") ? "" : path.substring(0, path.lastIndexOf('/') + 1);
  }

  /**
   * As the template wants it.
   *
   * @param common the start of the folder that says nothing, as all have it
   */
  Map<String, Object> shown(PictureSize size, String common) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", path.substring(folder().length()));
    shown.put("folder", folder().substring(common.length()));
    shown.put("path", common.isEmpty() ? "" : path);
    shown.put("says", says);
    shown.put("nearness", nearness);
    shown.put("numbers", numbers);
    shown.put("restore", restore.orElse(""));
    shown.put("image", "");
    shown.put("marks", List.of());
    shown.put("noImage", "no picture");
    try {
      Thumbnail.of(photo.bytes(), size)
          .ifPresent(
              picture -> {
                shown.put("image", picture.dataAddress());
                shown.put("marks", Marks.of(marks, picture));
              });
    } catch (RuntimeException e) {
      shown.put("noImage", "cannot be read now: " + e.getMessage());
    }
    return shown;
  }
}

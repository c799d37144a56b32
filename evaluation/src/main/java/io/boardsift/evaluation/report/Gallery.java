package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.NumberFormats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Photos of one kind, as {@code gallery.html} shows them.
 *
 * @param heading what they have in common
 * @param count how many there are
 * @param cards those that are shown
 */
public record Gallery(String heading, int count, List<Card> cards) {
  /** At most: enough to judge by, few enough to open fast. */
  private static final int MOST = 40;

  /** Before one asks for the rest of them, so that the next kind is not far away on a phone. */
  private static final int AT_ONCE = 12;

  public Gallery {
    cards = List.copyOf(cards);
  }

  /** The first of them. */
  public static <T> Gallery first(String heading, List<T> all, Function<T, Card> card) {
    return new Gallery(heading, all.size(), all.stream().limit(MOST).map(card).toList());
  }

  /** Some of them, evenly over all. */
  public static <T> Gallery evenly(String heading, List<T> all, Function<T, Card> card) {
    int shown = Math.min(MOST, all.size());
    return new Gallery(
        heading,
        all.size(),
        IntStream.range(0, shown)
            .mapToObj(i -> card.apply(all.get((int) ((long) i * all.size() / shown))))
            .toList());
  }

  /** All that are not empty, as the template wants them. */
  public static List<Map<String, Object>> shown(List<Gallery> galleries) {
    List<Card> all = galleries.stream().flatMap(gallery -> gallery.cards.stream()).toList();
    PictureSize size = PictureSize.onPageOf(all.size());
    String common = Card.commonFolder(all);
    return galleries.stream()
        .filter(gallery -> !gallery.cards.isEmpty())
        .map(gallery -> gallery.shown(size, common))
        .toList();
  }

  private Map<String, Object> shown(PictureSize size, String common) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("heading", heading);
    shown.put("count", NumberFormats.count(count, "photo"));
    shown.put("isPart", cards.size() < count);
    shown.put("shown", NumberFormats.count(cards.size()));
    List<Map<String, Object>> drawn =
        cards.parallelStream().map(card -> card.shown(size, common)).toList();
    int atOnce = Math.min(AT_ONCE, drawn.size());
    List<Map<String, Object>> rest = drawn.subList(atOnce, drawn.size());
    shown.put("first", drawn.subList(0, atOnce));
    shown.put(
        "rest",
        rest.isEmpty()
            ? List.of()
            : List.of(Map.of("count", NumberFormats.count(rest.size()), "cards", rest)));
    return shown;
  }
}

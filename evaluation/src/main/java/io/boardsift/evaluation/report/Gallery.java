package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.sift.evidence.PhotoSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pictures of one kind, each with what is to be said of it, as {@code gallery.html} shows them. */
public final class Gallery {
  /** At most: enough to judge by, few enough to open fast. */
  private static final int MOST = 40;

  private Gallery() {}

  /**
   * A photo and what is to be said of it.
   *
   * @param photo fetched only for the photos shown; one that cannot be read has no picture
   */
  public record Card(String name, String reason, String values, PhotoSource photo) {
    private Map<String, String> shown() {
      Map<String, String> shown = new LinkedHashMap<>();
      shown.put("name", name);
      shown.put("reason", reason);
      shown.put("values", values);
      shown.put("image", "");
      try {
        Thumbnail.of(photo.bytes()).ifPresent(small -> shown.put("image", small.dataAddress()));
      } catch (RuntimeException e) {
        shown.put("reason", reason + " (cannot be read now: " + e.getMessage() + ")");
      }
      return shown;
    }
  }

  /** The first of them. */
  public static <T> Map<String, Object> first(String heading, List<T> all, Function<T, Card> card) {
    return of(heading, all.size(), all.subList(0, Math.min(MOST, all.size())), card);
  }

  /** Some of them, evenly over all. */
  public static <T> Map<String, Object> evenly(
      String heading, List<T> all, Function<T, Card> card) {
    int step = Math.max(1, all.size() / MOST);
    List<T> some =
        IntStream.range(0, all.size())
            .filter(i -> i % step == 0)
            .limit(MOST)
            .<T>mapToObj(all::get)
            .toList();
    return of(heading, all.size(), some, card);
  }

  private static <T> Map<String, Object> of(
      String heading, int count, List<T> some, Function<T, Card> card) {
    Map<String, Object> gallery = new LinkedHashMap<>();
    gallery.put("heading", heading);
    gallery.put("count", NumberFormats.count(count));
    gallery.put("isPart", some.size() < count);
    gallery.put("shown", NumberFormats.count(some.size()));
    gallery.put(
        "cards", new ArrayList<>(some).parallelStream().map(card).map(Card::shown).toList());
    return gallery;
  }
}

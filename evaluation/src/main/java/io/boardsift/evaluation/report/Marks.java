package io.boardsift.evaluation.report;

import io.boardsift.sift.records.Defect.Place;
import java.util.List;
import java.util.Map;

/** Where people marked a defect, drawn over a picture: rings around points, and boxes. */
final class Marks {
  /** How wide the ring around a point is, as a share of the picture's long side. */
  private static final double RING = 0.04;

  private Marks() {}

  /**
   * As the template draws them.
   *
   * @param places in fractions of the upright photo
   * @return one drawing, or none if there is nothing to draw
   */
  static List<Map<String, Object>> of(List<Place> places, Thumbnail picture) {
    if (places.isEmpty()) {
      return List.of();
    }
    double ring = RING * Math.max(picture.width(), picture.height());
    return List.of(
        Map.of(
            "width", picture.width(),
            "height", picture.height(),
            "boxes", places.stream().map(place -> box(place, picture, ring)).toList()));
  }

  /** A small box is drawn as large as a ring, so that it is seen. */
  private static Map<String, Object> box(Place place, Thumbnail picture, double ring) {
    double width = Math.max(ring, place.width() * picture.width());
    double height = Math.max(ring, place.height() * picture.height());
    boolean isPoint = place.width() == 0 && place.height() == 0;
    return Map.of(
        "x", Math.round((place.x() + place.width() / 2) * picture.width() - width / 2),
        "y", Math.round((place.y() + place.height() / 2) * picture.height() - height / 2),
        "width", Math.round(width),
        "height", Math.round(height),
        "round", isPoint ? Math.round(ring / 2) : 0);
  }
}

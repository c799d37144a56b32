package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is broken on a board, and where, as far as its reviewer said so: both may be left out.
 *
 * @param reason one of the owner's words for it; empty if none was chosen
 * @param places where it is seen, {@value #MOST_PLACES} at most
 */
public record Defect(String reason, List<Place> places) {
  /** Nothing more is known than that the board is broken. */
  public static final Defect NONE = new Defect("", List.of());

  /** So many places a reviewer can mark on one photo. */
  public static final int MOST_PLACES = 20;

  /** Characters of a reason, as Unicode counts them. */
  public static final int LONGEST_REASON = 80;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if the reason is too long or there are too many places
   */
  public Defect {
    Objects.requireNonNull(reason);
    places = List.copyOf(places);
    if (isTooLong(reason)) {
      throw new IllegalArgumentException(
          "\"reason\" is longer than " + LONGEST_REASON + " characters");
    }
    if (places.size() > MOST_PLACES) {
      throw new IllegalArgumentException("\"places\" are more than " + MOST_PLACES);
    }
  }

  /** Whether a text is too long for a reason. */
  public static boolean isTooLong(String reason) {
    return reason.codePointCount(0, reason.length()) > LONGEST_REASON;
  }

  /**
   * A part of the photo as people see it, upright, in fractions of its width and height: whatever
   * its resolution, 0, 0 is the upper left corner and 1, 1 the lower right one. A point has no
   * width and no height.
   *
   * @param x of the left edge, 0 to 1
   * @param y of the upper edge, 0 to 1
   * @param width 0 to 1 - x
   * @param height 0 to 1 - y
   */
  public record Place(double x, double y, double width, double height) {
    /** As far as rounding may lead over an edge. */
    private static final double ROUNDING = 1e-6;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it does not lie within the photo
     */
    public Place {
      if (!(isWithin(x) && isWithin(y) && isWithin(width) && isWithin(height))
          || x + width > 1 + ROUNDING
          || y + height > 1 + ROUNDING) {
        throw new IllegalArgumentException("a place has to lie within the photo, from 0 to 1");
      }
    }

    private static boolean isWithin(double fraction) {
      return fraction >= 0 && fraction <= 1;
    }
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** What is known, in a few words; empty if nothing is. */
  public String inWords() {
    String where =
        switch (places.size()) {
          case 0 -> "";
          case 1 -> "1 place marked";
          default -> places.size() + " places marked";
        };
    return String.join(reason.isEmpty() || where.isEmpty() ? "" : ", ", reason, where);
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("reason", reason);
    ArrayNode list = json.putArray("places");
    for (Place place : places) {
      list.addObject()
          .put("x", place.x())
          .put("y", place.y())
          .put("width", place.width())
          .put("height", place.height());
    }
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote; nothing and null are {@link #NONE}.
   *
   * @throws MalformedException if it is anything else
   */
  public static Defect of(JsonNode json) throws MalformedException {
    if (json.isMissingNode() || json.isNull()) {
      return NONE;
    }
    JsonNode list = json.path("places");
    if (!json.isObject() || !(list.isArray() || list.isMissingNode())) {
      throw new MalformedException("a defect is an object with \"reason\" and a list \"places\"");
    }
    List<Place> places = new ArrayList<>();
    try {
      for (JsonNode place : list) {
        places.add(
            new Place(
                Json.number(place, "x"),
                Json.number(place, "y"),
                Json.number(place, "width"),
                Json.number(place, "height")));
      }
      return new Defect(Json.optionalText(json, "reason"), places);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }
}

package io.boardsift.sift.evidence;

import static io.boardsift.sift.evidence.DeclaredMeasures.bits;
import static io.boardsift.sift.evidence.DeclaredMeasures.hue;
import static io.boardsift.sift.evidence.DeclaredMeasures.levels;
import static io.boardsift.sift.evidence.DeclaredMeasures.number;
import static io.boardsift.sift.evidence.DeclaredMeasures.probability;
import static io.boardsift.sift.evidence.DeclaredMeasures.share;
import static io.boardsift.sift.evidence.DeclaredMeasures.slope;
import static io.boardsift.sift.evidence.DeclaredMeasures.text;

import io.boardsift.sift.image.ImageFormat;
import io.boardsift.sift.memory.TilePrint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Every measure there is. Pixel measures are taken at no more than 512 pixels on the long side.
 *
 * <p>To declare a measure here makes it known to rules and reports. A number that is taken of the
 * pixels says in the same place how; the others are taken by {@link HeaderMeasures}, {@link
 * MemoryMeasures} and {@link ModelMeasures}.
 */
public final class Measures {
  public static final Measure KEY =
      text(
          Tier.EVENT,
          "key",
          "the photo's name in the bucket, folders and all; the first folder is often the camera");
  public static final Measure SIZE = number(Tier.EVENT, "size", "bytes", "the file's size");

  public static final Measure FORMAT =
      text(
          Tier.HEADER,
          "format",
          "what the file is by its first bytes, whatever its name says",
          ImageFormat.words());
  public static final Measure WIDTH =
      number(Tier.HEADER, "width", "px", "the photo's width as its header tells");
  public static final Measure HEIGHT =
      number(Tier.HEADER, "height", "px", "the photo's height as its header tells");
  public static final Measure MEGAPIXELS =
      number(Tier.HEADER, "megapixels", "MP", "width x height / 1,000,000");
  public static final Measure BYTES_PER_PIXEL =
      number(
          Tier.HEADER,
          "bytes-per-pixel",
          "bytes",
          "size / (width x height): a compressed photo of nothing takes few");
  public static final Measure CAMERA =
      text(
          Tier.HEADER,
          "camera",
          "maker and model from the EXIF block in lower case; empty where there is none");
  public static final Measure EXPOSURE_TIME =
      number(Tier.HEADER, "exposure-time", "s", "shutter time from the EXIF block");
  public static final Measure ISO =
      number(Tier.HEADER, "iso", "ISO", "sensitivity from the EXIF block");

  public static final Measure BRIGHTNESS =
      share("brightness", "mean luma (ITU-R BT.601): 0 is black, 1 is white", Picture::brightness);
  public static final Measure CONTRAST =
      share(
          "contrast",
          "99th less 1st percentile of luma: near 0 where all is one tone",
          Picture::contrast);
  public static final Measure BROAD_CONTRAST =
      share(
          "broad-contrast",
          "the same over squares of 16 x 16 px: near 0 also where one tone is full of noise",
          Picture::broadContrast);
  public static final Measure TWO_TONES =
      share(
          "two-tones",
          "how far luma is either light or dark, with nothing between: the share of its variance"
              + " that one threshold explains (Otsu); 1 in black and white, 0.75 where all tones"
              + " are equally frequent",
          Picture::twoTones);
  public static final Measure CRISPNESS =
      slope(
          "crispness",
          Double.POSITIVE_INFINITY,
          "99.5th percentile of the brightness slope (Sobel / 4, noise averaged away over 3 x 3"
              + " pixels) / contrast: low where all is out of focus, however dark or pale",
          Picture::crispness);
  public static final Measure SHARPNESS =
      slope(
          "sharpness",
          1.42,
          "99.5th percentile of the brightness slope (Sobel / 4): low where all is blurred",
          Picture::sharpness);
  public static final Measure EDGES =
      share("edges", "share of pixels with a brightness slope above 0.12", Picture::edges);
  public static final Measure ORTHOGONAL_TILES =
      share(
          "orthogonal-tiles",
          "share of 32-px tiles full of edges in two perpendicular directions, as traces, pads and"
              + " chips are; an edge is a slope above a quarter of the photo's 99th percentile",
          Picture::orthogonalTiles);
  public static final Measure ORTHOGONAL_EDGES =
      share(
          "orthogonal-edges",
          "the same with an edge being a slope above 0.12",
          Picture::orthogonalEdges);
  public static final Measure ORTHOGONAL_OUTLINES =
      share(
          "orthogonal-outlines",
          "the same of what stands out most: an edge is a slope above 0.4 of the 99th percentile,"
              + " noise averaged away over 3 x 3 pixels",
          Picture::orthogonalOutlines);
  public static final Measure PERPENDICULAR_LINES =
      share(
          "perpendicular-lines",
          "share of the straight edges, by length, in the two perpendicular directions that hold"
              + " most of them: 0.1 where they point everywhere, 1 where all are at right angles",
          Picture::perpendicularLines);
  public static final Measure COLOUR_VARIETY =
      share(
          "colour-variety",
          "distinct colours / pixels: low for drawings and screens, high for photos",
          picture -> picture.colours().variety());
  public static final Measure AMBER = hue("amber", 45, 70, "grass, wood, cardboard");
  public static final Measure FOLIAGE =
      hue("foliage", 60, 110, "leaves, grass; solder mask is bluer");
  public static final Measure SKY =
      share("sky", "share of the upper half that is smooth, bright and bluish", Picture::sky);

  public static final Measure PRINT =
      text(
          Tier.PIXELS,
          "print",
          "what its edges look like in 256 bits (PDQ of the slopes), as hex digits; for the"
              + " memory");

  public static final Measure TILES =
      text(
          Tier.PIXELS,
          "tiles",
          "how full of edges each of 12 x 12 tiles is, and how bright, in 288 letters; for the"
              + " memory");

  public static final Measure NEAREST_NOT_A_BOARD =
      bits(
          "nearest-not-a-board",
          "to the most similar photo of the same camera that people called not a board");
  public static final Measure THIRD_NEAREST_NOT_A_BOARD =
      bits(
          "third-nearest-not-a-board",
          "to the third most similar of these: below 16 says that people threw away what looked"
              + " like this at least three times");
  public static final Measure MOST_CHANGED_TILE =
      levels(
          "most-changed-tile",
          TilePrint.MOST,
          "in the tile that changed most since the third least different photo of the same camera"
              + " that people called not a board: from 5 on something new may lie there");
  public static final Measure NEAREST_BOARD =
      bits(
          "nearest-board",
          "to the most similar photo of the same camera that people called a board, good or"
              + " broken");
  public static final Measure BOARDS_REMEMBERED =
      number(
          Tier.MEMORY,
          "boards-remembered",
          "photos",
          "how many photos of the same camera people called a board; up to 1000 are kept");

  public static final Measure MODEL_BOARD =
      probability("model-board", "the classifier's probability of a board");
  public static final Measure MODEL_NOT_A_BOARD =
      probability("model-not-a-board", "the classifier's probability that there is no board");
  public static final Measure MODEL_ELECTRONICS =
      probability(
          "model-electronics",
          "the probability of anything electronic, by a network trained on 1,000 everyday things");
  public static final Measure MODEL_LABEL =
      text(
          Tier.MODEL,
          "model-label",
          "what that network takes the photo for, such as \"hard disk drive\" or \"tabby cat\"");
  public static final Measure MODEL_LABEL_PROBABILITY =
      probability("model-label-probability", "how sure it is of that");

  private Measures() {}

  /** All measures, the cheapest first. */
  public static List<Measure> all() {
    return DeclaredMeasures.all();
  }

  public static Optional<Measure> named(String name) {
    return DeclaredMeasures.named(name);
  }

  /** The numbers that are taken of pixels, each with how. */
  static Map<Measure, ToDoubleFunction<Picture>> ofPictures() {
    return DeclaredMeasures.ofPictures();
  }
}

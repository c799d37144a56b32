package io.boardsift.sift.evidence;

import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measure.Words;
import io.boardsift.sift.image.ImageFormat;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.Print;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every measure there is. Pixel measures are taken at no more than 512 pixels on the long side. */
public final class Measures {
  private static final Numbers ANY = new Numbers(0, Double.POSITIVE_INFINITY);
  private static final Numbers SHARE = new Numbers(0, 1);

  public static final Measure KEY =
      new Measure(
          "key",
          Tier.EVENT,
          "text",
          new Words(List.of()),
          "the photo's name in the bucket, folders and all; the first folder is often the camera");
  public static final Measure SIZE =
      new Measure("size", Tier.EVENT, "bytes", ANY, "the file's size");

  public static final Measure FORMAT =
      new Measure(
          "format",
          Tier.HEADER,
          "text",
          new Words(ImageFormat.words()),
          "what the file is by its first bytes, whatever its name says");
  public static final Measure WIDTH =
      new Measure("width", Tier.HEADER, "px", ANY, "the photo's width as its header tells");
  public static final Measure HEIGHT =
      new Measure("height", Tier.HEADER, "px", ANY, "the photo's height as its header tells");
  public static final Measure MEGAPIXELS =
      new Measure("megapixels", Tier.HEADER, "MP", ANY, "width x height / 1,000,000");
  public static final Measure BYTES_PER_PIXEL =
      new Measure(
          "bytes-per-pixel",
          Tier.HEADER,
          "bytes",
          ANY,
          "size / (width x height): a compressed photo of nothing takes few");
  public static final Measure CAMERA =
      new Measure(
          "camera",
          Tier.HEADER,
          "text",
          new Words(List.of()),
          "maker and model from the EXIF block in lower case; empty where there is none");
  public static final Measure EXPOSURE_TIME =
      new Measure("exposure-time", Tier.HEADER, "s", ANY, "shutter time from the EXIF block");
  public static final Measure ISO =
      new Measure("iso", Tier.HEADER, "ISO", ANY, "sensitivity from the EXIF block");

  public static final Measure BRIGHTNESS =
      new Measure(
          "brightness",
          Tier.PIXELS,
          "share",
          SHARE,
          "mean luma (ITU-R BT.601): 0 is black, 1 is white");
  public static final Measure CONTRAST =
      new Measure(
          "contrast",
          Tier.PIXELS,
          "share",
          SHARE,
          "99th less 1st percentile of luma: near 0 where all is one tone");
  public static final Measure BROAD_CONTRAST =
      new Measure(
          "broad-contrast",
          Tier.PIXELS,
          "share",
          SHARE,
          "the same over squares of 16 x 16 px: near 0 also where one tone is full of noise");
  public static final Measure CRISPNESS =
      new Measure(
          "crispness",
          Tier.PIXELS,
          "slope",
          ANY,
          "99.5th percentile of the brightness slope (Sobel / 4, noise averaged away over 3 x 3"
              + " pixels) / contrast: low where all is out of focus, however dark or pale");
  public static final Measure SHARPNESS =
      new Measure(
          "sharpness",
          Tier.PIXELS,
          "slope",
          new Numbers(0, 1.42),
          "99.5th percentile of the brightness slope (Sobel / 4): low where all is blurred");
  public static final Measure EDGES =
      new Measure(
          "edges",
          Tier.PIXELS,
          "share",
          SHARE,
          "share of pixels with a brightness slope above 0.12");
  public static final Measure ORTHOGONAL_TILES =
      new Measure(
          "orthogonal-tiles",
          Tier.PIXELS,
          "share",
          SHARE,
          "share of 32-px tiles full of edges in two perpendicular directions, as traces, pads and"
              + " chips are; an edge is a slope above a quarter of the photo's 99th percentile");
  public static final Measure ORTHOGONAL_EDGES =
      new Measure(
          "orthogonal-edges",
          Tier.PIXELS,
          "share",
          SHARE,
          "the same with an edge being a slope above 0.12");
  public static final Measure ORTHOGONAL_OUTLINES =
      new Measure(
          "orthogonal-outlines",
          Tier.PIXELS,
          "share",
          SHARE,
          "the same of what stands out most: an edge is a slope above 0.4 of the 99th percentile,"
              + " noise averaged away over 3 x 3 pixels");
  public static final Measure PERPENDICULAR_LINES =
      new Measure(
          "perpendicular-lines",
          Tier.PIXELS,
          "share",
          SHARE,
          "share of the straight edges, by length, in the two perpendicular directions that hold"
              + " most of them: 0.1 where they point everywhere, 1 where all are at right angles");
  public static final Measure COLOUR_VARIETY =
      new Measure(
          "colour-variety",
          Tier.PIXELS,
          "share",
          SHARE,
          "distinct colours / pixels: low for drawings and screens, high for photos");
  public static final Measure AMBER =
      new Measure(
          "amber",
          Tier.PIXELS,
          "share",
          SHARE,
          "share of pixels of hue 45 to 70 degrees and chroma above 0.12: grass, wood, cardboard");
  public static final Measure FOLIAGE =
      new Measure(
          "foliage",
          Tier.PIXELS,
          "share",
          SHARE,
          "share of pixels of hue 60 to 110 degrees and chroma above 0.12: leaves, grass; solder"
              + " mask is bluer");
  public static final Measure SKY =
      new Measure(
          "sky",
          Tier.PIXELS,
          "share",
          SHARE,
          "share of the upper half that is smooth, bright and bluish");

  public static final Measure PRINT =
      new Measure(
          "print",
          Tier.PIXELS,
          "text",
          new Words(List.of()),
          "what its edges look like in 256 bits (PDQ of the slopes), as hex digits; for the memory");

  public static final Measure NEAREST_NOT_A_BOARD =
      bits(
          "nearest-not-a-board",
          Print.BITS,
          "to the most similar photo of the same camera that people called not a board");
  public static final Measure THIRD_NEAREST_NOT_A_BOARD =
      bits(
          "third-nearest-not-a-board",
          Print.BITS,
          "to the third most similar of these: below 16 says that people threw away what looked"
              + " like this at least three times");
  public static final Measure NEAREST_NOT_A_BOARD_ANYWHERE =
      bits(
          "nearest-not-a-board-anywhere",
          Memory.FAR,
          "to the most similar photo of any camera that people called not a board");
  public static final Measure NEAREST_BOARD =
      bits(
          "nearest-board",
          Print.BITS,
          "to the most similar photo of the same camera that people called a board, good or broken");
  public static final Measure NEAREST_BOARD_ANYWHERE =
      bits(
          "nearest-board-anywhere",
          Memory.FAR,
          "to the most similar photo of any camera that people called a board");
  public static final Measure BOARDS_REMEMBERED =
      new Measure(
          "boards-remembered",
          Tier.MEMORY,
          "photos",
          ANY,
          "how many photos of the same camera people called a board; up to 1000 are kept");
  public static final Measure MODEL_BOARD =
      new Measure(
          "model-board",
          Tier.MODEL,
          "probability",
          SHARE,
          "the classifier's probability of a board");
  public static final Measure MODEL_NOT_A_BOARD =
      new Measure(
          "model-not-a-board",
          Tier.MODEL,
          "probability",
          SHARE,
          "the classifier's probability that there is no board");
  public static final Measure MODEL_ELECTRONICS =
      new Measure(
          "model-electronics",
          Tier.MODEL,
          "probability",
          SHARE,
          "the probability of anything electronic, by a network trained on 1,000 everyday things");
  public static final Measure MODEL_LABEL =
      new Measure(
          "model-label",
          Tier.MODEL,
          "text",
          new Words(List.of()),
          "what that network takes the photo for, such as \"hard disk drive\" or \"tabby cat\"");
  public static final Measure MODEL_LABEL_PROBABILITY =
      new Measure(
          "model-label-probability", Tier.MODEL, "probability", SHARE, "how sure it is of that");

  private static final List<Measure> ALL =
      List.of(
          KEY,
          SIZE,
          FORMAT,
          WIDTH,
          HEIGHT,
          MEGAPIXELS,
          BYTES_PER_PIXEL,
          CAMERA,
          EXPOSURE_TIME,
          ISO,
          BRIGHTNESS,
          CONTRAST,
          BROAD_CONTRAST,
          CRISPNESS,
          SHARPNESS,
          EDGES,
          ORTHOGONAL_TILES,
          ORTHOGONAL_EDGES,
          ORTHOGONAL_OUTLINES,
          PERPENDICULAR_LINES,
          COLOUR_VARIETY,
          AMBER,
          FOLIAGE,
          SKY,
          PRINT,
          NEAREST_NOT_A_BOARD,
          THIRD_NEAREST_NOT_A_BOARD,
          NEAREST_NOT_A_BOARD_ANYWHERE,
          NEAREST_BOARD,
          NEAREST_BOARD_ANYWHERE,
          BOARDS_REMEMBERED,
          MODEL_BOARD,
          MODEL_NOT_A_BOARD,
          MODEL_ELECTRONICS,
          MODEL_LABEL,
          MODEL_LABEL_PROBABILITY);

  private static final Map<String, Measure> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Measure::name, Function.identity()));

  private Measures() {}

  private static Measure bits(String name, int most, String towards) {
    return new Measure(
        name,
        Tier.MEMORY,
        "bits",
        new Numbers(0, most),
        "bits of difference " + towards + "; " + most + " if there is none so near");
  }

  /** All measures, the cheapest first. */
  public static List<Measure> all() {
    return ALL;
  }

  public static Optional<Measure> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}

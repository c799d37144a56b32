package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.TilePrint;
import java.util.function.ToDoubleFunction;

/** What a photo's pixels tell, as measures. */
public final class PixelMeasures {
  private PixelMeasures() {}

  /** The given evidence and all that this picture tells. */
  public static Evidence measure(Raster raster, Evidence before) {
    Picture picture = new Picture(raster);
    Evidence evidence = before;
    for (var measure : Measures.ofPictures().entrySet()) {
      ToDoubleFunction<Picture> taken = measure.getValue();
      evidence = evidence.with(measure.getKey(), taken.applyAsDouble(picture));
    }
    Luma luma = picture.luma();
    Evidence numbers = evidence;
    return PerceptualHash.of(luma.width(), luma.height(), luma.magnitude())
        .map(
            print ->
                numbers.with(Measures.PRINT, print.toString()).with(Measures.TILES, tiles(luma)))
        .orElse(numbers);
  }

  private static String tiles(Luma luma) {
    return TilePrint.of(luma.width(), luma.height(), luma.luma(), luma.magnitude()).toString();
  }
}

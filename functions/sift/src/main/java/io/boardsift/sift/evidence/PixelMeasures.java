package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.TilePrint;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What a photo's pixels tell, as measures. */
public final class PixelMeasures {
  private PixelMeasures() {}

  /** The given evidence and all that this picture tells. */
  public static Evidence measure(Raster raster, Evidence before) {
    return measure(raster, before, part -> {});
  }

  /**
   * The same, for whoever times it.
   *
   * @param done is given each part's name when it is done: what several measures share, then each
   *     measure
   */
  public static Evidence measure(Raster raster, Evidence before, Consumer<String> done) {
    Picture picture = new Picture(raster, done);
    Evidence evidence = before;
    for (var measure : Measures.ofPictures().entrySet()) {
      ToDoubleFunction<Picture> taken = measure.getValue();
      evidence = evidence.with(measure.getKey(), taken.applyAsDouble(picture));
      done.accept(measure.getKey().name());
    }
    Luma luma = picture.luma();
    Optional<PerceptualHash> print =
        PerceptualHash.of(luma.width(), luma.height(), luma.magnitude());
    done.accept(Measures.PRINT.name());
    if (print.isPresent()) {
      evidence =
          evidence.with(Measures.PRINT, print.get().toString()).with(Measures.TILES, tiles(luma));
    }
    done.accept(Measures.TILES.name());
    return evidence;
  }

  private static String tiles(Luma luma) {
    return TilePrint.of(luma.width(), luma.height(), luma.luma(), luma.magnitude()).toString();
  }
}

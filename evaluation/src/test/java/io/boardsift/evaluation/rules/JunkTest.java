package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Frames of nothing, as cameras make them: the shipped rules delete nearly all. */
class JunkTest {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 384;
  private static final int FRAMES = 40;

  private final RuleSet shipped = RuleFile.shipped();
  private final Random random = new Random(1);

  private boolean isDeleted(Raster frame) {
    MeasuredPhoto photo =
        new MeasuredPhoto(
            new LabelledPhoto(PhotoSource.of("frame", new byte[0]), false, "made up"),
            PixelMeasures.measure(frame, Evidence.none()),
            false,
            Optional.empty());
    return RuleOutcome.by(shipped, photo).isDeleted();
  }

  private double shareDeleted(List<Raster> frames) {
    return (double) frames.stream().filter(this::isDeleted).count() / frames.size();
  }

  /** A scene with a sensor's noise; coordinates from -1 to 1. */
  private Raster frame(double noise, DoubleBinaryOperator scene) {
    int[] rgb = new int[WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      double tone =
          scene.applyAsDouble(
              2.0 * (i % WIDTH) / WIDTH - 1, 2.0 * Math.floorDiv(i, WIDTH) / HEIGHT - 1);
      for (int colour = 0; colour < 3; colour++) {
        rgb[i] =
            rgb[i] << 8
                | Math.clamp(Math.round(255 * (tone + noise * random.nextGaussian())), 0, 255);
      }
    }
    return new Raster(WIDTH, HEIGHT, rgb);
  }

  @Test
  void framesOfOneToneAreDeletedHoweverNoisy() {
    List<Raster> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      double tone = List.of(0.02, 0.5, 0.98).get(i % 3);
      frames.add(frame(0.08 * i / FRAMES, (x, y) -> tone));
    }
    assertThat(shareDeleted(frames)).isEqualTo(1);
  }

  @Test
  void bareWallsAndLensesShadowsAreDeleted() {
    List<Raster> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      double light = 0.2 + 0.7 * random.nextDouble();
      double slope = random.nextDouble(-0.4, 0.4);
      double shadow = random.nextDouble(0.1, 0.5);
      frames.add(
          frame(0.004, (x, y) -> light * (1 + slope * x) * (1 - shadow * (x * x + y * y) / 2)));
    }
    assertThat(shareDeleted(frames)).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void whatIsBlurredBeyondReadingIsDeleted() throws UndecodableException {
    MadeUpDay day = new MadeUpDay(FRAMES, 0.3, 4);
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    List<Raster> frames = new ArrayList<>();
    for (int i : IntStream.range(0, FRAMES).filter(i -> day.subject(i).showsBoard()).toArray()) {
      frames.add(blurred(decoder.decode(day.photo(i).bytes()), 20));
    }
    assertThat(shareDeleted(frames)).isGreaterThanOrEqualTo(0.99);
  }

  /** Three means over squares come close to a Gaussian. */
  private static Raster blurred(Raster photo, int reach) {
    int[] rgb = photo.rgb();
    for (int pass = 0; pass < 3; pass++) {
      rgb = mean(rgb, photo.width(), photo.height(), reach, 1, photo.width());
      rgb = mean(rgb, photo.height(), photo.width(), reach, photo.width(), 1);
    }
    return new Raster(photo.width(), photo.height(), rgb);
  }

  /** Means along lines of {@code length} pixels, {@code step} apart; the ends repeat. */
  private static int[] mean(int[] rgb, int length, int lines, int reach, int step, int next) {
    int[] means = new int[rgb.length];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int j = i - reach; j <= i + reach; j++) {
          int pixel = rgb[line * next + Math.clamp(j, 0, length - 1) * step];
          red += pixel >> 16 & 255;
          green += pixel >> 8 & 255;
          blue += pixel & 255;
        }
        int count = 2 * reach + 1;
        means[line * next + i * step] =
            ((red / count) << 16) | ((green / count) << 8) | (blue / count);
      }
    }
    return means;
  }
}

package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.Raster;
import java.util.Random;

/**
 * What a camera could have made of the same scene on a worse day. Rules that spare harder copies of
 * the boards at hand spare more of the boards that nobody has seen yet.
 */
public enum Augmentation {
  /** Seen from farther away, on a grey bench. */
  SMALL_ON_GREY {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.grey(photo.whole()).draw(photo.whole(), 0.5, random.nextDouble(360)).raster();
    }
  },
  /** The same on wood, whose grain runs one way. */
  SMALL_ON_WOOD {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.wood(photo.whole(), random)
          .draw(photo.whole(), 0.5, random.nextDouble(360))
          .raster();
    }
  },
  /** Turned, filling the frame. */
  TURNED {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.grey(photo.whole())
          .draw(photo.whole(), 1.25, 5 + random.nextDouble(80))
          .raster();
    }
  },
  /** So near that a part fills the frame, no sharper than before. */
  CLOSE {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.grey(photo.whole()).draw(photo.whole(), 1.8, 0).raster();
    }
  },
  BLURRED {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.grey(photo.whole()).draw(photo.whole(), 1, 0).blurred(1.6).raster();
    }
  },
  RECOMPRESSED {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.grey(photo.whole()).draw(photo.whole(), 1, 0).recompressed(0.15f).raster();
    }
  },
  /** Two stops too dark, with the sensor's noise. */
  DARK {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Tones.each(
              photo.whole(), (red, green, blue) -> new double[] {red / 4, green / 4, blue / 4})
          .noisy(0.01, random);
    }
  },
  /** Through a dirty window. */
  PALE {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Tones.each(
              photo.whole(),
              (red, green, blue) ->
                  new double[] {0.35 + red / 2, 0.35 + green / 2, 0.35 + blue / 2})
          .noisy(0, random);
    }
  },
  NOISY {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Tones.each(photo.whole(), (red, green, blue) -> new double[] {red, green, blue})
          .noisy(0.04, random);
    }
  },
  /** As a camera without colours sees it. */
  GREY {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Tones.each(
              photo.whole(),
              (red, green, blue) -> {
                double luma = Tones.luma(red, green, blue);
                return new double[] {luma, luma, luma};
              })
          .noisy(0, random);
    }
  },
  /** Under a sodium lamp. */
  WARM {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Tones.each(
              photo.whole(),
              (red, green, blue) -> new double[] {1.1 * red, 0.9 * green, 0.45 * blue})
          .noisy(0, random);
    }
  },
  /** A field of view as a microscope or an inspection camera has it, in full detail. */
  CLOSE_UP {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return photo.closeUp(random);
    }
  },
  /**
   * Less than a third of the frame, in full detail: closer than the whole, not as close as that.
   */
  PART {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return photo.part(random);
    }
  },
  /** Seen from the side, or from a corner. */
  TILTED {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return new Tilt(random.nextDouble(0.35, 0.6), random.nextDouble(-0.15, 0.15))
          .of(photo.whole());
    }
  },
  /** So near that half of it is out of focus. */
  SHALLOW_FOCUS {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.grey(photo.whole())
          .draw(photo.whole(), 1, 0)
          .halfBlurred(random.nextInt(4))
          .raster();
    }
  },
  /** With black, matt solder mask: hardly any colour, and all but metal is nearly as dark. */
  MATT_BLACK {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Tones.each(
              photo.whole(),
              (red, green, blue) -> {
                double luma = Tones.luma(red, green, blue);
                double dark = 0.05 + luma * luma / 2;
                return new double[] {
                  dark * (1 + 0.7 * (red - luma)),
                  dark * (1 + 0.7 * (green - luma)),
                  dark * (1 + 0.7 * (blue - luma))
                };
              })
          .noisy(0.004, random);
    }
  },
  /** Far away on a fixture, which has bright rails, pins and a label. */
  SMALL_ON_FIXTURE {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return Canvas.fixture(photo.whole())
          .draw(photo.whole(), random.nextDouble(0.2, 0.35), random.nextDouble(360))
          .raster();
    }
  },
  /** In black and white, by one threshold. */
  TWO_TONE {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return TwoTones.global(photo.whole());
    }
  },
  /** In black and white, each pixel against its surroundings. */
  TWO_TONE_BY_PLACE {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return TwoTones.local(photo.whole());
    }
  },
  /** A field of view in black and white. */
  TWO_TONE_CLOSE_UP {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      return TwoTones.global(photo.closeUp(random));
    }
  },
  /** As a thermal camera shows it. */
  FALSE_COLOURS {
    @Override
    public Raster of(DecodedPhoto photo, Random random) {
      FalseColours[] all = FalseColours.values();
      return all[random.nextInt(all.length)].of(photo.whole());
    }
  };

  /**
   * Makes the copy.
   *
   * @param random decides angles, grain and noise
   */
  public abstract Raster of(DecodedPhoto photo, Random random);
}

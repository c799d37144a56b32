package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.fixtures.HostileFile;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.rules.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files made to exhaust a decoder are told by their structure, before anything is decoded. */
class HostilePhotosTest {
  private final Sieve sieve = new Sieve(RuleFile.shipped(), new PhotoDecoder(Limits.DEFAULT));

  private Decision decide(String name, byte[] file) {
    return sieve.decide(PhotoSource.of(name, file));
  }

  @ParameterizedTest
  @EnumSource(HostileFile.class)
  void aHostileFileCostsNextToNothing(HostileFile file) {
    Decision decision = decide(file.fileName(), file.bytes());

    assertThat(decision.reason())
        .contains(
            switch (file) {
              // What the camera wrote is read no further than needed, and the picture is sound.
              case EXIF_OF_FRACTIONS, EXIF_OF_WHOLE_NUMBERS -> "no rule holds";
              case JPEG_OF_100_000_SCANS,
                  JPEG_OF_HIDDEN_SCANS,
                  JPEG_OF_MASKED_SCANS,
                  JPEG_OF_PLAIN_SCANS ->
                  "steps to decode it are more than the limit of 1,500,000,000";
              case PNG_OF_16_BITS,
                  PNG_OF_PASSES,
                  TIFF_OF_ONE_STRIP,
                  JP2_OF_ONE_RESOLUTION,
                  JP2_OF_SMALL_BLOCKS,
                  JP2_OF_LAYERS,
                  JP2_OF_TILES ->
                  "bytes to decode it in are more than the limit of 800,000,000";
              case JP2_OF_SEVERAL_SIZES ->
                  "a file of format jp2 with components of several sizes is not decoded";
              // Without its texts it is a black picture.
              case PNG_OF_TEXTS -> "contrast 0 (contrast below 0.06)";
            });
    switch (file) {
      case EXIF_OF_FRACTIONS, EXIF_OF_WHOLE_NUMBERS -> {
        assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(decision.by()).isEqualTo(DecidedBy.DEFAULT);
      }
      case PNG_OF_TEXTS -> assertThat(decision.rule()).contains("blank");
      default -> {
        assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(decision.by()).isEqualTo(DecidedBy.ERROR);
      }
    }
  }

  @Test
  void largePicturesInFewBytesAreDecodedWithinTheLimits() {
    // 16 and 64 megapixels of one colour: blank, and decoded to know it.
    assertThat(decide("a.gif", HostileFile.gif(4_000, 4_000)).rule()).contains("blank");
    assertThat(decide("a.webp", HostileFile.webp(8_000, 8_000)).rule()).contains("blank");
    assertThat(decide("a.tif", HostileFile.plainTiff(3_000, 2_000)).rule()).contains("blank");
  }
}

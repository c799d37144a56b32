package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.image.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptPhotoTest {
  private final List<String> reads = new ArrayList<>();

  /** A photo of whose size an event tells something. */
  private KeptPhoto photo(byte[] bytes, long toldSize) {
    return new KeptPhoto(
        new PhotoSource() {
          @Override
          public String key() {
            return "photo";
          }

          @Override
          public long size() {
            return toldSize;
          }

          @Override
          public byte[] head(int length) {
            reads.add("first " + length);
            return Arrays.copyOf(bytes, Math.min(length, bytes.length));
          }

          @Override
          public byte[] bytes() {
            reads.add("all");
            return bytes;
          }
        },
        Limits.DEFAULT);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void theHeaderIsOfTheFirstBytesAloneHoweverMuchWasFetched() {
    byte[] bytes = bytes(200_000);
    KeptPhoto photo = photo(bytes, bytes.length);
    assertThat(photo.head(ImageHeader.LENGTH)).isEqualTo(Arrays.copyOf(bytes, ImageHeader.LENGTH));
    assertThat(photo.bytes()).isEqualTo(bytes);
    assertThat(reads).containsExactly("first " + KeptPhoto.AT_ONCE);
  }

  @Test
  void ofALargePhotoTheFirstBytesAreFetchedFirst() {
    byte[] bytes = bytes(KeptPhoto.AT_ONCE + 1);
    KeptPhoto photo = photo(bytes, bytes.length);
    assertThat(photo.head(ImageHeader.LENGTH)).hasSize(ImageHeader.LENGTH);
    assertThat(photo.head(ImageHeader.LENGTH)).hasSize(ImageHeader.LENGTH);
    assertThat(photo.bytes()).isEqualTo(bytes);
    assertThat(photo.bytes()).isEqualTo(bytes);
    assertThat(reads).containsExactly("first " + ImageHeader.LENGTH, "all");
  }

  @Test
  void whereAnEventToldAWrongSizeAllIsFetchedOnceMore() {
    for (int told : new int[] {0, 99_999, 100_001}) {
      reads.clear();
      byte[] bytes = bytes(100_000);
      KeptPhoto photo = photo(bytes, told);
      assertThat(photo.head(ImageHeader.LENGTH)).hasSize(ImageHeader.LENGTH);
      assertThat(photo.bytes()).isEqualTo(bytes);
      assertThat(reads).containsExactly("first " + KeptPhoto.AT_ONCE, "all");
    }
  }
}

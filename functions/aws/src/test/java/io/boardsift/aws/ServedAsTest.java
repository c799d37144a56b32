package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedAsTest {
  @ParameterizedTest
  @CsvSource({
    "line1/a.jpg, image/jpeg, inline",
    "line1/A.JPEG, image/jpeg, inline",
    "a.b.png, image/png, inline",
    "a.webp, image/webp, inline",
    "a.avif, image/avif, inline",
    "a.svg, application/octet-stream, attachment",
    "a.jpg.html, application/octet-stream, attachment",
    "a.tif, application/octet-stream, attachment",
    "jpg/a, application/octet-stream, attachment",
    "a, application/octet-stream, attachment",
    "a., application/octet-stream, attachment",
  })
  void pagesAreNeverServedAndPicturesAreByTheEndOfTheirKey(
      String key, String type, String disposition) {
    assertThat(ServedAs.of(key)).isEqualTo(new ServedAs(type, disposition));
  }
}

package io.boardsift.aws;

import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * How S3 is told to serve a file to a browser, whatever type its uploader named: as the picture
 * that its name says, or else as a file to save. Never as a page or an SVG: their scripts would run
 * in the bucket's origin. In an {@code img} a browser shows a picture of either kind, as it looks
 * at the first bytes.
 *
 * @param contentType of the answer
 * @param disposition whether a browser shows it or saves it
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">Overriding
 *     response header values</a>
 */
record ServedAs(String contentType, String disposition) {
  private static final ServedAs FILE = new ServedAs("application/octet-stream", "attachment");

  /** What browsers show, and what runs nothing. */
  private static final Map<String, String> PICTURES =
      Map.of(
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "webp", "image/webp",
          "gif", "image/gif",
          "avif", "image/avif",
          "bmp", "image/bmp");

  /** By the end of the key. */
  static ServedAs of(String key) {
    String type = PICTURES.get(key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    return type == null ? FILE : new ServedAs(type, "inline");
  }

  GetObjectRequest of(GetObjectRequest get) {
    return get.toBuilder()
        .responseContentType(contentType)
        .responseContentDisposition(disposition)
        .build();
  }
}

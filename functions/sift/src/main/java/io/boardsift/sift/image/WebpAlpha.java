package io.boardsift.sift.image;

/**
 * Whether a WebP says that it is transparent.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container</a>
 */
final class WebpAlpha {
  private WebpAlpha() {}

  static boolean isTransparent(Bytes bytes) {
    if (bytes.has(12, "VP8X")) {
      return (bytes.u8(20) & 0x10) != 0;
    }
    return bytes.has(12, "VP8L") && (bytes.u8(24) & 0x10) != 0;
  }
}

package io.boardsift.sift.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes by a reader in Java, in Java's memory: what the image library cannot read, or reads with
 * a loss. Slower, and seldom needed.
 *
 * @param reader makes one that knows the format
 * @param file the whole file
 * @param pixels of the picture
 * @param bytesPerPixel of the decoded picture, all samples together
 * @param white which value of a sample stands for white, where the file says it
 * @param isWhiteZero whether samples are the larger the darker; the reader turns them over within
 *     their container
 */
record ImageIoDecoding(
    Supplier<ImageReader> reader,
    byte[] file,
    long pixels,
    int bytesPerPixel,
    OptionalLong white,
    boolean isWhiteZero) {

  /** What readers warn of that is no damage: each part of the picture has tables of its own. */
  private static final String HARMLESS = "Missing JPEGTables";

  /** The picture, and what readers keep of it meanwhile. */
  private static final int COPIES = 2;

  /** Of a sample a reader in Java takes so many times as long as the image library. */
  private static final int WALKS = 4;

  /** The part of Java's memory that one picture may take. */
  private static final double MEMORY_SHARE = 0.5;

  /**
   * The plan.
   *
   * @param longSide of the picture wanted at most, in pixels
   */
  Codec.Plan plan(int longSide) {
    return new Codec.Plan(
        new DecodingCost(COPIES * memory(), WALKS * memory()), () -> decode(longSide));
  }

  private Optional<Raster> decode(int longSide) throws UndecodableException {
    checkMemory();
    ImageReader decoder = reader.get();
    String[] warning = new String[1];
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      decoder.setInput(in, true, true);
      decoder.addIIOReadWarningListener(
          (source, text) -> {
            if (!text.startsWith(HARMLESS)) {
              warning[0] = text;
            }
          });
      BufferedImage image = read(decoder);
      if (warning[0] != null) {
        // It goes on after damage that it can pass over, and the picture is not the photo then.
        throw new UndecodableException("the file is damaged: " + oneLine(warning[0]));
      }
      return Optional.of(SampleScaling.reduced(image, white, isWhiteZero, longSide));
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException("the file is damaged: " + oneLine(e.getMessage()), e);
    } finally {
      decoder.dispose();
    }
  }

  private void checkMemory() throws UndecodableException {
    long most = (long) (MEMORY_SHARE * Runtime.getRuntime().maxMemory());
    if (memory() > most) {
      throw new UndecodableException(
          "%,d bytes to decode it in are more than half of Java's memory, %,d"
              .formatted(memory(), most));
    }
  }

  /** Of the decoded picture, in bytes. */
  private long memory() {
    return pixels * bytesPerPixel;
  }

  /** Floating point as it stands in the file: the picture that readers make of it ends at 1. */
  private static BufferedImage read(ImageReader decoder) throws IOException {
    ImageTypeSpecifier raw = decoder.getRawImageType(0);
    boolean isFloatingPoint =
        raw != null
            && (raw.getSampleModel().getDataType() == DataBuffer.TYPE_FLOAT
                || raw.getSampleModel().getDataType() == DataBuffer.TYPE_DOUBLE);
    if (!isFloatingPoint || !decoder.canReadRaster()) {
      return decoder.read(0);
    }
    WritableRaster samples = (WritableRaster) decoder.readRaster(0, null);
    return new BufferedImage(
        raw.getColorModel(), samples, raw.getColorModel().isAlphaPremultiplied(), null);
  }

  private static String oneLine(String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ");
    return line.length() <= 200 ? line : line.substring(0, 200);
  }
}

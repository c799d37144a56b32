package io.boardsift.classifier;

import io.boardsift.sift.image.JpegEncoder;
import io.boardsift.sift.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A network of the backbone's inputs and outputs that knows colours only: its embedding starts with
 * the means of red, green and blue; red is a tabby cat and blue a modem.
 */
public final class TinyBackbone {
  static final int RED = 0xc01010;
  static final int BLUE = 0x1010c0;

  private static final int FLOAT = 1;

  private TinyBackbone() {}

  /** A photo of one colour. */
  static byte[] photo(int colour) {
    int[] pixels = new int[300 * 200];
    Arrays.fill(pixels, colour);
    return JpegEncoder.encode(new Raster(300, 200, pixels), 90);
  }

  /** With a head that takes blue for boards. */
  static Path writeTrained(Path folder) throws IOException {
    float[] weights = new float[Backbone.EMBEDDING];
    weights[2] = 5;
    write(folder, 5);
    Files.writeString(folder.resolve(Head.FILE), new Head(weights, 0).toJson());
    return folder;
  }

  /**
   * With a head that says the same of every photo.
   *
   * @param board the probability of a board
   */
  public static Path writeSaying(Path folder, double board) throws IOException {
    write(folder, 5);
    Head head = new Head(new float[Backbone.EMBEDDING], Math.log(board / (1 - board)));
    Files.writeString(folder.resolve(Head.FILE), head.toJson());
    return folder;
  }

  /**
   * Without a head.
   *
   * @param weight how much red speaks for the first class, and blue for the second
   */
  static void write(Path folder, float weight) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(Backbone.LABELS), "tabby cat\nmodem\n");
    float[] spread = new float[3 * Backbone.EMBEDDING];
    float[] classes = new float[Backbone.EMBEDDING * 2];
    for (int channel = 0; channel < 3; channel++) {
      spread[channel * Backbone.EMBEDDING + channel] = 1;
    }
    classes[0] = weight; // red speaks for the first class
    classes[2 * 2 + 1] = weight; // blue for the second
    byte[] graph =
        join(
            node("ReduceMean", "mean", join(axes(), keepDimensions()), "image"),
            node("MatMul", "embedding", new byte[0], "mean", "spread"),
            node("MatMul", "logits", new byte[0], "embedding", "classes"),
            node("Softmax", "probabilities", new byte[0], "logits"),
            text(2, "tiny"),
            field(5, tensor("spread", spread, 3, Backbone.EMBEDDING)),
            field(5, tensor("classes", classes, Backbone.EMBEDDING, 2)),
            field(11, value("image", 1, 3, NetworkInput.SIDE, NetworkInput.SIDE)),
            field(12, value("embedding", 1, Backbone.EMBEDDING)),
            field(12, value("probabilities", 1, 2)));
    byte[] model = join(number(1, 8), field(7, graph), field(8, join(text(1, ""), number(2, 13))));
    Files.write(folder.resolve(Backbone.NETWORK), model);
  }

  private static byte[] node(String operator, String output, byte[] attributes, String... inputs) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    for (String input : inputs) {
      node.writeBytes(text(1, input));
    }
    node.writeBytes(text(2, output));
    node.writeBytes(text(4, operator));
    node.writeBytes(attributes);
    return field(1, node.toByteArray());
  }

  private static byte[] axes() {
    return field(5, join(text(1, "axes"), number(8, 2), number(8, 3), number(20, 7)));
  }

  private static byte[] keepDimensions() {
    return field(5, join(text(1, "keepdims"), number(3, 0), number(20, 2)));
  }

  private static byte[] tensor(String name, float[] floats, int rows, int columns) {
    ByteBuffer raw = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(floats);
    return join(
        number(1, rows),
        number(1, columns),
        number(2, FLOAT),
        text(8, name),
        field(9, raw.array()));
  }

  private static byte[] value(String name, int... shape) {
    ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
    for (int n : shape) {
      dimensions.writeBytes(field(1, number(1, n)));
    }
    byte[] type = join(number(1, FLOAT), field(2, dimensions.toByteArray()));
    return join(text(1, name), field(2, field(1, type)));
  }

  private static byte[] text(int field, String text) {
    return field(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] number(int field, int number) {
    return join(varint(field << 3), varint(number));
  }

  private static byte[] field(int field, byte[] content) {
    return join(varint(field << 3 | 2), varint(content.length), content);
  }

  private static byte[] varint(int number) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    int left = number;
    while (left > 127) {
      encoded.write((left & 127) | 128);
      left >>>= 7;
    }
    encoded.write(left);
    return encoded.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

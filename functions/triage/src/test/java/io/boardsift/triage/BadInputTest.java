package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.photos.Subject;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** Whatever is uploaded, under whatever name, ends at a rule or at a person. */
class BadInputTest {
  private final TestAws aws = new TestAws();
  private final TriageHandler triage = new TriageHandler(aws.settings(), aws.s3(), aws.sqs());

  private DecisionRecord triage(String key, byte[] bytes) {
    Photo photo = aws.upload(key, bytes);
    TestAws.invoke(triage, aws.event(photo));
    DecisionRecord decision = aws.results().decision(photo).orElseThrow();
    List<Message> tasks = aws.drain(aws.reviewQueue());
    // In exactly one place.
    assertThat(aws.isThere(photo)).isEqualTo(decision.outcome() == Outcome.REVIEW);
    assertThat(tasks).hasSize(decision.outcome() == Outcome.REVIEW ? 1 : 0);
    tasks.forEach(task -> assertThat(read(task)).isEqualTo(photo));
    return decision;
  }

  private static Photo read(Message task) {
    try {
      return ReviewTask.fromJson(task.body()).photo();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> filesThatARuleDeletes() {
    return Stream.of(
        Arguments.of("text named .jpg", Pictures.text("no photo\n".repeat(50)), "not-a-photo"),
        Arguments.of("HTML", Pictures.text("<!doctype html><p>x"), "not-a-photo"),
        Arguments.of(
            "SVG",
            Pictures.text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>"),
            "not-a-photo"),
        Arguments.of("PDF", Pictures.text("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), "not-a-photo"),
        Arguments.of("shell script", Pictures.text("#!/bin/sh\nrm -rf /\n"), "not-a-photo"),
        Arguments.of("24 x 24 JPEG", Pictures.of(Subject.TINY), "tiny"),
        Arguments.of("1 x 1 GIF", Pictures.plain("gif", 1, 1), "tiny"),
        Arguments.of("black JPEG", Pictures.black(), "blank"),
        Arguments.of("grey PNG", Pictures.plain("png", 400, 300), "blank"),
        Arguments.of("grey BMP", Pictures.plain("bmp", 400, 300), "blank"),
        Arguments.of("grey TIFF", Pictures.plain("tiff", 400, 300), "blank"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesThatARuleDeletes")
  void aRuleDeletes(String name, byte[] file, String rule) {
    DecisionRecord decision = triage(name + ".jpg", file);
    assertThat(decision.outcome()).isEqualTo(Outcome.DELETE);
    assertThat(decision.rule()).contains(rule);
  }

  static Stream<Arguments> filesThatPeopleSee() throws IOException {
    byte[] jpeg = Pictures.board();
    byte[] png = Pictures.plain("png", 600, 400);
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    return Stream.of(
        Arguments.of("1 byte", new byte[] {(byte) 0xFF}),
        Arguments.of("50-byte JPEG", Arrays.copyOf(jpeg, 50)),
        Arguments.of("JPEG cut in its header", Arrays.copyOf(jpeg, 300)),
        Arguments.of("PNG cut in half", Pictures.firstHalf(png)),
        Arguments.of("PNG of 100,000 x 100,000", Pictures.pngClaiming(100_000, 100_000)),
        Arguments.of(
            "PNG of 2147483647 x 2147483647", Pictures.pngClaiming(0x7fffffff, 0x7fffffff)),
        Arguments.of("PNG of 0 x 0", Pictures.pngClaiming(0, 0)),
        Arguments.of("PNG of 20,000 x 20,000 in 50 bytes", bomb()),
        Arguments.of("noise", noise),
        Arguments.of("damaged JPEG", Pictures.of(Subject.CORRUPT)),
        Arguments.of("HEIF", Pictures.of(Subject.FOREIGN_FORMAT)),
        Arguments.of("ZIP of a photo", zip(jpeg)),
        Arguments.of("GZIP of zeros", gzip(new byte[20_000_000])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesThatPeopleSee")
  void peopleSee(String name, byte[] file) {
    DecisionRecord decision = triage(name + ".jpg", file);
    assertThat(decision.outcome()).as(decision.reason()).isEqualTo(Outcome.REVIEW);
    assertThat(decision.by()).isIn(DecidedBy.ERROR, DecidedBy.DEFAULT);
  }

  /**
   * A decompression bomb: a PNG whose pixels would take 1.6 GB and whose bytes take next to
   * nothing.
   */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(Pictures.pngClaiming(20_000, 20_000));
    png.write(new byte[] {0, 0, 0, 0});
    png.writeBytes("IDAT".getBytes(StandardCharsets.US_ASCII));
    return png.toByteArray();
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("photo.jpg"));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.jpg",
        " leading and trailing ",
        "quote\"and'apostrophe.jpg",
        "a+b.jpg",
        "100%.jpg",
        "%2F..%2F.jpg",
        "a&b=c?d#e.jpg",
        "back\\slash.jpg",
        "<tag>.jpg",
        "über/相机/фото/📷.jpg",
        "./a/../b.jpg",
        "a",
        "a/b",
        "tab\tand\u0001control.jpg",
        "no-extension"
      })
  void anyKeyKeepsItsName(String key) {
    assertThat(triage(key, Pictures.black()).photo().key()).isEqualTo(key);
    assertThat(triage(key, Pictures.board()).photo().key()).isEqualTo(key);
  }

  @Test
  void aKeyOf1024BytesKeepsItsName() {
    String key = "k".repeat(1024);
    assertThat(triage(key, Pictures.black()).photo().key()).isEqualTo(key);
  }

  @Test
  void anEmptyFileIsNotDeleted() {
    // A photo may be on its way to the same key.
    assertThat(triage("empty.jpg", new byte[0]).outcome()).isEqualTo(Outcome.REVIEW);
  }

  @Test
  void aBoardCutInHalfIsNotDeleted() {
    // What is left of it may still show the board.
    DecisionRecord decision = triage("half.jpg", Pictures.firstHalf(Pictures.board()));
    assertThat(decision.outcome()).as(decision.reason()).isEqualTo(Outcome.REVIEW);
  }

  @Test
  void randomBytesAfterAnyFormatsFirstOnesNeverCrash() {
    List<byte[]> beginnings =
        List.of(
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
            Pictures.text("GIF89a"),
            Pictures.text("BM"),
            Pictures.text("II*\0"),
            Pictures.text("MM\0*"),
            Pictures.text("RIFF\0\0\0\0WEBPVP8 "),
            new byte[] {0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, (byte) 0x87, 10});
    Random random = new Random(42);
    for (int i = 0; i < 80; i++) {
      byte[] file = new byte[200 + random.nextInt(3000)];
      random.nextBytes(file);
      byte[] beginning = beginnings.get(i % beginnings.size());
      System.arraycopy(beginning, 0, file, 0, beginning.length);
      DecisionRecord decision = triage("random-" + i, file);
      assertThat(decision.outcome() == Outcome.REVIEW || decision.rule().isPresent()).isTrue();
    }
  }
}

package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.Previews;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.image.ImageFormat;
import io.boardsift.sift.image.ImageHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Which photos get a preview, and that nothing depends on it. */
class PreviewTest {
  private final TestAws aws = new TestAws();

  private void triage(Photo photo, String... settings) {
    TestAws.invoke(
        new TriageHandler(aws.settings(settings), aws.s3(), aws.sqs()), aws.event(photo));
  }

  private Photo triaged(String key, byte[] file, String... settings) {
    Photo photo = aws.upload(key, file);
    triage(photo, settings);
    return photo;
  }

  private Optional<ImageHeader> preview(Photo photo) {
    try {
      var object =
          aws.s3()
              .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(Previews.key(photo)));
      assertThat(object.response().contentType()).isEqualTo("image/jpeg");
      return Optional.of(ImageHeader.read(object.asByteArray()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  private Outcome outcome(Photo photo) {
    return aws.results().decision(photo).orElseThrow().outcome();
  }

  private int tasks() {
    return aws.drain(aws.reviewQueue()).size();
  }

  /** What no encoder makes small. */
  private static byte[] noise(String format, int type, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(5);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, random.nextInt(256));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  @Test
  void aFormatThatNoBrowserShowsHasOne() {
    Photo photo = triaged("board.tif", Pictures.boardAs("tiff"));
    assertThat(outcome(photo)).isEqualTo(Outcome.REVIEW);
    ImageHeader preview = preview(photo).orElseThrow();
    assertThat(preview.format()).isEqualTo(ImageFormat.JPEG);
    ImageHeader original = ImageHeader.read(Pictures.board());
    assertThat(preview.width()).isEqualTo(original.width());
    assertThat(preview.height()).isEqualTo(original.height());
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void moreBitsThanABrowserShowsHaveOne() throws IOException {
    byte[] file = noise("png", BufferedImage.TYPE_USHORT_GRAY, 320, 240);
    assertThat(preview(triaged("mono12.png", file, "MODE", "observe"))).isPresent();
  }

  /** Browsers show nothing of it, and it is decided by its colours. */
  @Test
  void whatHidesItselfHasOne() throws IOException {
    byte[] file = noise("png", BufferedImage.TYPE_INT_ARGB, 320, 240);
    assertThat(preview(triaged("alpha-0.png", file, "MODE", "observe"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp"})
  void aLargePhotoHasOneOfAScreensSize(String format) {
    Photo photo = triaged("large", Pictures.plain(format, 3200, 2400), "MODE", "observe");
    ImageHeader preview = preview(photo).orElseThrow();
    assertThat(preview.width()).isEqualTo(1600);
    assertThat(preview.height()).isEqualTo(1200);
  }

  @Test
  void aPhotoOfManyBytesHasOneHoweverFewItsPixels() throws IOException {
    byte[] file = noise("png", BufferedImage.TYPE_BYTE_GRAY, 1200, 1000);
    assertThat(file.length).isGreaterThan(1_000_000);
    assertThat(preview(triaged("noise.png", file, "MODE", "observe"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
  void aSmallPhotoThatBrowsersShowHasNone(String format) {
    assertThat(preview(triaged("board." + format, Pictures.boardAs(format)))).isEmpty();
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void deletedPhotosHaveOneTooAsTheOwnerLooksAtThem() {
    Photo slow = triaged("large.jpg", Pictures.plain("jpeg", 3200, 2400));
    Photo notShown = triaged("plain.tif", Pictures.plain("tiff", 640, 480));
    Photo small = triaged("black.jpg", Pictures.black());
    assertThat(List.of(slow, notShown, small))
        .extracting(this::outcome)
        .containsOnly(Outcome.DELETE);
    assertThat(preview(slow)).isPresent();
    assertThat(preview(notShown)).isPresent();
    assertThat(preview(small)).isEmpty();
  }

  @Test
  void whatCannotBeDecodedHasNoneAndIsNoFailure() {
    byte[] torn = Pictures.firstHalf(Pictures.pngClaiming(3000, 2000));
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              assertThat(preview(triaged("torn.png", torn))).isEmpty();
              assertThat(preview(triaged("note.txt", Pictures.text("no photo"), "MODE", "observe")))
                  .isEmpty();
            });
    assertThat(output.sum("PreviewsFailed")).isZero();
    assertThat(tasks()).isEqualTo(2);
  }

  @Test
  void aPhotoOverTheByteLimitHasNoneAndIsNotRead() {
    byte[] file = Pictures.boardAs("tiff");
    RecordedCalls recorded = new RecordedCalls(aws);
    Photo photo = aws.upload("board.tif", file);
    TestAws.invoke(
        new TriageHandler(aws.settings("MAX_BYTES", "1000"), recorded.s3(), recorded.sqs()),
        aws.event(photo));
    assertThat(preview(photo)).isEmpty();
    assertThat(recorded.count("s3:GetObjectVersion photos/")).isLessThanOrEqualTo(1);
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void aPhotoOfUpToAMegabyteIsFetchedByOneRequestAndALargerOneByTwo() {
    byte[] one = Pictures.boardAs("tiff");
    assertThat(one.length).isBetween(ImageHeader.LENGTH + 1, KeptPhoto.AT_ONCE);
    assertThat(reads(one)).isEqualTo(1);
    byte[] large = Pictures.boards(8);
    assertThat(large.length).isGreaterThan(KeptPhoto.AT_ONCE);
    // Its first bytes, and all of it.
    assertThat(reads(large)).isEqualTo(2);
  }

  /** How often a photo is read to decide on it and to make its preview. */
  private int reads(byte[] file) {
    RecordedCalls recorded = new RecordedCalls(aws);
    Photo photo = aws.upload("board", file);
    TestAws.invoke(
        new TriageHandler(aws.settings(), recorded.s3(), recorded.sqs()), aws.event(photo));
    assertThat(preview(photo)).isPresent();
    return recorded.count("s3:GetObjectVersion photos/");
  }

  @Test
  void withRulesThatAreRefusedPeopleSeeAllTheSame() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"),
            RequestBody.fromString("no rules"));
    assertThat(preview(triaged("board.tif", Pictures.boardAs("tiff")))).isPresent();
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void aPreviewThatFailsIsCountedAndThePhotoGoesItsWay() {
    Photo board = aws.upload("board.tif", Pictures.boardAs("tiff"));
    Photo plain = aws.upload("plain.tif", Pictures.plain("tiff", 640, 480));
    FunctionOutput output;
    try (S3Client s3 = aws.s3WithoutWritesTo(Previews.PREVIEWS)) {
      TriageHandler triage = new TriageHandler(aws.settings(), s3, aws.sqs());
      output =
          FunctionOutput.of(
              () -> {
                TestAws.invoke(triage, aws.event(board));
                TestAws.invoke(triage, aws.event(plain));
              });
    }
    assertThat(output.sum("PreviewsFailed")).isEqualTo(2);
    assertThat(output.sum("Failed")).isZero();
    assertThat(outcome(board)).isEqualTo(Outcome.REVIEW);
    assertThat(aws.isThere(board)).isTrue();
    assertThat(aws.isThere(plain)).isFalse();
    assertThat(tasks()).isEqualTo(1);
    // The next attempt, where there is one, does not try again: it might end the function again.
    triage(board);
    assertThat(preview(board)).isEmpty();
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void whereNobodyLooksAtThemNoneAreMade() {
    assertThat(preview(triaged("board.tif", Pictures.boardAs("tiff"), "PREVIEWS", "off")))
        .isEmpty();
    assertThat(tasks()).isEqualTo(1);
  }
}

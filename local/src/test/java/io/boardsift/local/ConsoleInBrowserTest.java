package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Photo;
import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.records.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The console as a reviewer has it: in a browser, before a whole deployment. */
class ConsoleInBrowserTest extends QuietConsoleTest {
  private Photo open(String key) {
    Photo photo = bench.upload(key);
    bench.open(page);
    bench.awaitSeen(page, photo);
    return photo;
  }

  private Object naturalWidth() {
    return page.evaluate("() => document.getElementById('photo').naturalWidth");
  }

  private double zoom() {
    return ((Number)
            page.evaluate(
                """
                () => {
                  const photo = document.getElementById('photo');
                  return photo.getBoundingClientRect().width / photo.offsetWidth;
                }
                """))
        .doubleValue();
  }

  @Test
  void anAnswerByKeyIsInTheResultsBucket() {
    Photo photo = open("by key/a+b.jpg");
    assertThat(page.locator("#progress")).containsText("1 waiting");
    page.keyboard().press("2");
    bench.awaitNothingLeft(page);
    bench.awaitAnswer(photo, Answer.BROKEN_BOARD);
    assertThat(page.locator("#said")).hasText("“broken board”: by key/a+b.jpg");
    assertThat(page.locator("#why")).containsText("Why you saw it: ");
  }

  @Test
  void anAnswerByClickLetsTheNextPhotoComeAndKeepsTheFocus() {
    Photo one = bench.upload("click-1.jpg");
    Photo two = bench.upload("click-2.jpg");
    bench.open(page);
    String first = bench.awaitSeen(page);
    page.locator("nav [data-answer='good board']").click();
    Photo answeredFirst = first.equals(one.id()) ? one : two;
    Photo other = answeredFirst.equals(one) ? two : one;
    bench.awaitSeen(page, other);
    assertThat(page.locator("nav [data-answer='good board']")).isFocused();
    page.locator("nav [data-answer='cannot tell']").click();
    bench.awaitNothingLeft(page);
    bench.awaitAnswer(answeredFirst, Answer.GOOD_BOARD);
    bench.awaitAnswer(other, Answer.CANNOT_TELL);
  }

  @Test
  void aDoubleClickAnswersOnePhoto() {
    List<Photo> photos = bench.uploadMany("double-", 2);
    bench.open(page);
    String first = bench.awaitSeen(page);
    page.locator("nav [data-answer='good board']").dblclick();
    Photo other = photos.stream().filter(photo -> !photo.id().equals(first)).findFirst().get();
    bench.awaitSeen(page, other);
    assertThat(page.locator("#last li")).hasCount(1);
    page.keyboard().press("1");
    bench.awaitNothingLeft(page);
  }

  /** Of an AZERTY row, a number pad without NumLock, and a key held down. */
  @Test
  void keysCountByTheirPlace() {
    List<Photo> photos = bench.uploadMany("places-", 3);
    bench.open(page);
    List<Map.Entry<String, String>> keys =
        List.of(
            Map.entry("Digit1", "&"), Map.entry("Numpad2", "ArrowDown"), Map.entry("Digit4", "'"));
    for (Map.Entry<String, String> key : keys) {
      bench.awaitSeen(page);
      page.evaluate(
          """
          ([code, key]) => {
            document.body.dispatchEvent(new KeyboardEvent("keydown", {code, key, bubbles: true}));
            document.body.dispatchEvent(
              new KeyboardEvent("keydown", {code, key, bubbles: true, repeat: true}));
          }
          """,
          List.of(key.getKey(), key.getValue()));
    }
    bench.awaitNothingLeft(page);
    await()
        .atMost(ConsoleBench.PATIENCE)
        .until(() -> photos.stream().allMatch(photo -> bench.verdict(photo).isPresent()));
    assertThat(photos)
        .extracting(photo -> bench.verdict(photo).get().answer())
        .containsExactlyInAnyOrder(Answer.GOOD_BOARD, Answer.BROKEN_BOARD, Answer.CANNOT_TELL);
  }

  /** Of the keyboards of Zürich and Budapest. */
  @Test
  void whereShiftAndADigitPrintAPlusItIsAPlus() {
    Photo photo = open("plus.jpg");
    for (String code : List.of("Digit1", "Digit3")) {
      double before = zoom();
      page.evaluate(
          """
          (code) => document.body.dispatchEvent(
            new KeyboardEvent("keydown", {code, key: "+", shiftKey: true, bubbles: true}))
          """,
          code);
      assertThat(zoom()).isGreaterThan(before);
    }
    assertThat(page.locator("#last li")).hasCount(0);
    page.keyboard().press("4");
    bench.awaitAnswer(photo, Answer.CANNOT_TELL);
  }

  @Test
  void undoBringsThePhotoBackAndTheNewAnswerCounts() {
    Photo photo = open("undo.jpg");
    page.keyboard().press("3");
    bench.awaitNothingLeft(page);
    page.keyboard().press("z");
    bench.awaitSeen(page, photo);
    assertThat(page.locator("#changing-text")).hasText("You said “not a board”. Answer again, or");
    assertThat(page.locator("nav [aria-pressed='true']"))
        .hasAttribute("data-answer", "not a board");
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
    // Longer than the grace after which "not a board" would have been carried out.
    await()
        .during(ConsoleBench.GRACE.multipliedBy(2))
        .atMost(ConsoleBench.PATIENCE)
        .until(() -> !bench.isDeleted(photo));
  }

  @Test
  void undoGoesBackSeveralAnswersAndOverAReload() {
    List<Photo> photos = bench.uploadMany("levels-", 3);
    bench.open(page);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      order.add(bench.awaitSeen(page));
      page.keyboard().press("4");
    }
    bench.awaitNothingLeft(page);
    page.reload();
    bench.awaitNothingLeft(page);
    page.keyboard().press("z");
    assertThat(page.locator("#stage")).hasAttribute("data-seen", order.get(2));
    page.keyboard().press("z");
    assertThat(page.locator("#stage")).hasAttribute("data-seen", order.get(1));
    page.keyboard().press("Escape");
    bench.awaitNothingLeft(page);
    // By click on the oldest of the last answers.
    page.locator("#last li:nth-child(3) button").click();
    assertThat(page.locator("#stage")).hasAttribute("data-seen", order.get(0));
    page.keyboard().press("1");
    Photo oldest = photos.stream().filter(p -> p.id().equals(order.get(0))).findFirst().get();
    bench.awaitAnswer(oldest, Answer.GOOD_BOARD);
  }

  @Test
  void notABoardIsDeletedOnceTheGraceIsOverAndUndoBringsItBackAndSaysSo() {
    Photo photo = open("not-a-board.jpg");
    page.keyboard().press("3");
    assertThat(page.locator("#said")).containsText("The photo is deleted in some minutes");
    bench.awaitAnswer(photo, Answer.NOT_A_BOARD);
    await().atMost(ConsoleBench.PATIENCE).until(() -> bench.isDeleted(photo));
    page.keyboard().press("z");
    bench.awaitSeen(page, photo);
    page.keyboard().press("1");
    assertThat(page.locator("#said"))
        .hasText("not-a-board.jpg was deleted already, and is brought back.");
    await().atMost(ConsoleBench.PATIENCE).until(() -> !bench.isDeleted(photo));
  }

  @Test
  void aPhotoHeldByAClosedPageIsFreeAtOnce() {
    Photo photo = open("held.jpg");
    page.navigate("about:blank");
    bench.open(page);
    bench.awaitSeen(page, photo);
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void whatNoBrowserShowsIsSeenAndTheOriginalIsThere() throws IOException {
    byte[] file = Pictures.boardAs("tiff");
    Photo photo = bench.upload("scan.tif", file);
    bench.open(page);
    bench.awaitSeen(page, photo);
    assertThat(naturalWidth()).isEqualTo(ImageHeader.read(file).width());
    try (InputStream original =
        URI.create(page.locator("#original").getAttribute("href")).toURL().openStream()) {
      assertThat(original.readAllBytes()).isEqualTo(file);
    }
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void aLargePhotoIsSeenReducedAndInFullOnceSomebodyLooksCloser() {
    byte[] file = Pictures.boards(4);
    Photo photo = bench.upload("large.jpg", file);
    bench.open(page);
    bench.awaitSeen(page, photo);
    assertThat(naturalWidth()).isEqualTo(1600);
    page.keyboard().press("0");
    assertThat(page.locator("#view")).hasText("100 %");
    page.waitForCondition(() -> naturalWidth().equals(ImageHeader.read(file).width()));
    assertThat(page.locator("#view")).hasText("100 %");
    // The upload named no type, so that the browser saves it and closes the tab.
    page.waitForPopup(() -> page.keyboard().press("o"));
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void whatBrowsersShowOtherwiseIsSeenAsItIsHoweverCloseOneLooks() throws IOException {
    Photo photo = bench.upload("twelve-bits.png", twelveBits());
    bench.open(page);
    bench.awaitSeen(page, photo);
    Object preview = page.locator("#photo").getAttribute("src");
    for (int i = 0; i < 5; i++) {
      page.keyboard().press("+");
    }
    page.waitForTimeout(1_000); // a closer picture would have come
    assertThat(page.locator("#photo").getAttribute("src")).isEqualTo(preview);
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  /**
   * A board in grey as many cameras write it: 12 bits in the lower part of 16, dark in browsers.
   */
  private static byte[] twelveBits() throws IOException {
    BufferedImage board = ImageIO.read(new ByteArrayInputStream(Pictures.board()));
    BufferedImage grey =
        new BufferedImage(board.getWidth(), board.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < grey.getHeight(); y++) {
      for (int x = 0; x < grey.getWidth(); x++) {
        grey.getRaster().setSample(x, y, 0, (board.getRGB(x, y) >> 8 & 0xff) << 4);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", file);
    return file.toByteArray();
  }

  @Test
  void wherePreviewsDoNotComeThePhotoItselfIsSeen() {
    byte[] file = Pictures.boards(4);
    Photo photo = bench.upload("large.jpg", file);
    page.route("**/previews/**", Route::abort);
    bench.open(page);
    bench.awaitSeen(page, photo);
    assertThat(naturalWidth()).isEqualTo(ImageHeader.read(file).width());
    // The browser tells of the preview that did not come.
    assertThat(complaints).isNotEmpty().allMatch(complaint -> complaint.contains("ERR_FAILED"));
    complaints.clear();
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void theNextPhotoIsSeenAtTheSamePlace() {
    bench.uploadMany("fixture-", 2);
    bench.open(page);
    bench.awaitSeen(page);
    page.mouse().move(200, 200);
    page.mouse().wheel(0, -1000);
    page.waitForCondition(() -> zoom() > 2);
    page.keyboard().press("ArrowRight");
    String place = page.locator("#photo").getAttribute("style");
    page.keyboard().press("1");
    bench.awaitSeen(page);
    assertThat(page.locator("#photo")).hasAttribute("style", place);
    page.keyboard().press("b");
    page.keyboard().press("i");
    assertThat(page.locator("#view")).containsText("brightness × 1.5, inverted");
    page.keyboard().press("f");
    assertThat(zoom()).isBetween(0.99, 1.01);
    page.keyboard().press("1");
    bench.awaitNothingLeft(page);
  }

  @Test
  void whoHoldsTheLastPhotosIsToldApartFromNothingLeft() {
    Photo photo = open("held-by-another.jpg");
    try (Page other = bench.newPage()) {
      bench.open(other);
      assertThat(other.locator("#panel-title")).hasText("Somebody else holds the last photo");
      page.keyboard().press("1");
      bench.awaitAnswer(photo, Answer.GOOD_BOARD);
      bench.awaitNothingLeft(other);
    }
  }

  @Test
  void theHelpSheetSaysWhatDeletesAndTakesNoAnswers() {
    Photo photo = open("help.jpg");
    page.keyboard().press("?");
    assertThat(page.locator("#help")).containsText("The photo is deleted");
    page.keyboard().press("3");
    page.keyboard().press("Escape");
    assertThat(page.locator("#help")).isHidden();
    bench.awaitSeen(page, photo);
    page.keyboard().press("1");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void aForeignHostNameIsRefused() throws IOException {
    // As a browser would ask that was led here by another site's name.
    URI address = bench.console().address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("<title>");
    }
  }
}

package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ReducedMotion;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.Defect.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the owner tells reviewers, and what reviewers tell of broken boards. */
class ConsoleGuideTest extends QuietConsoleTest {
  @TempDir private static Path guide;

  @BeforeAll
  static void writeGuide() throws IOException {
    Files.writeString(
        guide.resolve("instructions.md"),
        """
        Look at the **pins** first: ![pins](pins.png)

        <script>document.title = "owned"</script>

        [more](javascript:alert(1))
        """);
    Files.writeString(
        guide.resolve("defects.txt"), "# as the line calls them\nsolder bridge\nmissing part\n");
    Files.createDirectories(guide.resolve("examples"));
    Files.createDirectories(guide.resolve("references/line-1"));
    Files.write(guide.resolve("pins.png"), Pictures.boardAs("png"));
    Files.write(guide.resolve("examples/good-board.jpg"), Pictures.board());
    Files.write(guide.resolve("examples/bad-board.jpg"), Pictures.board());
    Files.write(guide.resolve("references/line-1/cam-2.jpg"), Pictures.boards(2));
    List<String> news = new ArrayList<>();
    GuideFolder.put(guide, bench.deployment().s3(), news::add);
    assertThat(news).singleElement().asString().contains("examples/bad-board.jpg", "broken-board");
  }

  /** Opens a photo, and closes the instructions that come up once. */
  private Photo open(String key) {
    Photo photo = bench.upload(key, Pictures.boards(2));
    bench.open(page);
    assertThat(page.locator("#help")).isVisible();
    page.keyboard().press("Escape");
    bench.awaitSeen(page, photo);
    return photo;
  }

  private BoundingBox box(String selector) {
    return page.locator(selector).boundingBox();
  }

  /** Moves the pointer to a place of the photo, in fractions of it. */
  private void pointTo(double x, double y) {
    BoundingBox photo = box("#photo");
    page.mouse().move(photo.x + x * photo.width, photo.y + y * photo.height);
  }

  private void clickAt(double x, double y) {
    pointTo(x, y);
    page.mouse().down();
    page.mouse().up();
    page.waitForTimeout(600); // the next click is no second one of a double click
  }

  private Defect defect(Photo photo) {
    bench.awaitAnswer(photo, Answer.BROKEN_BOARD);
    return bench.verdict(photo).orElseThrow().defect();
  }

  @Test
  void newInstructionsComeUpOnceAndRunNothing() {
    open("instructions.jpg");
    page.reload();
    bench.awaitSeen(page);
    assertThat(page.locator("#help")).isHidden();
    page.keyboard().press("?");
    assertThat(page.locator("#instructions strong")).hasText("pins");
    assertThat(page.locator("#instructions")).containsText("document.title");
    assertThat(page).hasTitle("Boardsift");
    assertThat(page.locator("#instructions a")).not().hasAttribute("href", "javascript:alert(1)");
    for (String picture : List.of("#instructions img", "[data-example='good board'] img")) {
      page.waitForCondition(
          () -> page.locator(picture).evaluate("image => image.naturalWidth > 0").equals(true));
    }
    assertThat(page.locator("[data-example='broken board'] img")).hasCount(0);
  }

  @Test
  void aDefectsKeyAnswersAndNamesIt() {
    Photo photo = open("defect.jpg");
    page.keyboard().press("6");
    assertThat(defect(photo)).isEqualTo(new Defect("missing part", List.of()));
    assertThat(page.locator("#said")).hasText("“broken board, missing part”: defect.jpg");
    page.keyboard().press("7"); // there is no third one
    page.keyboard().press("z");
    bench.awaitSeen(page, photo);
    assertThat(page.locator("#changing-text")).containsText("“broken board, missing part”");
    assertThat(page.locator("#defects [aria-pressed='true']")).hasText("missing part 6");
    page.locator("#defects button", new Page.LocatorOptions().setHasText("solder bridge")).click();
    page.waitForCondition(
        () -> bench.verdict(photo).get().defect().reason().equals("solder bridge"));
  }

  @Test
  void placesThatWereMarkedAreInTheVerdictWhereverThePhotoIsZoomedTo() {
    Photo photo = open("marks.jpg");
    clickAt(0.25, 0.5);
    page.keyboard().press("+");
    page.keyboard().press("+");
    pointTo(0.5, 0.4);
    page.keyboard().down("Shift");
    page.mouse().down();
    pointTo(0.6, 0.6);
    page.mouse().up();
    page.keyboard().up("Shift");
    assertThat(page.locator("#marks > *")).hasCount(2);
    page.keyboard().press("m");
    assertThat(page.locator("#said")).containsText("3 marked");
    page.keyboard().press("Backspace");
    page.keyboard().press("2");
    List<Place> places = defect(photo).places();
    assertThat(places).hasSize(2);
    assertThat(places.getFirst().x()).isCloseTo(0.25, within(0.01));
    assertThat(places.getFirst().y()).isCloseTo(0.5, within(0.01));
    assertThat(places.getFirst().width()).isZero();
    assertThat(places.get(1).x()).isCloseTo(0.5, within(0.01));
    assertThat(places.get(1).width()).isCloseTo(0.1, within(0.01));
    assertThat(places.get(1).height()).isCloseTo(0.2, within(0.01));

    page.keyboard().press("z");
    bench.awaitSeen(page, photo);
    assertThat(page.locator("#marks > *")).hasCount(2);
    assertThat(page.locator("#changing-text")).containsText("“broken board, 2 places”");
    page.keyboard().press("1");
    assertThat(page.locator("#said")).containsText("Its marks are dropped.");
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void aSecondClickTakesAMarkAwayAndADragOrADoubleClickSetsNone() {
    Photo photo = open("no-marks.jpg");
    clickAt(0.3, 0.3);
    assertThat(page.locator("#marks > *")).hasCount(1);
    clickAt(0.3, 0.3);
    assertThat(page.locator("#marks > *")).hasCount(0);
    pointTo(0.4, 0.4);
    page.mouse().down();
    pointTo(0.5, 0.5);
    page.mouse().up();
    assertThat(page.locator("#marks > *")).hasCount(0);
    page.waitForTimeout(600);
    BoundingBox photoBox = box("#photo");
    page.mouse().dblclick(photoBox.x + 100, photoBox.y + 100);
    assertThat(page.locator("#marks > *")).hasCount(0);
    page.keyboard().press("2");
    assertThat(defect(photo)).isEqualTo(Defect.NONE);
  }

  @Test
  void aGoodBoardOfTheCameraIsNextToThePhotoAtTheSamePlaceOrOverIt() {
    open("line-1/cam-2/2026/11/26/one.jpg");
    page.keyboard().press("d");
    assertThat(page.locator("#aside img")).isVisible();
    assertThat(page.locator("#compare")).isHidden();
    page.mouse().move(300, 300);
    page.mouse().wheel(0, -500);
    BoundingBox photo = box("#photo");
    BoundingBox reference = box("#aside img");
    assertThat(reference.width).isCloseTo(photo.width, within(1.0));
    assertThat(reference.x - box("#aside").x).isCloseTo(photo.x - box("#stage").x, within(1.0));
    page.keyboard().press("d");
    assertThat(page.locator("#aside")).isHidden();
    assertThat(page.locator("#over img")).isVisible();
    assertThat(page.locator("#over")).isHidden(); // by turns
    page.keyboard().press("d");
    assertThat(page.locator("#over img")).hasCount(0);
    page.keyboard().press("1");
    bench.awaitNothingLeft(page);
  }

  @Test
  void whereNothingMayMoveAReferenceNeverCoversAPhotoThatNobodyHasSeen() {
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    Photo one = open("line-1/cam-2/one.jpg");
    Photo two = bench.upload("line-1/cam-2/two.jpg");
    page.keyboard().press("d");
    page.keyboard().press("d");
    assertThat(page.locator("#over img")).isVisible();
    page.waitForTimeout(1_500);
    assertThat(page.locator("#over img")).isVisible();
    page.keyboard().press("1");
    bench.awaitAnswer(one, Answer.GOOD_BOARD);
    bench.awaitSeen(page, two);
    assertThat(page.locator("#over")).isHidden();
  }

  @Test
  void aCameraWithoutAReferenceSaysSo() {
    open("line-2/one.jpg");
    page.keyboard().press("d");
    assertThat(page.locator("#said")).hasText("There is no reference for this camera.");
    assertThat(page.locator("#aside")).isHidden();
  }

  @Test
  void onAPhoneWhatOtherwiseTakesAKeyHasAButton() {
    try (Page phone = bench.newPhonePage()) {
      Photo photo = bench.upload("line-1/cam-2/touched.jpg", Pictures.boards(2));
      bench.open(phone);
      assertThat(phone.locator("#help")).isVisible();
      phone.keyboard().press("Escape");
      bench.awaitSeen(phone, photo);
      phone.locator("#compare").tap();
      assertThat(phone.locator("#aside img")).isVisible();
      assertThat(phone.locator("#together")).hasAttribute("aria-pressed", "false");
      phone.locator("#together").tap();
      assertThat(phone.locator("#together")).hasAttribute("aria-pressed", "true");
      assertThat(phone.locator("#said")).containsText("together");
      bench.awaitSeen(phone, photo);
      Screen.PHONE.check(phone, "touched");
      phone.locator("#answers button").first().tap();
      bench.awaitAnswer(photo, Answer.GOOD_BOARD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStateIsSeenByAll(Screen screen) {
    screen.set(page);
    Photo photo = bench.upload("line-1/cam-2/board.jpg", Pictures.boards(2));
    bench.open(page);
    assertThat(page.locator("#help")).isVisible();
    page.waitForTimeout(300);
    screen.check(page, "instructions");
    page.keyboard().press("Escape");
    bench.awaitSeen(page, photo);
    clickAt(0.3, 0.4);
    page.keyboard().press("d");
    assertThat(page.locator("#aside img")).isVisible();
    screen.check(page, "marked-and-reference");
    page.keyboard().press("5");
    bench.awaitAnswer(photo, Answer.BROKEN_BOARD);
  }
}

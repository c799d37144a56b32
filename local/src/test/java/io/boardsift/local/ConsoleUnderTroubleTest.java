package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Network.Fault;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The console where the network is slow or gone, where photos do not come, and where two reviewers
 * meet: no verdict on a photo that was not seen, and no verdict lost.
 */
class ConsoleUnderTroubleTest extends ConsoleTest {
  private static final int KEY_MILLIS = 150;

  private void pressAllAnswers() {
    for (String key : List.of("1", "2", "3", "4")) {
      page.keyboard().press(key);
    }
  }

  /** As long as an answer would need to arrive, several times. */
  private void assertNoAnswer(Photo photo) {
    await()
        .during(Duration.ofSeconds(1))
        .atMost(ConsoleBench.PATIENCE)
        .until(() -> bench.verdict(photo).isEmpty());
    assertThat(page.locator("#last li")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({
    "FORBIDDEN,  This browser cannot show this file",
    "OTHER_PAGE, This browser cannot show this file",
    "CUT,        No network",
    "HANGS,      Loading…"
  })
  void aPhotoThatDoesNotComeIsNotAnswered(Fault fault, String told) {
    Photo photo = bench.upload("unseen-" + fault + ".jpg");
    bench.network().fault("unseen-" + fault, fault);
    bench.open(page);
    assertThat(page.locator("#panel-title")).hasText(told);
    pressAllAnswers();
    assertNoAnswer(photo);
    if (fault != Fault.HANGS) {
      bench.network().noFaults();
      page.keyboard().press("r");
      bench.awaitSeen(page, photo);
      page.keyboard().press("1");
      bench.awaitAnswer(photo, Answer.GOOD_BOARD);
    }
  }

  @Test
  void aPhotoThatIsGoneIsToldAndReportedAsUnreadable() {
    Photo photo = bench.upload("gone.jpg");
    bench
        .deployment()
        .s3()
        .deleteObject(
            delete ->
                delete
                    .bucket(LocalDeployment.PHOTOS)
                    .key(photo.key())
                    .versionId(photo.versionId()));
    bench.open(page);
    assertThat(page.locator("#panel-title")).hasText("The photo is gone");
    pressAllAnswers();
    assertNoAnswer(photo);
    page.locator("#unreadable").click();
    bench.awaitAnswer(photo, Answer.CANNOT_TELL);
  }

  @Test
  void aDamagedPhotoIsPutLastOrReportedAsUnreadable() {
    byte[] torn = Arrays.copyOf(Pictures.boardAs("tiff"), 300);
    Photo damaged = bench.upload("damaged.tif", torn);
    bench.open(page);
    assertThat(page.locator("#panel-title")).hasText("This browser cannot show this file");
    Photo good = bench.upload("good.jpg");
    assertThat(page.locator("#later")).isVisible();
    page.keyboard().press("s");
    bench.awaitSeen(page, good);
    page.keyboard().press("1");
    assertThat(page.locator("#panel-title")).hasText("This browser cannot show this file");
    pressAllAnswers();
    page.keyboard().press("u");
    bench.awaitAnswer(damaged, Answer.CANNOT_TELL);
    bench.awaitAnswer(good, Answer.GOOD_BOARD);
  }

  @Test
  void whileTheNextPhotoLoadsThePreviousOneIsGoneAndNoKeyCounts() {
    List<Photo> photos = bench.uploadMany("slow-", 2);
    bench.open(page);
    String first = bench.awaitSeen(page);
    Photo other = photos.stream().filter(photo -> !photo.id().equals(first)).findFirst().get();
    page.reload();
    bench.network().fault(other.key(), Fault.HANGS);
    bench.awaitSeen(page);
    page.keyboard().press("1");
    assertThat(page.locator("#name")).hasText(other.key());
    assertThat(page.locator("#photo")).hasCount(0);
    page.keyboard().press("3");
    await()
        .during(Duration.ofSeconds(1))
        .atMost(ConsoleBench.PATIENCE)
        .until(() -> bench.verdict(other).isEmpty());
  }

  /** More keys by BOARDSIFT_CONSOLE_KEYS, for measuring. */
  @ParameterizedTest
  @ValueSource(ints = {0, 500})
  void keysInQuickSuccessionAreAllRightHoweverSlowTheNetworkIs(int delay) {
    int count = Integer.parseInt(System.getenv().getOrDefault("BOARDSIFT_CONSOLE_KEYS", "40"));
    List<Photo> photos = bench.uploadMany("quick-" + delay + "-", count);
    bench.network().delay(Duration.ofMillis(delay));
    bench.open(page);
    Map<String, Answer> given = new HashMap<>();
    int waits = 0;
    for (int i = 0; i < count; i++) {
      page.waitForTimeout(KEY_MILLIS);
      boolean isWaiting = page.locator("#stage").getAttribute("data-seen") == null;
      waits += isWaiting ? 1 : 0;
      String seen = bench.awaitSeen(page);
      Answer answer = i % 2 == 0 ? Answer.GOOD_BOARD : Answer.CANNOT_TELL;
      page.keyboard().press(answer == Answer.GOOD_BOARD ? "1" : "4");
      given.put(seen, answer);
    }
    System.out.printf(
        "%d keys, %d ms delay: %d times the next photo was not seen %d ms later%n",
        count, delay, waits, KEY_MILLIS);
    assertThat(given).hasSize(count);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> photos.stream().allMatch(photo -> bench.verdict(photo).isPresent()));
    assertThat(photos)
        .allSatisfy(
            photo ->
                assertThat(bench.verdict(photo).get().answer()).isEqualTo(given.get(photo.id())));
  }

  @Test
  void answersGivenOfflineArriveAfterwardsAlsoOverAReload() {
    List<Photo> photos = bench.uploadMany("offline-", 3);
    bench.open(page);
    bench.awaitSeen(page);
    page.waitForTimeout(500);
    bench.network().isDown(true);
    for (int i = 0; i < 3; i++) {
      bench.awaitSeen(page);
      page.keyboard().press("2");
    }
    assertThat(page.locator("#unsent")).hasText("3 unsent");
    bench.network().isDown(false);
    page.reload();
    photos.forEach(photo -> bench.awaitAnswer(photo, Answer.BROKEN_BOARD));
    assertThat(page.locator("#unsent")).isHidden();
    bench.awaitNothingLeft(page);
  }

  @Test
  void anAnswerIsKeptFromTheVeryKeyPress() {
    Photo photo = bench.upload("at-once.jpg");
    bench.open(page);
    bench.awaitSeen(page, photo);
    bench.network().delay(Duration.ofMillis(300));
    // Key and reload in one breath: no request has left the page.
    page.evaluate(
        """
        () => {
          document.body.dispatchEvent(
            new KeyboardEvent("keydown", {code: "Digit2", key: "2", bubbles: true}));
          location.reload();
        }
        """);
    bench.awaitAnswer(photo, Answer.BROKEN_BOARD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESPONSE_LOST", "OTHER_PAGE", "CUT"})
  void anAnswerIsSentUntilItArrivesAndRawErrorsAreNotShown(Fault fault) {
    Photo photo = bench.upload("again-" + fault + ".jpg");
    bench.open(page);
    bench.awaitSeen(page, photo);
    bench.network().fault("api/answers", fault);
    page.keyboard().press("1");
    assertThat(page.locator("#unsent")).hasText("1 unsent");
    assertThat(page.locator("#unsent"))
        .hasAttribute(
            "title",
            fault == Fault.OTHER_PAGE
                ? "The server has trouble (502)."
                : "The server cannot be reached.");
    bench.network().noFaults();
    bench.awaitAnswer(photo, Answer.GOOD_BOARD);
    assertThat(page.locator("#unsent")).isHidden();
  }

  @Test
  void aLateAnswerOverAColleaguesIsRefusedAndAThirdPersonMayLook() {
    Photo photo = bench.upload("both.jpg");
    bench.open(page);
    bench.awaitSeen(page, photo);
    // As when a lease runs out while its reviewer looks.
    bench.askAgain(photo);
    try (Page colleague = bench.newPage()) {
      bench.open(colleague);
      bench.awaitSeen(colleague, photo);
      colleague.keyboard().press("2");
      bench.awaitAnswer(photo, Answer.BROKEN_BOARD);
    }
    page.keyboard().press("3");
    assertThat(page.locator("#conflict-text"))
        .containsText("you said “not a board”, and a colleague had said “broken board”");
    assertThat(bench.verdict(photo).get().answer()).isEqualTo(Answer.BROKEN_BOARD);
    page.reload(); // it has to be read
    page.locator("#ask-another").click();
    assertThat(page.locator("#conflict")).isHidden();
    bench.awaitAnswer(photo, Answer.CANNOT_TELL);
    // Nobody has a name here, so the third one could be the first.
    page.navigate("about:blank");
    try (Page third = bench.newPage()) {
      bench.open(third);
      bench.awaitSeen(third, photo);
      third.keyboard().press("1");
      bench.awaitAnswer(photo, Answer.GOOD_BOARD);
    }
  }
}

package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.sift.Photo;
import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a reviewer has it: in a browser, before a whole deployment. */
class ConsoleInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;

  private static LocalDeployment deployment;
  private static ConsoleServer console;
  private static TestBrowser browser;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start() {
    TestBrowser.assumePresent();
    deployment =
        LocalDeployment.start(
            new Plan(folder, 0, Mode.DELETE, 0, Optional.empty(), Duration.ofSeconds(2)));
    console = ConsoleServer.start(deployment, 0);
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() {
    if (deployment != null) {
      browser.close();
      console.close();
      deployment.close();
    }
  }

  @BeforeEach
  void openPage() {
    page = browser.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void closePage() {
    page.close();
    assertThat(complaints).isEmpty();
  }

  private static Photo upload(String key) {
    return upload(key, Pictures.board());
  }

  private static Photo upload(String key, byte[] file) {
    List<Upload> uploads =
        RunResult.upload(deployment.s3(), List.of(new Submission(key, key, () -> file)), () -> {});
    deployment.awaitIdle(PATIENCE);
    return uploads.getFirst().photo();
  }

  private static Optional<Verdict> verdict(Photo photo) {
    return new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS).verdict(photo);
  }

  private static void awaitAnswer(Photo photo, Answer answer) {
    await()
        .atMost(PATIENCE)
        .until(() -> verdict(photo).filter(v -> v.answer() == answer).isPresent());
  }

  private void awaitPhoto(Photo photo) {
    assertThat(page.locator("#name")).hasText(photo.key());
    // Really shown, not only named.
    page.waitForFunction("() => document.getElementById('photo').naturalWidth > 0");
    // All of it at once, with the answers below.
    assertThat(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"))
        .isEqualTo(true);
  }

  @Test
  void anAnswerByKeyIsInTheResultsBucket() {
    Photo photo = upload("by key/a+b.jpg");
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    assertThat(page.locator("#left")).hasText("1 left");
    page.keyboard().press("2");
    assertThat(page.locator("#idle")).isVisible();
    awaitAnswer(photo, Answer.BROKEN_BOARD);
  }

  @Test
  void anAnswerByClickLetsTheNextPhotoCome() {
    Photo one = upload("click-1.jpg");
    Photo two = upload("click-2.jpg");
    page.navigate(console.address().toString());
    assertThat(page.locator("#stage")).isVisible();
    String first = page.locator("#name").textContent();
    page.locator("[data-answer='good board']").click();
    assertThat(page.locator("#name")).not().hasText(first);
    page.locator("[data-answer='cannot tell']").click();
    assertThat(page.locator("#idle")).isVisible();
    Photo answeredFirst = first.equals(one.key()) ? one : two;
    awaitAnswer(answeredFirst, Answer.GOOD_BOARD);
    awaitAnswer(answeredFirst.equals(one) ? two : one, Answer.CANNOT_TELL);
  }

  @Test
  void undoBringsThePhotoBackAndTheNewAnswerCounts() {
    Photo photo = upload("undo.jpg");
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    page.keyboard().press("3");
    assertThat(page.locator("#idle")).isVisible();
    page.keyboard().press("z");
    awaitPhoto(photo);
    assertThat(page.locator("button.chosen")).hasText("Not a board 3");
    page.keyboard().press("1");
    awaitAnswer(photo, Answer.GOOD_BOARD);
    // Longer than the grace after which "not a board" would have been carried out.
    await()
        .during(Duration.ofSeconds(4))
        .atMost(PATIENCE)
        .until(
            () ->
                deployment
                    .s3()
                    .listObjectVersions(
                        list -> list.bucket(LocalDeployment.PHOTOS).prefix("undo.jpg"))
                    .deleteMarkers()
                    .isEmpty());
  }

  @Test
  void notABoardIsDeletedOnceTheGraceIsOver() {
    Photo photo = upload("not-a-board.jpg");
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    page.keyboard().press("3");
    awaitAnswer(photo, Answer.NOT_A_BOARD);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                deployment
                        .s3()
                        .listObjectVersions(
                            list -> list.bucket(LocalDeployment.PHOTOS).prefix(photo.key()))
                        .deleteMarkers()
                        .size()
                    == 1);
  }

  @Test
  void aPhotoHeldByAClosedPageIsFreeAtOnce() {
    Photo photo = upload("held.jpg");
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    page.navigate("about:blank");
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    page.keyboard().press("1");
    awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  private Object naturalWidth() {
    return page.evaluate("() => document.getElementById('photo').naturalWidth");
  }

  @Test
  void whatNoBrowserShowsIsSeenAndTheOriginalIsThere() {
    byte[] file = Pictures.boardAs("tiff");
    Photo photo = upload("scan.tif", file);
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    assertThat(page.locator("#photo")).isVisible();
    assertThat(page.locator("#unshowable")).isHidden();
    assertThat(naturalWidth()).isEqualTo(ImageHeader.read(file).width());
    String original = page.locator("#original").getAttribute("href");
    assertThat(page.request().get(original).body()).isEqualTo(file);
    page.keyboard().press("1");
    awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void aLargePhotoIsSeenReducedAndInFullOnceItIsAskedFor() {
    byte[] file = Pictures.boards(4);
    Photo photo = upload("large.jpg", file);
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    assertThat(naturalWidth()).isEqualTo(1600);
    String original = page.locator("#original").getAttribute("href");
    assertThat(page.request().get(original).body()).isEqualTo(file);
    // The upload named no type, so that the browser saves it and closes the tab.
    page.waitForPopup(() -> page.keyboard().press("o"));
    page.keyboard().press("1");
    awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void wherePreviewsDoNotComeThePhotoItselfIsSeen() {
    byte[] file = Pictures.boards(4);
    Photo photo = upload("large.jpg", file);
    page.route("**/previews/**", Route::abort);
    page.navigate(console.address().toString());
    awaitPhoto(photo);
    assertThat(naturalWidth()).isEqualTo(ImageHeader.read(file).width());
    // The browser tells of the preview that did not come.
    assertThat(complaints).isNotEmpty().allMatch(complaint -> complaint.contains("ERR_FAILED"));
    complaints.clear();
    page.keyboard().press("1");
    awaitAnswer(photo, Answer.GOOD_BOARD);
  }

  @Test
  void aForeignHostNameIsRefused() throws IOException {
    // As a browser would ask that was led here by another site's name.
    URI address = console.address();
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

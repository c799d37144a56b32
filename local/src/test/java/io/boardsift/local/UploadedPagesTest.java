package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.boardsift.aws.Mode;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.fixtures.TestBrowser;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.sift.Photo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Whoever may upload photos uploads pages, and a reviewer opens them: in a browser. */
class UploadedPagesTest {
  private static final String PAGE =
      """
      <html><body><script>document.title = "ran"</script></body></html>
      """;
  private static final String PICTURE =
      """
      <svg xmlns="http://www.w3.org/2000/svg"><title>safe</title>
      <script>document.documentElement.firstElementChild.textContent = "ran"</script></svg>
      """;

  @TempDir private static Path folder;

  private static LocalDeployment deployment;
  private static TestBrowser browser;

  @BeforeAll
  static void start() {
    TestBrowser.assumePresent();
    deployment =
        LocalDeployment.start(
            new Plan(folder, 0, Mode.OBSERVE, 0, Optional.empty(), Duration.ZERO));
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() {
    if (deployment != null) {
      browser.close();
      deployment.close();
    }
  }

  private static Photo upload(String key, String type, String content) {
    var response =
        deployment
            .s3()
            .putObject(
                put -> put.bucket(LocalDeployment.PHOTOS).key(key).contentType(type),
                RequestBody.fromString(content));
    return new Photo(LocalDeployment.PHOTOS, key, response.versionId(), response.eTag(), 1);
  }

  private static String address(Photo photo) {
    try (S3Presigner presigner = deployment.account().presigner(deployment.s3Endpoint())) {
      return PhotosBucket.address(presigner, photo, Duration.ofMinutes(1)).toString();
    }
  }

  @Test
  void whatIsNoPictureIsSavedAndNotShown() {
    for (Photo photo :
        List.of(
            upload("a.html", "text/html", PAGE),
            upload("b", "text/html", PAGE),
            upload("c.svg", "image/svg+xml", PICTURE),
            upload("d.xhtml", "application/xhtml+xml", PAGE))) {
      try (Page page = browser.newPage()) {
        Download saved = page.waitForDownload(() -> open(page, photo));
        assertThat(saved.url()).contains(photo.key());
        assertThat(page.title()).isEmpty();
      }
    }
  }

  @Test
  void aPageInThePlaceOfAPictureRunsNothing() {
    for (Photo photo :
        List.of(
            upload("a.jpg", "text/html", PAGE),
            upload("b.PNG", "text/html", PAGE),
            upload("c.webp", "image/svg+xml", PICTURE))) {
      try (Page page = browser.newPage()) {
        open(page, photo);
        assertThat(page.title()).doesNotContain("ran");
        assertThat(page.evaluate("document.contentType").toString()).startsWith("image/");
      }
    }
  }

  /** A browser gives up opening what it saves. */
  private static void open(Page page, Photo photo) {
    try {
      page.navigate(address(photo));
    } catch (PlaywrightException e) {
      assertThat(e).hasMessageContaining("Download is starting");
    }
  }
}

package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestBrowser;
import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.sift.Photo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console behind an authorizer, as on AWS: in a browser, with a user pool of its own. */
class ConsoleSignInTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NOTHING_LEFT = "All photos are looked at";
  private static final String OWN_PASSWORD = "my own password 1";

  @TempDir private static Path folder;

  private static LocalDeployment deployment;
  private static TestBrowser browser;

  private CognitoStub pool;
  private ConsoleServer console;
  private Page page;

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

  @BeforeEach
  void openPage() throws IOException {
    open(3600);
  }

  private void open(int secondsToLive) throws IOException {
    pool = new CognitoStub(secondsToLive);
    console =
        ConsoleServer.start(
            deployment,
            0,
            Map.of(
                "SIGN_IN_ENDPOINT",
                pool.endpoint().toString(),
                "SIGN_IN_CLIENT_ID",
                CognitoStub.CLIENT));
    page = browser.newPage();
    page.route("**/api/*", this::authorize);
    page.navigate(console.address().toString());
  }

  @AfterEach
  void close() {
    page.close();
    console.close();
    pool.close();
  }

  /** As API Gateway's JWT authorizer does. */
  private void authorize(Route route) {
    if (pool.grants(route.request().headerValue("authorization"))) {
      route.resume();
    } else {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(401)
              .setContentType("application/json")
              .setBody("{\"message\":\"Unauthorized\"}"));
    }
  }

  private void submit(String password) {
    page.locator("[name=email]").fill(CognitoStub.EMAIL);
    page.locator("[name=password]").fill(password);
    page.locator("#sign-in button").click();
  }

  private void signInForTheFirstTime() {
    submit("first password");
    assertThat(page.locator("[name=newPassword]")).isVisible();
    page.locator("[name=newPassword]").fill(OWN_PASSWORD);
    page.locator("#sign-in button").click();
    assertThat(page.locator("#sign-in")).not().isVisible();
  }

  @Test
  void whoWasInvitedChoosesAPasswordAndAnswers() {
    Photo photo = upload("invited.jpg");
    signInForTheFirstTime();
    assertThat(page.locator("#stage")).hasAttribute("data-seen", photo.id());
    page.keyboard().press("1");
    ResultsBucket results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
    // The page's requests pass through this thread while it waits in the browser.
    page.waitForCondition(() -> results.verdict(photo).isPresent());
  }

  @Test
  void aWrongPasswordIsToldAndAskedForAgain() {
    submit("wrong");
    assertThat(page.locator("#sign-in-trouble")).hasText("Incorrect username or password.");
    page.keyboard().press("Escape");
    assertThat(page.locator("#sign-in")).isVisible();
    signInForTheFirstTime();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
  }

  @Test
  void aReloadedPageNeedsNoSecondSigningInAndAfterSigningOutOne() {
    signInForTheFirstTime();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
    page.reload();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
    assertThat(page.locator("#sign-in")).not().isVisible();
    page.locator("#sign-out").click();
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(pool.operations).contains("RevokeToken");
  }

  @Test
  void aTokenThatRunsOutIsRenewedUnnoticed() throws IOException {
    close();
    open(1); // less than a request may take, so that each is preceded by a renewal
    signInForTheFirstTime();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
    page.waitForCondition(() -> pool.operations.lastIndexOf("InitiateAuth") > 1);
    assertThat(page.locator("#sign-in")).not().isVisible();
  }

  @Test
  void whoIsNoOwnerIsToldSoAndSeesNothing() {
    signInForTheFirstTime();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
    assertThat(page.locator("header [data-owner]")).isHidden();
    page.navigate(console.address() + "owner.html#gallery");
    assertThat(page.locator("#trouble-text"))
        .hasText("this is for owners: whoever runs Boardsift can put you into the group owner");
    assertThat(page.locator("#again")).isHidden();
    assertThat(page.locator(".card")).hasCount(0);
  }

  @Test
  void digitsInAPasswordAreNoAnswers() {
    Photo photo = upload("typing.jpg");
    page.locator("[name=password]").pressSequentially("1234");
    signInForTheFirstTime();
    assertThat(page.locator("#stage")).hasAttribute("data-seen", photo.id());
    page.keyboard().press("4");
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
  }

  private static Photo upload(String key) {
    List<Upload> uploads =
        RunResult.upload(
            deployment.s3(), List.of(new Submission(key, key, Pictures::board)), () -> {});
    deployment.awaitIdle(PATIENCE);
    return uploads.getFirst().photo();
  }
}

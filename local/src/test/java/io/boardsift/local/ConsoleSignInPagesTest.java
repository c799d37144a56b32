package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.boardsift.aws.Mode;
import io.boardsift.fixtures.TestBrowser;
import io.boardsift.local.LocalDeployment.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in on the user pool's own pages, in a browser: the code, PKCE and the way back. */
class ConsoleSignInPagesTest {
  private static final String NOTHING_LEFT = "All photos are looked at";

  @TempDir private static Path folder;

  private static LocalDeployment deployment;
  private static TestBrowser browser;

  private CognitoStub pool;
  private SignInPages pages;
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
  void open() throws IOException {
    open(3600);
  }

  private void open(int secondsToLive) throws IOException {
    pool = new CognitoStub(secondsToLive, false);
    pages = new SignInPages(secondsToLive, "owner");
    console =
        ConsoleServer.start(
            deployment,
            0,
            Map.of(
                "SIGN_IN_ENDPOINT",
                pool.endpoint().toString(),
                "SIGN_IN_CLIENT_ID",
                CognitoStub.CLIENT,
                "SIGN_IN_PAGES",
                pages.address().toString()),
            pages.tokens);
    pages.allow(console.address());
    page = browser.newPage();
    page.navigate(console.address().toString());
  }

  @AfterEach
  void close() {
    page.close();
    console.close();
    pages.close();
    pool.close();
  }

  private void leave() {
    assertThat(page.locator("[name=password]")).isHidden();
    page.locator("#sign-in [type=submit]").click();
  }

  private void signIn() {
    leave();
    page.locator("#in").click();
    assertSignedIn();
  }

  private void assertSignedIn() {
    assertThat(page.locator("#sign-in")).not().isVisible();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
  }

  private Locator trouble() {
    return page.locator("#sign-in-trouble");
  }

  @Test
  void whoSignsInOnThePagesIsSignedInHereAndTheCodeIsGoneFromTheAddress() {
    signIn();
    assertThat(page.url()).isEqualTo(console.address().toString());
    page.reload();
    assertSignedIn();
    assertThat(pages.requests)
        .containsExactly("/oauth2/authorize", "/oauth2/token authorization_code");
    assertThat(pool.operations).isEmpty();
  }

  @Test
  void theWayBackLeadsToThePageThatWasLeft() {
    page.navigate(console.address() + "owner.html#gallery");
    leave();
    page.locator("#in").click();
    assertThat(page.locator("#gallery")).isVisible();
    assertThat(page.locator("#sign-in")).not().isVisible();
    assertThat(page.url()).isEqualTo(console.address() + "owner.html#gallery");
  }

  @Test
  void aCodeThatWasNotAskedForHereIsNotRedeemed() {
    page.navigate(console.address() + "?code=" + pages.codeOfSomebodyElse() + "&state=guessed");
    assertThat(trouble()).hasText("This was not begun here. Please sign in.");
    assertThat(page.url()).isEqualTo(console.address().toString());
    leave(); // something is kept now, and still nobody else's code is taken
    page.locator("#in").waitFor();
    page.navigate(console.address() + "?code=" + pages.codeOfSomebodyElse() + "&state=guessed");
    assertThat(trouble()).hasText("This was not begun here. Please sign in.");
    assertThat(pages.requests).noneMatch(request -> request.startsWith("/oauth2/token"));
    signIn();
  }

  @Test
  void aCodeThatIsNotGoodIsToldAndSigningInBeginsAgain() {
    leave();
    String state = page.locator("#in").getAttribute("href").replaceFirst(".*[?&]state=", "");
    page.navigate(
        console.address()
            + "?code="
            + pages.codeOfSomebodyElse()
            + "&state="
            + state.replaceFirst("&.*", ""));
    // Its verifier is another.
    assertThat(trouble()).hasText("Signing in did not work. Please try again.");
    assertThat(pages.requests).contains("/oauth2/token authorization_code");
    signIn();
  }

  @Test
  void whoIsRefusedThereIsToldWhy() {
    leave();
    page.locator("#no").click();
    assertThat(trouble()).hasText("You were not signed in: You may not");
    page.navigate(console.address() + "?error=access_denied&error_description=Call+this+number");
    assertThat(trouble()).hasText("This was not begun here. Please sign in.");
  }

  @Test
  void whoSignsOutIsSignedOutThereToo() {
    signIn();
    page.locator("#sign-out").click();
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.url()).isEqualTo(console.address().toString());
    assertThat(pages.requests).contains("/logout");
    assertThat(pool.operations).containsExactly("RevokeToken");
  }

  /** A company's own sign-in may still know who was here before. */
  @Test
  void afterSomebodyHasSignedOutTheNextPersonIsAskedWhoTheyAre() {
    leave();
    page.locator("#in").waitFor();
    assertThat(page.url()).doesNotContain("prompt=");
    page.locator("#in").click();
    assertSignedIn();
    page.locator("#sign-out").click();
    leave();
    page.locator("#in").waitFor();
    assertThat(page.url()).contains("prompt=login");
    page.locator("#in").click();
    assertSignedIn();
  }

  @Test
  void aPartOfThePageThatWasLeftIsFoundAgain() {
    page.navigate(console.address() + "#x");
    page.reload();
    signIn();
    assertThat(page.url()).isEqualTo(console.address() + "#x");
  }

  @Test
  void aTokenThatRunsOutIsRenewedUnnoticedAndNoMoreOnceItIsRevoked() throws IOException {
    close();
    open(1); // less than a request may take, so that each is preceded by a renewal
    signIn();
    page.waitForCondition(() -> pages.requests.contains("/oauth2/token refresh_token"));
    assertThat(page.locator("#sign-in")).not().isVisible();
    pages.revoke();
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator("#sign-in [type=submit]")).hasText("Sign in");
  }

  @Test
  void thePageTalksToNobodyButItsPoolAndItsBuckets() {
    String policy =
        page.navigate(console.address().toString()).headerValue("content-security-policy");
    String s3 = deployment.s3Endpoint().toString().replaceFirst("/$", "");
    assertThat(policy)
        .contains("img-src 'self' data: " + s3 + ";")
        .contains(
            "connect-src 'self' %s %s %s;"
                .formatted(s3, origin(pool.endpoint()), origin(pages.address())))
        .doesNotContainPattern(Pattern.compile("https?:[ ;]"));
  }

  private static String origin(URI address) {
    return address.toString().replaceFirst("/$", "");
  }
}

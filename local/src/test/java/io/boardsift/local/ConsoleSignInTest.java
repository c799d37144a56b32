package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console behind an authorizer, as on AWS: in a browser, with a user pool of its own. */
class ConsoleSignInTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NOTHING_LEFT = "All photos are looked at";
  private static final String OWN_PASSWORD = "My own password 1";

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
  static void stop() throws IOException {
    // infra/checks/test_sign_in.py reads it.
    Path calls = Files.createDirectories(Path.of("target", "calls"));
    Files.writeString(
        calls.resolve("cognito.json"), "[" + String.join(",\n", CognitoStub.REQUESTS) + "]");
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
    open(secondsToLive, "off", Map.of());
  }

  private void open(int secondsToLive, String mfa, Map<String, String> more, String... groups)
      throws IOException {
    pool = new CognitoStub(secondsToLive, mfa.equals("required"), groups);
    Map<String, String> settings = new HashMap<>(more);
    settings.put("SIGN_IN_ENDPOINT", pool.endpoint().toString());
    settings.put("SIGN_IN_CLIENT_ID", CognitoStub.CLIENT);
    settings.put("SIGN_IN_MFA", mfa);
    console = ConsoleServer.start(deployment, 0, settings, pool.tokens);
    page = browser.newPage();
    page.navigate(console.address().toString());
  }

  private void reopen(String mfa, Map<String, String> more, String... groups) throws IOException {
    close();
    open(3600, mfa, more, groups);
  }

  @AfterEach
  void close() {
    page.close();
    console.close();
    pool.close();
    assertThat(pool.violations).isEmpty();
  }

  private void submit(String password) {
    page.locator("[name=email]").fill(CognitoStub.EMAIL);
    page.locator("[name=password]").fill(password);
    send();
  }

  private void send() {
    page.locator("#sign-in [type=submit]").click();
  }

  private Locator trouble() {
    return page.locator("#sign-in-trouble");
  }

  private void type(String code) {
    page.locator("[name=code]").fill(code);
    send();
  }

  private void assertSignedIn() {
    assertThat(page.locator("#sign-in")).not().isVisible();
    assertThat(page.locator("#panel-title")).hasText(NOTHING_LEFT);
  }

  private void signInForTheFirstTime() {
    submit(CognitoStub.FIRST_PASSWORD);
    assertThat(page.locator("[name=newPassword]")).isVisible();
    page.locator("[name=newPassword]").fill(OWN_PASSWORD);
    send();
    assertThat(page.locator("#sign-in")).not().isVisible();
  }

  @Test
  void whoWasInvitedChoosesAPasswordAndAnswers() {
    Photo photo = upload("invited.jpg");
    signInForTheFirstTime();
    answer(photo);
  }

  @Test
  void aWrongPasswordIsToldAndAskedForAgain() {
    submit("wrong");
    assertThat(trouble()).hasText("The mail address or the password is wrong.");
    page.keyboard().press("Escape");
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
  void whoAsksCognitoTooOftenIsNotSignedOut() throws IOException {
    close();
    open(1);
    signInForTheFirstTime();
    assertSignedIn();
    pool.refuseNext("InitiateAuth", "TooManyRequestsException", "Rate exceeded");
    int before = pool.operations.size();
    page.waitForCondition(() -> pool.operations.size() > before + 1);
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

  // ------------------------------------------------------------- passwords

  @Test
  void aPasswordThatThePoolDoesNotTakeIsToldWithWhy() {
    submit(CognitoStub.FIRST_PASSWORD);
    page.locator("[name=newPassword]").fill("my own password 1");
    send();
    assertThat(trouble())
        .hasText("Choose another password: Password must have uppercase characters.");
    page.locator("[name=newPassword]").fill(OWN_PASSWORD);
    send();
    assertSignedIn();
  }

  @Test
  void aForgottenPasswordIsReplacedByACodeThatComesByMail() {
    pool.has("What was it 1?");
    page.locator("[value=forgotten]:visible").click();
    assertThat(page.locator("[name=password]")).isVisible(); // without an address nothing is sent
    page.locator("[name=email]").fill(CognitoStub.EMAIL);
    page.locator("[value=forgotten]:visible").click();
    assertThat(page.locator("#sign-in-text")).containsText("a code was sent to r***@e*** by mail");
    page.locator("[name=newPassword]").fill(OWN_PASSWORD);
    type("000000");
    assertThat(trouble()).containsText("The code is wrong.");
    pool.refuseNext("ConfirmForgotPassword", "ExpiredCodeException", "Invalid code provided");
    type(CognitoStub.MAILED_CODE);
    assertThat(trouble()).containsText("The code has run out");
    page.locator("[value=forgotten]:visible").click();
    assertThat(trouble()).hasText("");
    type(CognitoStub.MAILED_CODE);
    assertSignedIn();
    assertThat(pool.operations).filteredOn("ForgotPassword"::equals).hasSize(2);
  }

  @Test
  void aPasswordThatWasResetIsReplacedInTheSameWay() {
    pool.has(OWN_PASSWORD);
    pool.refuseNext(
        "InitiateAuth", "PasswordResetRequiredException", "Password reset required for the user");
    submit(OWN_PASSWORD);
    assertThat(page.locator("#sign-in-text")).containsText("Your password was reset.");
    page.locator("[name=newPassword]").fill("Another password 1");
    type(CognitoStub.MAILED_CODE);
    assertSignedIn();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NotAuthorizedException        | Password attempts exceeded                                | Too many wrong passwords.
          NotAuthorizedException        | Temporary password has expired and must be reset by an administrator. | Ask for a new invitation.
          NotAuthorizedException        | User is disabled.                                         | switched off
          TooManyRequestsException      | Rate exceeded                                             | Too many tries.
          LimitExceededException        | Attempt limit exceeded, please try after some time.       | Too many tries.
          UserNotConfirmedException     | User is not confirmed.                                    | not confirmed
          com.amazon#UserNotFoundException | User does not exist.                                   | address or the password
          NobodyKnowsThisException      | Something new                                             | Something new
          """)
  void whatCognitoRefusesIsSaidInWordsThatHelp(String exception, String message, String words) {
    pool.refuseNext("InitiateAuth", exception, message);
    submit("whatever it is");
    assertThat(trouble()).containsText(words);
    signInForTheFirstTime();
  }

  @Test
  void aForgottenFirstPasswordIsInTheInvitation() {
    pool.refuseNext(
        "ForgotPassword",
        "NotAuthorizedException",
        "User password cannot be reset in the current state.");
    page.locator("[name=email]").fill(CognitoStub.EMAIL);
    page.locator("[value=forgotten]:visible").click();
    assertThat(trouble()).containsText("Your invitation is still open");
  }

  @Test
  void withoutANetworkThatIsWhatIsSaid() {
    pool.close();
    submit("whatever it is");
    assertThat(trouble()).containsText("cannot be reached");
  }

  // --------------------------------------------------------- authenticators

  @Test
  void whereACodeIsRequiredAnAuthenticatorIsSetUpAtTheFirstTime() throws IOException {
    reopen("required", Map.of());
    submit(CognitoStub.FIRST_PASSWORD);
    page.locator("[name=newPassword]").fill(OWN_PASSWORD);
    send();
    Locator link = page.locator("#sign-in-link");
    assertThat(link).isVisible();
    Totp app = app();
    assertThat(link.getAttribute("href"))
        .isEqualTo(
            "otpauth://totp/Boardsift:reviewer%40example.com?secret="
                + app.key().replace(" ", "")
                + "&issuer=Boardsift");
    type("000000");
    assertThat(trouble()).containsText("The code is wrong.");
    type(app.code());
    assertSignedIn();
    page.locator("#sign-out").click();
    submit(OWN_PASSWORD);
    assertThat(page.locator("[name=code]")).isVisible();
    assertThat(page.locator("#sign-in-key")).isHidden();
    type(app.code(Totp.period() + 1));
    assertSignedIn();
  }

  @Test
  void aCodeIsAskedForWithEachPassword() {
    pool.has(OWN_PASSWORD);
    Totp app = pool.hasAuthenticator();
    submit(OWN_PASSWORD);
    type("000000");
    assertThat(trouble()).containsText("The code is wrong.");
    String code = app.code(Totp.period() + 1);
    type(code.substring(0, 3) + " " + code.substring(3));
    assertSignedIn();
    page.locator("#sign-out").click();
    submit(OWN_PASSWORD);
    type(code);
    assertThat(trouble()).containsText("was used already");
    page.locator("[value=back]:visible").click();
    assertThat(page.locator("[name=password]")).isVisible();
  }

  @Test
  void whoTakesTooLongBeginsAgain() {
    pool.has(OWN_PASSWORD);
    Totp app = pool.hasAuthenticator();
    submit(OWN_PASSWORD);
    assertThat(page.locator("[name=code]")).isVisible();
    pool.endSessions();
    type(app.code());
    assertThat(trouble()).hasText("That took too long. Please begin again.");
    submit(OWN_PASSWORD);
    type(app.code());
    assertSignedIn();
  }

  @Test
  void whereACodeIsOptionalWhoIsSignedInSetsItUp() throws IOException {
    reopen("optional", Map.of());
    signInForTheFirstTime();
    assertSignedIn();
    page.locator("#help-button").click();
    page.locator("#second-factor button").click();
    Totp app = app();
    page.locator("[value=back]:visible").click(); // not now
    assertThat(page.locator("#sign-in")).not().isVisible();
    assertThat(page.locator("#second-factor [role=status]")).hasText("");
    page.locator("#second-factor button").click();
    type(app.code());
    assertThat(page.locator("#second-factor [role=status]"))
        .hasText("It is asked for from the next time on that you sign in.");
    page.keyboard().press("Escape");
    page.locator("#sign-out").click();
    submit(OWN_PASSWORD);
    type(app.code(Totp.period() + 1));
    assertSignedIn();
  }

  @Test
  void whereNoCodeIsAskedForNoneIsOffered() {
    signInForTheFirstTime();
    assertSignedIn();
    page.locator("#help-button").click();
    assertThat(page.locator("#help")).isVisible();
    assertThat(page.locator("#second-factor")).isHidden();
  }

  @Test
  void everyStepIsForPeopleWhoSeeHearOrMoveDifferently() throws IOException {
    reopen("required", Map.of());
    look("password");
    page.locator("[name=email]").fill(CognitoStub.EMAIL);
    page.locator("[value=forgotten]:visible").click();
    assertThat(page.locator("[name=code]")).isFocused();
    look("reset");
    page.locator("[value=back]:visible").click();
    submit(CognitoStub.FIRST_PASSWORD);
    assertThat(page.locator("[name=newPassword]")).isFocused();
    look("new-password");
    page.locator("[name=newPassword]").fill(OWN_PASSWORD);
    send();
    assertThat(page.locator("[name=code]")).isFocused();
    look("setup");
  }

  /** Axe finds nothing; a picture is left in {@code target/console}. */
  private void look(String step) {
    assertThat(TestBrowser.axeFindings(page)).as(step).isEmpty();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "console", "sign-in-" + step + ".png")));
  }

  @Test
  void aChallengeThatThePageDoesNotKnowIsNamed() {
    page.route(
        pool.endpoint() + "**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setHeaders(
                        Map.of(
                            "Access-Control-Allow-Origin", "*",
                            "Access-Control-Allow-Headers", "*"))
                    .setBody("{\"ChallengeName\":\"SMS_MFA\",\"Session\":\"s\"}")));
    submit("whatever it is");
    assertThat(trouble()).hasText("This page cannot answer the challenge SMS_MFA.");
  }

  // ----------------------------------------------------------------- groups

  @Test
  void whereTheGroupIsRequiredOthersSeeNoPhotos() throws IOException {
    Photo photo = upload("not-for-you.jpg");
    Map<String, String> required = Map.of("REVIEWER_GROUP", "required");
    reopen("off", required, "line-3");
    signInForTheFirstTime();
    assertThat(page.locator("#panel-title"))
        .hasText(
            "this is for reviewers: whoever runs Boardsift can put you into the group reviewer");
    reopen("off", required, "reviewer");
    signInForTheFirstTime();
    answer(photo);
    assertThat(page.locator("header [data-owner]")).isHidden();
  }

  @Test
  void anOwnerIsAReviewerTooAndSeesWhatWasDeleted() throws IOException {
    reopen("off", Map.of("REVIEWER_GROUP", "required"), "owner");
    signInForTheFirstTime();
    assertSignedIn();
    page.reload();
    page.locator("header [data-owner]").click();
    assertThat(page.locator("#gallery")).isVisible();
    assertThat(page.locator("#trouble")).isHidden();
  }

  /**
   * The answer is sent in the background; a page that is closed before would still hold the photo.
   */
  private void answer(Photo photo) {
    assertThat(page.locator("#stage")).hasAttribute("data-seen", photo.id());
    page.keyboard().press("1");
    ResultsBucket results = new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS);
    page.waitForCondition(() -> results.verdict(photo).isPresent());
  }

  /** The authenticator app of somebody who types the key that the page shows. */
  private Totp app() {
    assertThat(page.locator("#sign-in-key")).hasText(Pattern.compile("[A-Z2-7 ]{40,}"));
    return new Totp(page.locator("#sign-in-key").textContent());
  }

  private static Photo upload(String key) {
    List<Upload> uploads =
        RunResult.upload(
            deployment.s3(), List.of(new Submission(key, key, Pictures::board)), () -> {});
    deployment.awaitIdle(PATIENCE);
    return uploads.getFirst().photo();
  }
}

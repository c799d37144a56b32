package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.KeyboardModifier;
import io.boardsift.aws.GuardObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.Network.Fault;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.Defect.Place;
import io.boardsift.sift.records.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The owner's page in a browser, before a whole deployment. */
class OwnerPageTest extends QuietConsoleTest {
  private void open(String hash) {
    page.navigate(bench.console().address() + "owner.html" + hash);
  }

  /** The gallery of one camera, so that tests do not see each other's photos. */
  private void openGallery(String camera) {
    open("#gallery?camera=" + URLEncoder.encode(camera, StandardCharsets.UTF_8));
  }

  private List<Photo> delete(String camera, int count) {
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "%s%02d.jpg".formatted(camera, i);
      submissions.add(new Submission(key, key, Pictures::black));
    }
    List<Photo> photos =
        RunResult.upload(bench.deployment().s3(), submissions, () -> {}).stream()
            .map(Upload::photo)
            .toList();
    await()
        .atMost(ConsoleBench.PATIENCE)
        .until(() -> photos.stream().allMatch(photo -> bench.isDeleted(photo)));
    return photos;
  }

  private Locator cards() {
    return page.locator(".card");
  }

  private Locator card(Photo photo) {
    return page.locator(".card:has([value='%s'])".formatted(photo.fingerprint()));
  }

  private Locator picked() {
    return page.locator(".card:has(input:checked)");
  }

  private void awaitBack(Photo photo) {
    await().atMost(ConsoleBench.PATIENCE).until(() -> !bench.isDeleted(photo));
  }

  private static ResultsBucket results() {
    return new ResultsBucket(bench.deployment().s3(), LocalDeployment.RESULTS);
  }

  // ---------------------------------------------------------------- gallery

  @Test
  void whatARuleDeletedIsSeenPickedByKeysAndBroughtBack() {
    List<Photo> photos = delete("by keys/cam+1/", 3);
    openGallery("by keys/cam+1/");
    assertThat(cards()).hasCount(3);
    assertThat(page.locator("#groups h3")).hasText("blank · by keys/cam+1/");
    page.waitForCondition(
        () ->
            page.evaluate(
                    "() => [...document.querySelectorAll('.card img')].every((i) => i.naturalWidth > 0)")
                .equals(true));
    assertThat(page.locator("#bring-back")).hasAttribute("aria-disabled", "true");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Space");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Shift+ArrowRight");
    assertThat(page.locator("#picked")).hasText("3 picked.");
    page.keyboard().press("Escape");
    assertThat(page.locator("#picked")).hasText("None picked.");
    page.keyboard().press("Space");
    Photo last =
        photos.stream()
            .filter(photo -> card(photo).locator("input").isChecked())
            .findFirst()
            .orElseThrow();
    page.keyboard().press("b");
    assertThat(page.locator("#picked")).hasText("1 brought back; people will be asked about it.");
    assertThat(card(last).locator(".state")).hasText("Brought back");
    awaitBack(last);
    DecisionRecord record = results().decision(last).orElseThrow();
    assertThat(record.restored().orElseThrow().why()).isEqualTo("in the gallery");
    // And reviewers get it.
    bench.open(page);
    bench.awaitSeen(page, last);
    page.keyboard().press("1");
    bench.awaitAnswer(last, Answer.GOOD_BOARD);
  }

  @Test
  void shiftPicksAllBetweenAndAllOnThePageAreBroughtBack() {
    List<Photo> photos = delete("range/", 12);
    openGallery("range/");
    assertThat(cards()).hasCount(12);
    cards().nth(1).locator("label").click();
    cards()
        .nth(4)
        .locator("label")
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(picked()).hasCount(4);
    page.keyboard().press("a");
    assertThat(picked()).hasCount(12);
    page.locator("#bring-back").click();
    assertThat(page.locator("#picked"))
        .hasText("12 brought back; people will be asked about them.");
    assertThat(picked()).hasCount(0);
    photos.forEach(this::awaitBack);
  }

  @Test
  void whatIsNotDeletedAnyMoreSaysWhyItIsNotBroughtBack() {
    Photo photo = delete("gone/", 1).getFirst();
    openGallery("gone/");
    assertThat(cards()).hasCount(1);
    removeMarker(photo);
    cards().first().locator("label").click();
    page.locator("#bring-back").click();
    assertThat(page.locator("#picked")).hasText("1 not brought back.");
    assertThat(card(photo).locator(".said"))
        .containsText("it is not deleted by Boardsift: brought back by hand");
  }

  private static void removeMarker(Photo photo) {
    String marker =
        bench
            .deployment()
            .s3()
            .listObjectVersions(list -> list.bucket(photo.bucket()).prefix(photo.key()))
            .deleteMarkers()
            .getFirst()
            .versionId();
    bench
        .deployment()
        .s3()
        .deleteObject(d -> d.bucket(photo.bucket()).key(photo.key()).versionId(marker));
  }

  @Test
  void whatIsShownIsInTheAddress() {
    delete("here/", 2);
    delete("there/", 1);
    open("#gallery");
    page.locator("[name=camera]").selectOption("/here/");
    assertThat(cards()).hasCount(2);
    page.locator("[name=by]").selectOption("rule-blank");
    assertThat(page).hasURL(Pattern.compile("by=rule-blank.*camera=here%2F"));
    page.reload();
    assertThat(cards()).hasCount(2);
    assertThat(page.locator("[name=camera]")).hasValue("/here/");
    assertThat(page.locator("[name=by]")).hasValue("rule-blank");
    assertThat(page.locator("#summary")).containsText("2 of 2");
    page.goBack();
    page.goBack();
    assertThat(page.locator("[name=camera]")).hasValue("");
    open("#gallery?day=2020-01-01");
    assertThat(page.locator("#summary")).hasText("Nothing of this was deleted on 2020-01-01.");
  }

  @Test
  void moreThanSixtyComeOneAfterTheOther() {
    delete("many/", 61);
    openGallery("many/");
    assertThat(cards()).hasCount(60);
    assertThat(page.locator("#summary")).containsText("60 of 61");
    page.locator("#more").click();
    assertThat(cards()).hasCount(61);
    assertThat(page.locator("#more")).isHidden();
  }

  @Test
  void aPhotosPageSaysWhyItWasDeletedAndBringsItBack() {
    List<Photo> photos = delete("history/", 2);
    openGallery("history/");
    assertThat(cards()).hasCount(2);
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Enter");
    assertThat(page.locator("#history")).isVisible();
    assertThat(page.locator("#history-now"))
        .hasText("Now: deleted by a rule, and can be brought back.");
    String first = page.locator("#history-title").textContent();
    assertThat(page.locator("#history-facts")).containsText("blank");
    assertThat(page.locator("#history-measures")).containsText("contrast");
    page.waitForCondition(
        () ->
            page.evaluate("() => document.querySelector('#history-picture img').naturalWidth > 0")
                .equals(true));
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#history-title")).not().hasText(first);
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("#history-title")).hasText(first);
    assertThat(page).hasURL(Pattern.compile("photo=[0-9a-f]{32}"));
    page.reload();
    assertThat(page.locator("#history-title")).hasText(first);
    page.keyboard().press("b");
    assertThat(page.locator("#history-said")).hasText("It comes back.");
    assertThat(page.locator("#history-now"))
        .hasText("Now: brought back, and waiting for a person.");
    Photo photo = photos.stream().filter(one -> one.key().equals(first)).findFirst().orElseThrow();
    assertThat(bench.isDeleted(photo)).isFalse();
    page.keyboard().press("Escape");
    assertThat(page.locator("#history")).isHidden();
    assertThat(page).not().hasURL(Pattern.compile("photo="));
    assertThat(card(photo).locator(".state")).hasText("Brought back");
  }

  @Test
  void whatAReviewerMarkedIsSeenInAPhotosHistory() {
    Photo photo = delete("marked/", 1).getFirst();
    Defect defect = new Defect("solder bridge", List.of(new Place(0.75, 0.25, 0, 0)));
    results()
        .recordUnlessOutdated(
            new Verdict(photo, Answer.BROKEN_BOARD, "reviewer", "console", Instant.now(), defect));
    openGallery("marked/");
    assertThat(cards()).hasCount(1);
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Enter");
    assertThat(page.locator("#history-facts"))
        .containsText("broken board, solder bridge, 1 place, by reviewer");
    page.waitForCondition(
        () ->
            page.evaluate("() => document.querySelector('#history-picture img').naturalWidth > 0")
                .equals(true));
    BoundingBox picture = page.locator("#history-picture img").boundingBox();
    BoundingBox mark = page.locator("#history-picture .mark").boundingBox();
    assertThat(mark.x + mark.width / 2).isCloseTo(picture.x + 0.75 * picture.width, within(1.0));
    assertThat(mark.y + mark.height / 2).isCloseTo(picture.y + 0.25 * picture.height, within(1.0));
  }

  @Test
  void withoutANetworkItSaysSoAndTriesAgain() {
    delete("away/", 1);
    bench.network().fault("api/deletions", Fault.CUT);
    openGallery("away/");
    assertThat(page.locator("#trouble-text")).isVisible();
    bench.network().recover();
    page.locator("#again").click();
    assertThat(cards()).hasCount(1);
    assertThat(page.locator("#trouble")).isHidden();
    complaints.clear(); // the browser tells of the request that failed
  }

  @Test
  void theConsoleLeadsToItByAKey() {
    bench.open(page);
    assertThat(page.locator("header [data-owner]")).isVisible();
    page.keyboard().press("g");
    assertThat(page.locator("#gallery")).isVisible();
    page.keyboard().press("s");
    assertThat(page.locator("#state")).isVisible();
    page.keyboard().press("p");
    assertThat(page.locator("#answers")).isVisible();
  }

  // ------------------------------------------------------------------ state

  @Test
  void whatIsStoppedIsLiftedAfterAskingFirst() {
    GuardObject guard = bench.stopDeletions("line1/");
    open("");
    // What the server knows of the guard may be half a minute old; lifting has it look again.
    page.evaluate(
        """
        () => fetch("api/lifts", {
          method: "POST",
          headers: {"Content-Type": "application/json"},
          body: JSON.stringify({prefixes: ["nothing/"]}),
        })
        """);
    page.reload();
    assertThat(page.locator("#stops li")).hasCount(2);
    assertThat(page.locator("#stops")).containsText("rules deleted 60 of the last 60 photos");
    assertThat(page.locator("#alarms")).containsText("deletions are stopped");
    page.locator("#stops button").first().click();
    assertThat(page.locator("#lift")).isVisible();
    page.keyboard().press("Enter"); // leaves it stopped
    assertThat(page.locator("#lift")).isHidden();
    assertThat(page.locator("#stops li")).hasCount(2);
    for (int left = 1; left >= 0; left--) {
      page.locator("#stops button").first().click();
      page.locator("#lift [value=lift]").click();
      assertThat(page.locator("#stops li")).hasCount(left);
    }
    assertThat(page.locator("#guard-text"))
        .hasText("None: rules delete no unusual share of photos.");
    assertThat(guard.add(state -> state)).isPresent();
    assertThat(((GuardObject.Known) guard.current()).state().stops()).isEmpty();
  }

  @Test
  void theStateTellsModeRulesAndCounts() {
    delete("counted/", 1);
    open("#state");
    assertThat(page.locator("#mode")).containsText("Deleting");
    assertThat(page.locator("#mode-command")).hasText("boardsift up --mode observe");
    assertThat(page.locator("#rules")).containsText("as they come with Boardsift");
    assertThat(page.locator("#model")).hasText("None is asked.");
    assertThat(page.locator("#counts tr").first()).containsText("blank");
    assertThat(page.locator("#counts tr").first()).containsText("none checked");
    assertThat(page.locator("#shadow")).isHidden();
    bench
        .deployment()
        .s3()
        .putObject(
            put -> put.bucket(LocalDeployment.RESULTS).key(ResultsBucket.RULES_IN_SHADOW),
            RequestBody.fromString("rules: [{name: wide, when: width above 9, then: delete}]"));
    page.reload();
    assertThat(page.locator("#shadow")).containsText("In shadow since");
    page.locator("#state summary").click();
    assertThat(page.locator("#rules-text")).containsText("name: blank");
    page.locator("#counts a").first().click();
    assertThat(page.locator("#gallery")).isVisible();
    assertThat(page.locator("[name=by]")).hasValue("rule-blank");
  }
}

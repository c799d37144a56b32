package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.boardsift.aws.GuardObject;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Network.Fault;
import io.boardsift.sift.Photo;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The owner's page as people see it: on desks and phones, in light and dark, with axe's eyes.
 * Pictures are left in {@code target/owner}.
 */
class OwnerLooksTest extends ConsoleTest {
  @BeforeAll
  static void prepare() {
    for (int i = 0; i < 7; i++) {
      awaitDeleted(
          bench.upload(
              "line 2/camera 3/2026-11-26T06:14:59.118Z photo 00%d.jpg".formatted(i),
              Pictures.black()));
    }
    awaitDeleted(bench.upload("cam-1/wide.jpg", Pictures.plain("jpeg", 3200, 1200)));
    awaitDeleted(bench.upload("cam-1/scan.tif", Pictures.plain("tiff", 640, 480)));
  }

  private static void awaitDeleted(Photo photo) {
    await().atMost(ConsoleBench.PATIENCE).until(() -> bench.isDeleted(photo));
  }

  private void open(String hash) {
    page.navigate("about:blank");
    page.navigate(bench.console().address() + "owner.html" + hash);
  }

  private void check(Screen screen, String state) {
    screen.check(page, "owner/" + state, "button, nav a, select, summary, td a, th a, .card label");
  }

  private void awaitPictures() {
    page.waitForCondition(
        () ->
            page.evaluate(
                    "() => [...document.querySelectorAll('.card img')].every((i) => i.complete)")
                .equals(true));
  }

  @ParameterizedTest
  @EnumSource
  void theGallery(Screen screen) {
    screen.set(page);
    open("#gallery");
    assertThat(page.locator(".card")).hasCount(9);
    awaitPictures();
    check(screen, "gallery");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Space");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Space");
    check(screen, "picked");
    page.keyboard().press("Enter");
    assertThat(page.locator("#history-now")).not().isEmpty();
    page.waitForCondition(
        () ->
            page.evaluate("() => document.querySelector('#history-picture img')?.complete ?? false")
                .equals(true));
    check(screen, "photo");
    page.keyboard().press("Escape");
    open("#gallery?day=2020-01-01");
    assertThat(page.locator("#summary")).containsText("Nothing of this");
    check(screen, "nothing");
    bench.network().fault("api/deletions", Fault.CUT);
    open("#gallery");
    assertThat(page.locator("#trouble")).isVisible();
    check(screen, "no-network");
  }

  @Test
  void theState() {
    for (Screen screen : Screen.values()) {
      screen.set(page);
      open("#state");
      assertThat(page.locator("#counts tr")).not().hasCount(0);
      check(screen, "state");
    }
    GuardObject guard = bench.stopDeletions("line 2/camera 3/");
    // The console looks again half a minute later, or when it has lifted something.
    assertThat(
            page.evaluate(
                """
                async () => (await fetch("api/lifts", {
                  method: "POST",
                  headers: {"Content-Type": "application/json"},
                  body: JSON.stringify({prefixes: ["nothing/"]}),
                })).status
                """))
        .isEqualTo(200);
    for (Screen screen : Screen.values()) {
      screen.set(page);
      open("#state");
      page.locator("#state summary").click();
      assertThat(page.locator("#stops li")).hasCount(2);
      check(screen, "stopped");
      page.locator("#stops button").first().click();
      check(screen, "lift");
    }
    assertThat(guard.liftAll(Optional.empty())).isPresent();
  }
}

package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Network.Fault;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The console's states as people see them: on desks and phones, in light and dark, with axe's eyes.
 */
class ConsoleLooksTest extends ConsoleTest {
  /** Of all that comes over the wire before the first photo. */
  private static final int LARGEST_PAGE = 100_000;

  @ParameterizedTest
  @EnumSource
  void everyStateIsSeenByAll(Screen screen) {
    screen.set(page);
    bench.open(page);
    bench.awaitNothingLeft(page);
    screen.check(page, "nothing-left");

    Photo one =
        bench.upload(
            "line 2/camera 3/2026-11-26T06:14:59.118Z board 000000001.jpg", Pictures.boards(2));
    page.reload();
    bench.awaitSeen(page, one);
    screen.check(page, "photo");

    page.keyboard().press("0");
    page.keyboard().press("b");
    page.waitForTimeout(300);
    screen.check(page, "zoomed");
    page.keyboard().press("f");
    page.keyboard().press("?");
    screen.check(page, "help");
    page.keyboard().press("Escape");

    bench.askAgain(one);
    page.keyboard().press("2");
    bench.awaitAnswer(one, Answer.BROKEN_BOARD);
    assertThat(page.locator("#why")).not().isEmpty();
    page.keyboard().press("z");
    bench.awaitSeen(page, one);
    screen.check(page, "undo");
    page.keyboard().press("Escape");

    bench.network().fault("unseen", Fault.CUT);
    bench.upload("unseen.jpg");
    page.reload();
    assertThat(page.locator("#panel-title")).hasText("No network");
    screen.check(page, "no-network");
  }

  @Test
  void aConflictIsSeen() {
    Photo photo = bench.upload("both.jpg");
    bench.open(page);
    bench.awaitSeen(page, photo);
    bench.askAgain(photo);
    try (Page colleague = bench.newPage()) {
      bench.open(colleague);
      bench.awaitSeen(colleague, photo);
      colleague.keyboard().press("2");
      bench.awaitAnswer(photo, Answer.BROKEN_BOARD);
    }
    page.keyboard().press("1");
    assertThat(page.locator("#conflict")).isVisible();
    for (Screen screen : Screen.values()) {
      screen.set(page);
      screen.check(page, "conflict");
    }
  }

  @Test
  void thePageIsSmallAndAsksNobodyElse() {
    long[] bytes = {0};
    page.onResponse(
        response -> {
          assertThat(response.url()).startsWith(bench.console().address().toString());
          bytes[0] += response.body().length;
        });
    bench.open(page);
    bench.awaitNothingLeft(page);
    assertThat(bytes[0]).isBetween(1L, (long) LARGEST_PAGE);
  }
}

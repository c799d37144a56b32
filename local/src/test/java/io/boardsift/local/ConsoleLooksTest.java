package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Network.Fault;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The console's states as people see them: on desks and phones, in light and dark, with axe's eyes.
 * Pictures of them are left in {@code target/console}.
 */
class ConsoleLooksTest extends ConsoleTest {
  private static final Path PICTURES = Path.of("target", "console");

  /** Of all that comes over the wire before the first photo. */
  private static final int LARGEST_PAGE = 100_000;

  private static final int SMALLEST_TARGET = 44;

  private static String axe;

  /** What it is looked at on. */
  enum Screen {
    DESK_DARK(1440, 900, ColorScheme.DARK, ForcedColors.NONE),
    DESK_LIGHT(1440, 900, ColorScheme.LIGHT, ForcedColors.NONE),
    DESK_FORCED_COLORS(1440, 900, ColorScheme.LIGHT, ForcedColors.ACTIVE),
    PHONE(390, 844, ColorScheme.DARK, ForcedColors.NONE),
    SMALL_PHONE(320, 568, ColorScheme.LIGHT, ForcedColors.NONE);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final ForcedColors forced;

    Screen(int width, int height, ColorScheme scheme, ForcedColors forced) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
      this.forced = forced;
    }

    void set(Page page) {
      page.setViewportSize(width, height);
      page.emulateMedia(
          new Page.EmulateMediaOptions().setColorScheme(scheme).setForcedColors(forced));
    }
  }

  @BeforeAll
  static void readAxe() throws IOException {
    try (InputStream script = ConsoleLooksTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void check(Screen screen, String state) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                PICTURES.resolve("%s-%s.png".formatted(state, screen).toLowerCase(Locale.ROOT))));
    page.evaluate(axe);
    Object violations =
        page.evaluate(
            """
            async () => (await axe.run()).violations.map(
              (found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" | ")}`)
            """);
    assertThat((List<?>) violations).as("%s on %s", state, screen).isEmpty();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("%s on %s fits", state, screen)
        .isEqualTo(true);
    assertThat(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"))
        .as("%s on %s fits", state, screen)
        .isEqualTo(true);
    Object small =
        page.evaluate(
            """
            (least) => [...document.querySelectorAll("nav button, header button, #panel button")]
              .map((button) => [button.textContent, button.getBoundingClientRect()])
              .filter(([, box]) => box.width > 0 && (box.width < least || box.height < least))
              .map(([text]) => text)
            """,
            SMALLEST_TARGET);
    assertThat((List<?>) small).as("%s on %s: small targets", state, screen).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyStateIsSeenByAll(Screen screen) {
    screen.set(page);
    bench.open(page);
    bench.awaitNothingLeft(page);
    check(screen, "nothing-left");

    Photo one =
        bench.upload(
            "line 2/camera 3/2026-11-26T06:14:59.118Z board 000000001.jpg", Pictures.boards(2));
    page.reload();
    bench.awaitSeen(page, one);
    check(screen, "photo");

    page.keyboard().press("0");
    page.keyboard().press("b");
    page.waitForTimeout(300);
    check(screen, "zoomed");
    page.keyboard().press("f");
    page.keyboard().press("?");
    check(screen, "help");
    page.keyboard().press("Escape");

    bench.askAgain(one);
    page.keyboard().press("2");
    bench.awaitAnswer(one, Answer.BROKEN_BOARD);
    assertThat(page.locator("#why")).not().isEmpty();
    page.keyboard().press("z");
    bench.awaitSeen(page, one);
    check(screen, "undo");
    page.keyboard().press("Escape");

    bench.network().fault("unseen", Fault.CUT);
    bench.upload("unseen.jpg");
    page.reload();
    assertThat(page.locator("#panel-title")).hasText("No network");
    check(screen, "no-network");
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
      check(screen, "conflict");
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

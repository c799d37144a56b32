package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.boardsift.fixtures.TestBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the console is looked at on, and how it has to look there. */
enum Screen {
  DESK_DARK(1440, 900, ColorScheme.DARK, ForcedColors.NONE),
  DESK_LIGHT(1440, 900, ColorScheme.LIGHT, ForcedColors.NONE),
  DESK_FORCED_COLORS(1440, 900, ColorScheme.LIGHT, ForcedColors.ACTIVE),
  PHONE(390, 844, ColorScheme.DARK, ForcedColors.NONE),
  SMALL_PHONE(320, 568, ColorScheme.LIGHT, ForcedColors.NONE);

  private static final Path PICTURES = Path.of("target");

  /** Of what is pressed, in pixels of the page. */
  private static final int SMALLEST_TARGET = 44;

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

  /**
   * Fails if axe finds anything, the page is larger than the screen, or something to press is
   * small; leaves a picture in {@code target/console}.
   */
  void check(Page page, String state) {
    check(
        page,
        "console/" + state,
        "nav button, header button, #panel button, #caption button, #defects button");
    assertThat(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"))
        .as("%s on %s is as high as the screen", state, this)
        .isEqualTo(true);
  }

  /**
   * The same for a page that may be longer.
   *
   * @param state of which a picture is left in the module's build folder
   * @param targets what is pressed, as CSS selects it
   */
  void check(Page page, String state, String targets) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                PICTURES.resolve("%s-%s.png".formatted(state, this).toLowerCase(Locale.ROOT))));
    assertThat(TestBrowser.axeFindings(page)).as("%s on %s", state, this).isEmpty();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("%s on %s is as wide as the screen", state, this)
        .isEqualTo(true);
    Object small =
        page.evaluate(
            """
            ([targets, least]) => [...document.querySelectorAll(targets)]
              .map((target) => [target.textContent.slice(0, 40), target.getBoundingClientRect()])
              .filter(([, box]) => box.width > 0 && (box.width < least || box.height < least))
              .map(([text]) => text)
            """,
            List.of(targets, SMALLEST_TARGET));
    assertThat((List<?>) small).as("%s on %s: small targets", state, this).isEmpty();
  }
}

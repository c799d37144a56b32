package io.boardsift.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.emulator.photos.MadeUpPhoto;
import io.boardsift.emulator.photos.Subject;
import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.evaluation.report.FindingsReport;
import io.boardsift.evaluation.report.RestoreCommandLine;
import io.boardsift.evaluation.report.RuleWords;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestBrowser;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.Defect.Place;
import io.boardsift.sift.records.Verdict;
import io.boardsift.sift.rules.HeldCondition;
import io.boardsift.sift.rules.RuleFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages that commands write, as people see them: on desks and phones, in light and dark, with
 * axe's eyes. Pictures of them are left in {@code target/reports}.
 */
class ReportLooksTest {
  private static final Path PICTURES = Path.of("target", "reports");

  private static final double SMALLEST_TEXT = 11;

  /** Of a page on a phone; where a column was one letter wide, it was 31,000 pixels high. */
  private static final int HIGHEST_PAGE = 20_000;

  private static final Defect BROKEN =
      new Defect(
          "missing component", List.of(new Place(0.25, 0.5, 0, 0), new Place(0.6, 0.1, 0.3, 0.2)));

  @TempDir private static Path folder;

  private static final PrintStream STANDARD_OUTPUT = System.out;

  private static TestBrowser browser;

  /** What they are looked at on. */
  enum Screen {
    DESK(1440, 900),
    PHONE(390, 844),
    SMALL_PHONE(320, 568);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /** The pages. */
  enum Report {
    RUN,
    EVALUATE,
    /** As the command makes it of one day. */
    REPORT,
    /** Of some weeks, with a model. */
    REPORT_OF_WEEKS,
    MEASURES;

    Path file() {
      return folder.resolve(name().toLowerCase(Locale.ROOT) + ".html");
    }
  }

  @BeforeAll
  static void writeThePages() throws IOException {
    TestBrowser.assumePresent();
    Path photos =
        Files.createDirectories(folder.resolve("photos of line 2/camera 3 (above the conveyor)"));
    Path boards = Files.createDirectories(folder.resolve("boards"));
    Path others = Files.createDirectories(folder.resolve("others"));
    MadeUpDay day = new MadeUpDay(60, 0.6, 3);
    for (int i = 0; i < day.size(); i++) {
      MadeUpPhoto photo = day.photo(i);
      String name = photo.name().replace('/', '-');
      Files.write(
          photos.resolve(i == 0 ? "2026-11-26T06:14:59.118Z_board_000000001" : name),
          photo.bytes());
      Path kind = photo.subject().showsBoard() ? boards : others;
      Path source = Files.createDirectories(kind.resolve("line-" + i % 4));
      Files.write(source.resolve(name), photo.bytes());
    }
    Files.write(boards.resolve("line-1/lid was on.jpg"), Pictures.black());
    boardsift("run", photos, "--report", Report.RUN.file());
    boardsift("report", "--out", Report.REPORT.file());
    boardsift(
        "evaluate", "--boards", boards, "--others", others, "--report", Report.EVALUATE.file());
    boardsift("rules", "measures", "--report", Report.MEASURES.file());
    writeReportOfWeeks();
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() {
    // A run lets the functions log to a file.
    System.setOut(STANDARD_OUTPUT);
    if (browser != null) {
      browser.close();
    }
  }

  private static void boardsift(Object... words) {
    StringWriter err = new StringWriter();
    int code =
        Boardsift.execute(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
  }

  private static void writeReportOfWeeks() {
    List<ReviewedPhoto> reviewed = new ArrayList<>();
    for (int day = 0; day < 20; day++) {
      for (int i = 0; i < 20 + 7 * (day % 5); i++) {
        reviewed.add(reviewed(day, i));
      }
    }
    Findings findings = new Findings(reviewed, new Assumptions(5, 2, 0.01));
    FindingsReport.write(
        Report.REPORT_OF_WEEKS.file(),
        findings,
        Conclusion.of(findings),
        2,
        new DrawnPhotos(),
        RuleWords.of(RuleFile.shipped()),
        key -> Optional.of(new RestoreCommandLine(List.of("--results", "s3://results")).of(key)));
  }

  /** They would delete one kind more, not one of those that are deleted, and once a board. */
  private static ShadowFinding inShadow(int kind, boolean isMistaken) {
    boolean wouldDelete = kind == 0 || kind == 3 || isMistaken;
    return new ShadowFinding(
        "sha256:87def40ecbd963cc",
        true,
        wouldDelete ? Optional.of("few-edges") : Optional.empty(),
        wouldDelete,
        wouldDelete ? "edges 0.041 (edges below 0.045)" : "no rule holds");
  }

  /** Of ten photos one is deleted and one an audit; a model would find one more. */
  private static ReviewedPhoto reviewed(int day, int i) {
    int kind = i % 10;
    boolean isCalledFor = kind < 2;
    boolean isFound = kind == 2;
    Answer answer =
        switch (kind) {
          case 0, 9 -> null;
          case 1, 2, 3 -> Answer.NOT_A_BOARD;
          case 4 -> Answer.BROKEN_BOARD;
          default -> Answer.GOOD_BOARD;
        };
    Photo photo =
        new Photo("photos", "line-%d/camera/%03d-%03d.jpg".formatted(i % 3, day, i), "1", "e", 1);
    Instant decidedAt = Instant.parse("2026-10-28T06:00:00Z").plusSeconds(86_400L * day + i);
    Defect defect = kind == 4 ? BROKEN : Defect.NONE;
    return new ReviewedPhoto(
        photo,
        kind == 0 ? Outcome.DELETE : Outcome.REVIEW,
        kind == 0 ? DecidedBy.RULE : kind == 1 ? DecidedBy.AUDIT : DecidedBy.DEFAULT,
        isCalledFor ? Optional.of("blank") : Optional.empty(),
        "",
        isCalledFor
            ? List.of(
                HeldCondition.of(
                    "contrast below 0.06", Evidence.none().with(Measures.CONTRAST, 0.057)))
            : List.of(),
        kind == 0,
        isCalledFor,
        decidedAt,
        "v1",
        isCalledFor
            ? Optional.empty()
            : Optional.of(
                new ModelFinding(
                    ModelMode.SHADOW,
                    Optional.empty(),
                    isFound ? Optional.of("model-sees-no-board") : Optional.empty(),
                    isFound,
                    isFound ? "model-board 0.012 (model-board below 0.05)" : "")),
        day < 10 ? Optional.empty() : Optional.of(inShadow(kind, day == 15 && i == 4)),
        Optional.ofNullable(answer)
            .map(said -> new Verdict(photo, said, "", "", decidedAt, defect)));
  }

  /** Records of which only the photos are read. */
  private static final class DrawnPhotos implements Records {
    @Override
    public List<String> names(String records, Instant since) {
      throw new UnsupportedOperationException(records);
    }

    @Override
    public String read(String name) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public Optional<byte[]> rules(String name) {
      return Optional.empty();
    }

    @Override
    public boolean hasPhotos() {
      return true;
    }

    @Override
    public PhotoSource photo(Photo photo) {
      return PhotoSource.of(photo.key(), Pictures.of(Subject.FLOOR));
    }
  }

  private static Page open(Report report) {
    Page page = browser.newPage();
    page.onRequest(request -> assertThat(request.url()).matches("(?s)(file|data):.*"));
    page.navigate(report.file().toUri().toString());
    return page;
  }

  private static List<?> list(Page page, String script, Object argument) {
    return (List<?>) page.evaluate(script, argument);
  }

  @ParameterizedTest
  @EnumSource
  void aPageIsForEveryone(Report report) {
    try (Page page = open(report)) {
      for (Screen screen : Screen.values()) {
        page.setViewportSize(screen.width, screen.height);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          String what = "%s-%s-%s".formatted(report, screen, scheme).toLowerCase(Locale.ROOT);
          picture(page, what, true);
          assertThat(TestBrowser.axeFindings(page)).as(what).isEmpty();
        }
        checkShape(page, report + " on " + screen);
      }
    }
  }

  private static void picture(Page page, String name, boolean isFull) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(isFull));
  }

  private static void checkShape(Page page, String what) {
    assertThat(
            list(
                page,
                """
                () => [...document.querySelectorAll("html, main *")]
                  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
                  .filter((one) => one === document.documentElement || one.matches(".figure b")
                    || ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
                  .map((one) => one.outerHTML.slice(0, 100))
                """,
                null))
        .as(what + " scrolls sideways")
        .isEmpty();
    assertThat(
            list(
                page,
                """
                () => [...document.querySelectorAll("main p, main li, main th, main td, main span")]
                  .filter((one) => one.checkVisibility() && one.textContent.trim().length > 12)
                  .filter((one) => getComputedStyle(one).writingMode === "horizontal-tb")
                  .map((one) => [one, one.getBoundingClientRect()])
                  .filter(([one, box]) => box.width > 1 && box.width < 60 && box.height > 3 * box.width)
                  .map(([one]) => one.outerHTML.slice(0, 100))
                """,
                null))
        .as(what + " has text in a column of a few letters")
        .isEmpty();
    assertThat(
            list(
                page,
                """
                (least) => [...document.querySelectorAll("body *")]
                  .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
                  .filter((one) => one.checkVisibility() && !["STYLE", "SCRIPT"].includes(one.tagName))
                  .map((one) => [one, parseFloat(getComputedStyle(one).fontSize) * (one.getScreenCTM?.().a ?? 1)])
                  .filter(([, size]) => size < least)
                  .map(([one, size]) => size + ": " + one.outerHTML.slice(0, 100))
                """,
                SMALLEST_TEXT))
        .as(what + " has text that is too small")
        .isEmpty();
    assertThat(
            list(
                page,
                """
                () => [...document.querySelectorAll("main img")]
                  .filter((image) => image.loading === "lazy" || !image.complete || !image.naturalWidth)
                  .map((image) => image.outerHTML.slice(0, 100))
                """,
                null))
        .as(what + " has pictures that are not there at once")
        .isEmpty();
    assertThat((Integer) page.evaluate("() => document.documentElement.scrollHeight"))
        .as(what + " is a long way to scroll")
        .isLessThan(HIGHEST_PAGE);
  }

  @ParameterizedTest
  @EnumSource
  void everyPhotoIsSeenLargerByTheKeyboardAlone(Report report) {
    try (Page page = open(report)) {
      Locator dialog = page.locator("dialog");
      for (Screen screen : Screen.values()) {
        page.setViewportSize(screen.width, screen.height);
        page.locator(".look:has(img)").first().focus();
        double small = page.locator(".look img").first().boundingBox().width;
        page.keyboard().press("Enter");
        assertThat(dialog).isVisible();
        assertThat(dialog.locator("img").boundingBox().width).isGreaterThan(1.5 * small);
        String first = dialog.locator(".name").textContent();
        assertThat(
                list(
                    page,
                    """
                    () => [...document.querySelectorAll("dialog button")]
                      .map((button) => [button, button.getBoundingClientRect()])
                      .filter(([, box]) => box.height < 44 || box.height > 48)
                      .map(([button]) => button.outerHTML)
                    """,
                    null))
            .as("buttons of one line")
            .isEmpty();
        picture(page, (report + "-closer-" + screen).toLowerCase(Locale.ROOT), false);
        assertThat(TestBrowser.axeFindings(page)).as(report + " closer on " + screen).isEmpty();
        page.keyboard().press("ArrowRight");
        String second = dialog.locator(".name").textContent();
        page.keyboard().press("ArrowLeft");
        assertThat(dialog.locator(".name")).hasText(first);
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Escape");
        assertThat(dialog).not().isVisible();
        // Focus is on what was seen last.
        assertThat(page.locator(".card:has(.look:focus) .name")).hasText(second);
      }
    }
  }

  @Test
  void whereABoardIsBrokenIsMarkedOnItsPicture() {
    try (Page page = open(Report.REPORT_OF_WEEKS)) {
      Locator card = page.locator(".card:has(.marks):has-text('Missing component')").first();
      assertThat(card.locator(".says")).hasText("Missing component, 2 places marked.");
      assertThat(centres(page, ".card:has(.marks) .look")).isEqualTo("0.25,0.50 0.75,0.20");
      card.locator(".look").click();
      assertThat(page.locator("dialog .stage")).isVisible();
      assertThat(centres(page, "dialog .stage")).isEqualTo("0.25,0.50 0.75,0.20");
      picture(page, "marks", false);
      page.locator("dialog").press("Escape");
      page.locator(".look:not(:has(.marks))").first().click();
      assertThat(page.locator("dialog .stage .marks")).hasCount(0);
    }
  }

  /** Where marks are drawn, in fractions of the picture as it is shown within its frame. */
  private static String centres(Page page, String frame) {
    return (String)
        page.evaluate(
            """
            (selector) => {
              const frame = document.querySelector(selector);
              const image = frame.querySelector("img");
              const box = image.getBoundingClientRect();
              const scale = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
              const left = box.left + (box.width - scale * image.naturalWidth) / 2;
              const top = box.top + (box.height - scale * image.naturalHeight) / 2;
              return [...frame.querySelectorAll("rect")].map((mark) => {
                const drawn = mark.getBoundingClientRect();
                const x = (drawn.left + drawn.width / 2 - left) / (scale * image.naturalWidth);
                const y = (drawn.top + drawn.height / 2 - top) / (scale * image.naturalHeight);
                return `${x.toFixed(2)},${y.toFixed(2)}`;
              }).join(" ");
            }
            """,
            frame);
  }

  @Test
  void theCommandOfADeletedPhotoBringsJustThatOneBack() throws IOException {
    try (Page page = open(Report.RUN)) {
      page.locator(".card:has(.restore) .look").first().click();
      assertThat(page.locator("dialog .about")).isVisible();
      String command = page.locator("dialog .restore code").textContent();
      assertThat(command).startsWith("./boardsift restore '");
      String key = command.substring("./boardsift restore '".length(), command.length() - 1);
      StringWriter out = new StringWriter();
      assertThat(
              Boardsift.execute(
                  new PrintWriter(out), new PrintWriter(new StringWriter()), "restore", key))
          .isZero();
      assertThat(out.toString()).contains("1 restored");
    }
  }
}

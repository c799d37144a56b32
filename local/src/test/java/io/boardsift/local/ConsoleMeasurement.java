package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.WaitForSelectorState.ATTACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.boardsift.emulator.photos.StationDays;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of {@code docs/CONSOLE.md}, printed. On a machine that does nothing else. */
@EnabledIfEnvironmentVariable(named = "BOARDSIFT_MEASURE_CONSOLE", matches = ".+")
class ConsoleMeasurement extends ConsoleTest {
  private static final int KEYS = 200;
  private static final int KEY_MILLIS = 150;

  /** A day of four stations. */
  private static final int STATION_PHOTOS = 300;

  /** The share of it that shows no board. */
  private static final double OTHERS = 0.2;

  private static final int PRESS_MILLIS = 500;

  @BeforeEach
  @Override
  void openPage() {
    super.openPage();
    // From each key to the moment when the next photo is seen.
    page.addInitScript(
        """
        window.times = [];
        addEventListener("keydown", () => (window.pressedAt = performance.now()), {capture: true});
        addEventListener("DOMContentLoaded", () => {
          new MutationObserver(() => {
            if (window.pressedAt && document.getElementById("stage").dataset.seen) {
              window.times.push(performance.now() - window.pressedAt);
              window.pressedAt = 0;
            }
          }).observe(document.getElementById("stage"), {attributeFilter: ["data-seen"]});
        });
        """);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 200, 500})
  void keys(int delay) {
    List<Photo> photos = bench.uploadMany("keys-" + delay + "-", KEYS);
    bench.network().delay(Duration.ofMillis(delay));
    bench.open(page);
    bench.awaitSeen(page);
    page.waitForTimeout(3 * delay + 1_000);
    Map<String, Answer> given = new HashMap<>();
    long start = System.nanoTime();
    for (int i = 0; i < KEYS; i++) {
      page.waitForTimeout(Math.max(0, KEY_MILLIS * i - (System.nanoTime() - start) / 1e6));
      String seen = page.locator("#stage").getAttribute("data-seen");
      Answer answer = i % 2 == 0 ? Answer.GOOD_BOARD : Answer.CANNOT_TELL;
      page.keyboard().press(i % 2 == 0 ? "1" : "4");
      if (seen != null) {
        given.put(seen, answer);
      }
    }
    await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                photos.stream()
                    .filter(photo -> given.containsKey(photo.id()))
                    .allMatch(photo -> bench.verdict(photo).isPresent()));
    long right =
        photos.stream()
            .filter(
                photo ->
                    bench
                        .verdict(photo)
                        .filter(verdict -> verdict.answer() == given.get(photo.id()))
                        .isPresent())
            .count();
    double[] times =
        ((List<?>) page.evaluate("() => window.times"))
            .stream().mapToDouble(time -> ((Number) time).doubleValue()).sorted().toArray();
    System.out.printf(
        "%d ms delay: %d keys, %d right verdicts, %d swallowed; key to next photo seen: median %.0f"
            + " ms, p95 %.0f ms, most %.0f ms%n",
        delay,
        KEYS,
        right,
        KEYS - given.size(),
        times[times.length / 2],
        times[times.length * 95 / 100],
        times[times.length - 1]);
    assertThat(right).isEqualTo(given.size());
  }

  /**
   * One key for each photo, or one for all that look alike and a click on each that differs; by
   * somebody who knows the truth and needs as long for each press.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void together(boolean isTogether) {
    Map<String, Answer> truth = new HashMap<>();
    List<Submission> submissions = new ArrayList<>();
    new StationDays(STATION_PHOTOS, OTHERS, isTogether ? 1 : 2)
        .day(1)
        .forEach(
            photo -> {
              Answer answer = photo.subject().showsBoard() ? Answer.GOOD_BOARD : Answer.NOT_A_BOARD;
              truth.put(photo.key(), answer);
              submissions.add(new Submission(photo.key(), photo.key(), photo::bytes));
            });
    RunResult.upload(bench.deployment().s3(), submissions, () -> {});
    bench.deployment().awaitIdle(Duration.ofMinutes(5));
    page.addInitScript(
        "localStorage.setItem('boardsift-together', '%s')".formatted(isTogether ? "yes" : "no"));
    bench.open(page);
    bench.awaitSeen(page);
    int photos = 0;
    int presses = 0;
    long start = System.nanoTime();
    while (isSomethingSeen()) {
      List<String> seen =
          page.locator("#grid").isVisible()
              ? page.locator("#grid button").all().stream()
                  .map(cell -> cell.getAttribute("title"))
                  .toList()
              : List.of(page.locator("#name").textContent());
      long boards = seen.stream().filter(key -> truth.get(key) == Answer.GOOD_BOARD).count();
      Answer answer = 2 * boards >= seen.size() ? Answer.GOOD_BOARD : Answer.NOT_A_BOARD;
      for (int i = 0; i < seen.size(); i++) {
        if (truth.get(seen.get(i)) == answer) {
          photos++;
        } else {
          press(++presses, start);
          page.locator("#grid button").nth(i).click();
        }
      }
      press(++presses, start);
      page.keyboard().press(answer == Answer.GOOD_BOARD ? "1" : "3");
    }
    double minutes = (System.nanoTime() - start) / 60e9;
    System.out.printf(
        "%s: %d photos, %d presses, %.0f photos a minute at a press each %d ms%n",
        isTogether ? "together" : "one by one", photos, presses, photos / minutes, PRESS_MILLIS);
  }

  /** Waits until it is the time of a press. */
  private void press(int number, long start) {
    page.waitForTimeout(
        Math.max(1, PRESS_MILLIS * (double) number - (System.nanoTime() - start) / 1e6));
  }

  /** Whether a photo comes within a while. */
  private boolean isSomethingSeen() {
    try {
      page.locator("#stage[data-seen]")
          .waitFor(new Locator.WaitForOptions().setTimeout(15_000).setState(ATTACHED));
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  @Test
  void memory() {
    int count = 500;
    byte[] file = Pictures.boards(4);
    for (int i = 0; i < count; i++) {
      bench.upload("memory-%03d.jpg".formatted(i), file);
      if (i == 0) {
        bench.open(page);
      }
    }
    StringBuilder megabytes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      bench.awaitSeen(page);
      page.keyboard().press("1");
      page.waitForTimeout(KEY_MILLIS);
      if (i % 100 == 99 || i == 15) {
        megabytes.append("%d: %d MB  ".formatted(i + 1, rendererMegabytes()));
      }
    }
    System.out.printf(
        "photos of %d kB seen as previews, renderers' memory after %s%n",
        file.length / 1000, megabytes);
  }

  private static long rendererMegabytes() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
              .filter(process -> process.getFileName().toString().matches("\\d+"))
              .filter(process -> read(process.resolve("cmdline")).contains("--type=renderer"))
              .flatMap(process -> read(process.resolve("status")).lines())
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return ""; // a process that is over
    }
  }

  @Test
  void weightAndIdleRequests() {
    AtomicInteger requests = new AtomicInteger();
    double[] bytes = {0};
    // As it comes over the network, with headers.
    CDPSession network = page.context().newCDPSession(page);
    network.send("Network.enable");
    network.on("Network.responseReceived", event -> requests.incrementAndGet());
    network.on(
        "Network.loadingFinished",
        event -> bytes[0] += event.get("encodedDataLength").getAsDouble());
    bench.open(page);
    bench.awaitNothingLeft(page);
    page.waitForTimeout(1_000);
    System.out.printf("page: %d requests, %.0f kB%n", requests.get(), bytes[0] / 1000);
    page.waitForTimeout(60_000);
    requests.set(0);
    page.waitForTimeout(60_000);
    System.out.printf("requests in a minute of an idle page: %d%n", requests.get());
    long[] seen = new long[5];
    for (int i = 0; i < seen.length; i++) {
      long start = System.nanoTime();
      Photo photo = bench.upload("new-" + i + ".jpg");
      assertThat(page.locator("#stage[data-seen]"))
          .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
      seen[i] = Duration.ofNanos(System.nanoTime() - start).toMillis();
      page.keyboard().press("1");
      bench.awaitAnswer(photo, Answer.GOOD_BOARD);
    }
    System.out.printf("from upload to seen: %s ms%n", Arrays.toString(seen));
  }
}

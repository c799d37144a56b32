package io.boardsift.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Proxy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium, without a window. */
final class TestBrowser implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private TestBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Where checks decide on what lands, a missing browser is a failure and no excuse. */
  static void assumePresent() {
    Assumptions.assumeTrue(
        chromium().isPresent() || System.getenv("CI") != null,
        "no Chromium on this machine: install it (Debian: apt-get install chromium)");
  }

  static TestBrowser start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(chromium().orElseThrow())
                    .setArgs(List.of("--no-sandbox")));
    return new TestBrowser(playwright, browser);
  }

  private static Optional<Path> chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Page newPage() {
    return browser.newPage();
  }

  /** A page that reaches everything, this machine too, through a proxy. */
  Page newPage(String proxy) {
    return browser.newPage(
        new Browser.NewPageOptions().setProxy(new Proxy(proxy).setBypass("<-loopback>")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

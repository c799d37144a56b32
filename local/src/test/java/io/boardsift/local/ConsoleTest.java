package io.boardsift.local;

import com.microsoft.playwright.Page;
import io.boardsift.fixtures.TestBrowser;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class of tests of the console: a deployment for all of them, a page and a sound network for
 * each.
 */
abstract class ConsoleTest {
  static ConsoleBench bench;

  @TempDir private static Path folder;

  Page page;

  @BeforeAll
  static void start() {
    TestBrowser.assumePresent();
    bench = new ConsoleBench(folder);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
      bench = null;
    }
  }

  @BeforeEach
  void openPage() {
    bench.forgetTasks();
    page = bench.newPage();
  }

  @AfterEach
  void closePage() {
    bench.network().recover();
    page.close();
  }
}

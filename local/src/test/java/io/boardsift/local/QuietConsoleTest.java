package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A class of tests of the console in which the browser has nothing to complain of. */
abstract class QuietConsoleTest extends ConsoleTest {
  /** What it complained of; a test that has it complain on purpose takes that out. */
  final List<String> complaints = new ArrayList<>();

  @BeforeEach
  @Override
  void openPage() {
    super.openPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  @Override
  void closePage() {
    super.closePage();
    assertThat(complaints).isEmpty();
  }
}

package io.boardsift.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Photos that look alike, seen together. */
class ConsoleTogetherTest extends QuietConsoleTest {
  /** Has some photos of one scene be seen together. */
  private List<Photo> openTogether(String camera, int count) {
    List<Photo> photos = bench.uploadMany(camera, count);
    bench.open(page);
    bench.awaitSeen(page);
    // Those that have come by then are seen together.
    page.waitForTimeout(1_000);
    page.keyboard().press("a");
    assertThat(page.locator("#grid button")).hasCount(count);
    bench.awaitSeen(page);
    return photos;
  }

  private List<Answer> answers(List<Photo> photos) {
    await()
        .atMost(ConsoleBench.PATIENCE)
        .until(() -> photos.stream().allMatch(photo -> bench.verdict(photo).isPresent()));
    return photos.stream().map(photo -> bench.verdict(photo).orElseThrow().answer()).toList();
  }

  @Test
  void oneKeyAnswersAllAndWhatIsTakenOutComesAlone() {
    List<Photo> photos = openTogether("fixture/", 5);
    page.locator("#grid button").nth(2).click();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Space");
    assertThat(page.locator("#name")).containsText("2 taken out");
    page.keyboard().press("Space");
    assertThat(page.locator("#name")).containsText("1 taken out");
    String out = page.locator("#grid button").nth(2).getAttribute("title");
    page.keyboard().press("1");
    assertThat(page.locator("#said")).hasText("4 photos: “good board”");
    assertThat(page.locator("#name")).hasText(out);
    bench.awaitSeen(page);
    page.keyboard().press("2");
    bench.awaitNothingLeft(page);
    assertThat(answers(photos))
        .containsExactlyInAnyOrder(
            Answer.GOOD_BOARD,
            Answer.GOOD_BOARD,
            Answer.GOOD_BOARD,
            Answer.GOOD_BOARD,
            Answer.BROKEN_BOARD);
    Photo other = photos.stream().filter(photo -> photo.key().equals(out)).findFirst().get();
    assertThat(bench.verdict(other).get().answer()).isEqualTo(Answer.BROKEN_BOARD);
  }

  @Test
  void eachOfThemIsChangedByItself() {
    List<Photo> photos = openTogether("undone/", 3);
    page.keyboard().press("4");
    bench.awaitNothingLeft(page);
    page.keyboard().press("z");
    String last = bench.awaitSeen(page);
    assertThat(page.locator("#grid button")).hasCount(0);
    page.keyboard().press("1");
    Photo changed = photos.stream().filter(photo -> photo.id().equals(last)).findFirst().get();
    bench.awaitAnswer(changed, Answer.GOOD_BOARD);
    assertThat(answers(photos)).filteredOn(Answer.CANNOT_TELL::equals).hasSize(2);
  }

  @Test
  void allTakenOutIsNoAnswerAndTheKeyThatPutThemTogetherTakesThemApart() {
    openTogether("apart/", 3);
    for (int i = 0; i < 3; i++) {
      page.locator("#grid button").nth(i).click();
    }
    page.keyboard().press("1");
    assertThat(page.locator("#said")).containsText("nothing was answered");
    assertThat(page.locator("#last li")).hasCount(0);
    page.keyboard().press("a");
    assertThat(page.locator("#photo")).isVisible();
    bench.awaitSeen(page);
    page.keyboard().press("1");
    assertThat(page.locator("#last li")).hasCount(1);
  }

  @Test
  void otherCamerasAndOtherScenesAreNotAmongThem() {
    List<Photo> alike = bench.uploadMany("one/", 3);
    Photo otherCamera = bench.upload("two/000.jpg");
    Photo otherScene = bench.upload("one/other.jpg", Pictures.boards(2));
    page.addInitScript("localStorage.setItem('boardsift-together', 'yes')");
    bench.open(page);
    for (int keys = 0; keys < 5 && !isNothingLeft(); keys++) {
      String seen = bench.awaitSeen(page);
      boolean isTogether = page.locator("#grid").isVisible();
      if (isTogether) {
        assertThat(page.locator("#grid button")).hasCount(3);
      }
      page.keyboard().press("4");
      page.waitForTimeout(700);
      assertThat(seen).isNotEmpty();
    }
    bench.awaitNothingLeft(page);
    assertThat(answers(Stream.concat(alike.stream(), Stream.of(otherCamera, otherScene)).toList()))
        .hasSize(5);
  }

  private boolean isNothingLeft() {
    return page.locator("#panel-title").textContent().equals("All photos are looked at");
  }

  @ParameterizedTest
  @EnumSource
  void theyAreSeenByAll(Screen screen) {
    screen.set(page);
    openTogether("looks/", 5);
    page.locator("#grid button").nth(1).click();
    page.waitForTimeout(300);
    screen.check(page, "together");
    page.keyboard().press("4");
  }
}

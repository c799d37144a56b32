package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Two reviewers who press a key by turns every 200 ms, lose the network, reload their pages and
 * change their minds, for as many minutes as BOARDSIFT_REVIEWERS_MINUTES says. Each photo then has
 * the verdict that was given last.
 */
@EnabledIfEnvironmentVariable(named = "BOARDSIFT_REVIEWERS_MINUTES", matches = "\\d+")
class ReviewersHour extends ConsoleTest {
  private static final int PRESS_MILLIS = 200;
  private static final int UPLOADED_AT_ONCE = 200;
  private static final Map<Answer, String> KEYS =
      Map.of(Answer.GOOD_BOARD, "1", Answer.BROKEN_BOARD, "2", Answer.CANNOT_TELL, "4");

  /** What was answered last on each photo, by its id. */
  private final Map<String, Answer> given = new HashMap<>();

  private final Map<String, Integer> happened = new HashMap<>();
  private final Random random = new Random(20_261_126);

  /** One of the two. */
  private final class Reviewer {
    private final Page page;
    private final List<String> answered = new ArrayList<>();
    private Instant backOnline = Instant.MIN;
    private boolean isOffline;

    Reviewer(Page page) {
      this.page = page;
      bench.open(page);
    }

    void act() {
      if (isOffline && Instant.now().isAfter(backOnline)) {
        setOffline(false);
      }
      double chance = random.nextDouble();
      if (chance < 0.002 && !isOffline) {
        happen("offline spells");
        backOnline = Instant.now().plusSeconds(2 + random.nextInt(10));
        setOffline(true);
      } else if (chance < 0.006 && !isOffline) {
        happen("reloads");
        page.reload();
      } else if (chance < 0.03 && !answered.isEmpty()) {
        changeLast();
      } else {
        answerSeen();
      }
    }

    void setOffline(boolean offline) {
      isOffline = offline;
      page.context().setOffline(offline);
    }

    private void changeLast() {
      page.keyboard().press("z");
      String last = answered.getLast();
      try {
        page.locator("#stage[data-seen='" + last.replace("'", "\\'") + "']")
            .waitFor(
                new Locator.WaitForOptions()
                    .setState(WaitForSelectorState.ATTACHED)
                    .setTimeout(2_000));
      } catch (TimeoutError e) {
        page.keyboard().press("Escape"); // offline, and its picture is not kept
        return;
      }
      happen("changed answers");
      answer(last);
    }

    private void answerSeen() {
      String seen = page.locator("#stage").getAttribute("data-seen");
      if (seen == null) {
        happen("keys on nothing");
        page.keyboard().press("1");
      } else {
        happen("answers");
        answer(seen);
        answered.add(seen);
      }
    }

    private void answer(String photo) {
      Answer answer = List.copyOf(KEYS.keySet()).get(random.nextInt(KEYS.size()));
      page.keyboard().press(KEYS.get(answer));
      given.put(photo, answer);
    }
  }

  private void happen(String what) {
    happened.merge(what, 1, Integer::sum);
  }

  @Test
  void everyVerdictIsRight() {
    int minutes = Integer.parseInt(System.getenv("BOARDSIFT_REVIEWERS_MINUTES"));
    Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
    List<Photo> photos = new ArrayList<>();
    try (Page other = bench.newPage()) {
      List<Reviewer> reviewers = List.of(new Reviewer(page), new Reviewer(other));
      int turn = 0;
      while (Instant.now().isBefore(end)) {
        if (photos.size() - given.size() < UPLOADED_AT_ONCE / 2) {
          photos.addAll(bench.uploadMany("hour-" + photos.size() + "-", UPLOADED_AT_ONCE));
        }
        reviewers.get(turn++ % reviewers.size()).act();
        page.waitForTimeout(PRESS_MILLIS);
      }
      reviewers.forEach(reviewer -> reviewer.setOffline(false));
      for (Reviewer reviewer : reviewers) {
        reviewer.page.waitForCondition(
            () -> reviewer.page.locator("#unsent").isHidden(),
            new Page.WaitForConditionOptions().setTimeout(120_000));
        assertThat(reviewer.page.locator("#conflict").isVisible()).isFalse();
      }
    }
    System.out.printf("%d minutes: %s, %d photos answered%n", minutes, happened, given.size());
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(wrong(photos)).as("wrong verdicts").isEmpty());
  }

  private List<String> wrong(List<Photo> photos) {
    return photos.stream()
        .filter(photo -> given.containsKey(photo.id()))
        .filter(
            photo ->
                bench.verdict(photo).filter(v -> v.answer() == given.get(photo.id())).isEmpty())
        .map(Photo::key)
        .toList();
  }
}

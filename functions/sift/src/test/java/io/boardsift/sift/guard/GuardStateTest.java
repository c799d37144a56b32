package io.boardsift.sift.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.sift.records.MalformedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardStateTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final RunawayThreshold THRESHOLD = new RunawayThreshold(0.6, 50);

  private static GuardState after(GuardState state, String folder, int photos, int deleted) {
    Tally tally = new Tally();
    for (int i = 0; i < photos; i++) {
      if (i < deleted) {
        tally.deleted(folder + i + ".jpg", i % 3 == 0 ? "dark" : "blank");
      } else {
        tally.kept(folder + i + ".jpg");
      }
    }
    return state.plus(tally, THRESHOLD, NOW);
  }

  @Test
  void aCameraOfWhichRulesDeleteAnUnusualShareIsStoppedAndOthersGoOn() {
    GuardState usual = after(GuardState.EMPTY, "line-1/", 200, 20);
    GuardState state = after(usual, "line-2/", 60, 50);
    assertThat(state.stop("line-2/x.jpg").orElseThrow().message())
        .contains("line-2/", "50 of the last 60", "\"blank\"", "boardsift guard lift 'line-2/'");
    assertThat(state.stop("line-1/x.jpg")).isEmpty();
  }

  @Test
  void datesInFoldersMakeNoOtherCamera() {
    GuardState state = after(GuardState.EMPTY, "cam/2026/11/02/", 30, 30);
    assertThat(state.stop("cam/x.jpg")).isEmpty();
    assertThat(after(state, "cam/2026/11/03/", 30, 30).stop("cam/2026/12/01/x.jpg")).isPresent();
  }

  @Test
  void everythingIsStoppedIfAllTogetherAreUnusual() {
    GuardState state = GuardState.EMPTY;
    for (int camera = 0; camera < 10; camera++) {
      state = after(state, "cam-" + camera + "/", 10, 9);
    }
    assertThat(state.stop("another/x.jpg").orElseThrow().prefix()).isEqualTo(GuardState.ALL);
  }

  @Test
  void theShareItselfAndFewPhotosStopNothing() {
    assertThat(after(GuardState.EMPTY, "a/", 50, 30).stops()).isEmpty();
    assertThat(after(GuardState.EMPTY, "a/", 49, 49).stops()).isEmpty();
    assertThat(after(GuardState.EMPTY, "a/", 50, 31).stops()).isNotEmpty();
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    GuardState state = after(GuardState.EMPTY, "a/", 50, 29);
    state = after(after(state, "a/", 50, 0), "a/", 50, 0);
    assertThat(after(state, "a/", 49, 30).stops()).isEmpty();
    assertThat(after(after(state, "a/", 50, 40), "a/", 10, 10).stop("a/x")).isPresent();
  }

  @Test
  void aLiftedCameraBeginsAgainAndAnExemptOneIsNotStoppedForAWhile() {
    GuardState stopped = after(GuardState.EMPTY, "a/", 60, 60);
    List<String> all = List.of("a/", GuardState.ALL);
    GuardState lifted = stopped.lifted(all, Optional.empty());
    assertThat(lifted.stops()).isEmpty();
    assertThat(after(lifted, "a/", 40, 40).stops()).isEmpty();
    assertThat(after(lifted, "a/", 50, 50).stops()).isNotEmpty();
    GuardState exempt = stopped.lifted(all, Optional.of(NOW.plusSeconds(60)));
    assertThat(after(exempt, "a/", 500, 500).stops()).isEmpty();
  }

  @Test
  void onlySoManyCamerasAreKept() {
    GuardState state = GuardState.EMPTY;
    for (int camera = 0; camera < GuardState.MOST_CAMERAS + 10; camera++) {
      state = after(state, "cam-" + camera + "/", 1, 0);
    }
    assertThat(state.windows()).hasSize(GuardState.MOST_CAMERAS + 1).doesNotContainKey("cam-0/");
  }

  @Test
  void aStateComesBackAsItWasWritten() throws Exception {
    GuardState state =
        after(GuardState.EMPTY, "ü \"x\"/", 60, 60)
            .lifted(List.of("b/"), Optional.of(NOW.plusSeconds(5)));
    GuardState read = GuardFormat.read(GuardFormat.write(state));
    assertThat(GuardFormat.write(read)).isEqualTo(GuardFormat.write(state));
    assertThat(read.stop("ü \"x\"/1.jpg")).isEqualTo(state.stop("ü \"x\"/1.jpg"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"version\":2}",
        "{\"version\":1,\"stops\":{\"a/\":{}}}",
        "{\"version\":1,\"windows\":{\"a/\":{\"before\":{\"photos\":-1}}}}",
        "{\"version\":1,\"exempt\":{\"a/\":\"soon\"}}"
      })
  void whatIsNoStateIsRefused(String text) {
    assertThatThrownBy(() -> GuardFormat.read(text)).isInstanceOf(MalformedException.class);
  }
}

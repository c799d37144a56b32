package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Print PRINT = new Print(1, 2, 3, 4);

  private static Impression impression(long photo, Print print, Kind kind, int second) {
    return new Impression("cam-1/", photo, print, kind, NOON.plusSeconds(second));
  }

  private static Memory memory(List<Impression> impressions) {
    Memory memory = Memory.EMPTY;
    for (Impression impression : impressions) {
      memory = memory.with(impression).orElse(memory);
    }
    return memory;
  }

  /** {@link #PRINT} with its lowest bits turned. */
  private static Print near(int bits) {
    return new Print(1 ^ (bits == 0 ? 0 : -1L >>> (64 - bits)), 2, 3, 4);
  }

  @Test
  void tellsTheDistanceOfTheNearestAndTheThirdNearest() {
    Memory memory =
        memory(
            List.of(
                impression(1, near(9), Kind.NOT_A_BOARD, 1),
                impression(2, near(3), Kind.NOT_A_BOARD, 2),
                impression(3, near(20), Kind.NOT_A_BOARD, 3),
                impression(4, near(1), Kind.BOARD, 4)));
    assertThat(memory.nearest(Kind.NOT_A_BOARD, PRINT, "cam-1/")).isEqualTo(3);
    assertThat(memory.nearest(Kind.NOT_A_BOARD, PRINT, "cam-1/", 3)).isEqualTo(20);
    assertThat(memory.nearest(Kind.BOARD, PRINT, "cam-1/")).isEqualTo(1);
    assertThat(memory.count(Kind.BOARD, "cam-1/")).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsAsFarAsCanBe() {
    Memory memory = memory(List.of(impression(1, PRINT, Kind.NOT_A_BOARD, 1)));
    assertThat(memory.nearest(Kind.NOT_A_BOARD, PRINT, "cam-1/", 3)).isEqualTo(Print.BITS);
    assertThat(memory.nearest(Kind.BOARD, PRINT, "cam-1/")).isEqualTo(Print.BITS);
    assertThat(memory.nearest(Kind.NOT_A_BOARD, PRINT, "cam-2/")).isEqualTo(Print.BITS);
    assertThat(memory.nearestAnywhere(Kind.NOT_A_BOARD, PRINT)).isZero();
    assertThat(Memory.EMPTY.nearestAnywhere(Kind.BOARD, PRINT)).isEqualTo(Memory.FAR);
  }

  @Test
  void theNearestOfAllCamerasIsFoundAmongMany() {
    Random random = new Random(1);
    List<Impression> impressions = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      Print print =
          new Print(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      impressions.add(new Impression("cam-" + i % 3, i, print, Kind.BOARD, NOON.plusSeconds(i)));
    }
    Memory memory = memory(impressions);
    for (Impression impression : impressions) {
      Print print = impression.print();
      Print turned = new Print(print.a() ^ 7, print.b() ^ 1, print.c() ^ 15, print.d());
      assertThat(memory.nearestAnywhere(Kind.BOARD, turned)).isEqualTo(8);
      Print far = new Print(~print.a(), print.b(), print.c(), print.d());
      assertThat(memory.nearestAnywhere(Kind.BOARD, far)).isEqualTo(Memory.FAR);
    }
  }

  @Test
  void aChangedAnswerTakesTheEarlierOnesPlace() {
    Memory memory =
        memory(
            List.of(
                impression(1, PRINT, Kind.NOT_A_BOARD, 1), impression(1, PRINT, Kind.BOARD, 2)));
    assertThat(memory.count(Kind.NOT_A_BOARD, "cam-1/")).isZero();
    assertThat(memory.count(Kind.BOARD, "cam-1/")).isEqualTo(1);
  }

  @Test
  void anAnswerTakenBackIsForgottenEvenIfItComesLater() {
    Memory memory =
        memory(
            List.of(
                impression(1, PRINT, Kind.NEITHER, 2), impression(1, PRINT, Kind.NOT_A_BOARD, 1)));
    assertThat(memory.nearest(Kind.NOT_A_BOARD, PRINT, "cam-1/")).isEqualTo(Print.BITS);
  }

  @Test
  void theSameAgainChangesNothing() {
    Impression impression = impression(1, PRINT, Kind.BOARD, 1);
    assertThat(memory(List.of(impression)).with(impression)).isEmpty();
  }

  @Test
  void theOrderOfAnswersDoesNotMatter() {
    List<Impression> impressions = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Kind kind = KINDS.get(random.nextInt(3));
      impressions.add(impression(random.nextInt(40), near(random.nextInt(64)), kind, i));
    }
    byte[] inOrder = MemoryFormat.write(memory(impressions));
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(impressions, random);
      assertThat(MemoryFormat.write(memory(impressions))).isEqualTo(inOrder);
    }
  }

  @Test
  void theEarliestAnswersOfACameraMakeRoom() {
    List<Impression> impressions = new ArrayList<>();
    impressions.add(impression(0, PRINT, Kind.NOT_A_BOARD, 0));
    for (int i = 1; i <= Impressions.MOST; i++) {
      impressions.add(impression(i, near(30), Kind.NOT_A_BOARD, i));
    }
    Memory memory = memory(impressions);
    assertThat(memory.count(Kind.NOT_A_BOARD, "cam-1/")).isEqualTo(Impressions.MOST);
    assertThat(memory.nearest(Kind.NOT_A_BOARD, PRINT, "cam-1/")).isEqualTo(30);
    assertThat(memory.with(impressions.getFirst())).isEmpty();
  }

  @Test
  void theCameraSilentForTheLongestMakesRoom() {
    Memory memory = Memory.EMPTY;
    for (int i = 0; i <= Memory.MOST_CAMERAS; i++) {
      memory =
          memory
              .with(new Impression("c" + i, i, PRINT, Kind.BOARD, NOON.plusSeconds(i)))
              .orElseThrow();
    }
    assertThat(memory.count(Kind.BOARD, "c0")).isZero();
    assertThat(memory.size()).isEqualTo(Memory.MOST_CAMERAS);
  }

  @ParameterizedTest
  @CsvSource({
    "line-1/cam-2/0815.jpg, line-1/cam-2/",
    "line-1/cam-2/2026/11/24/08.jpg, line-1/cam-2/",
    "cam-2/2026-11-24/x.jpg, cam-2/",
    "2026-11-24/cam-2/x.jpg, cam-2/",
    "cam-2/20261124/x.jpg, cam-2/",
    "cam=2/year=2026/month=11/x.jpg, cam=2/",
    "12/07/x.jpg, 12/07/",
    "line-2026/x.jpg, line-2026/",
    "x.jpg, ''"
  })
  void aCameraIsTheFoldersWithoutDates(String key, String camera) {
    assertThat(Impression.camera(key)).isEqualTo(camera);
  }
}

package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
  private static final List<Label> KINDS = List.of(Label.values());
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final PerceptualHash PRINT = new PerceptualHash(1, 2, 3, 4);

  private static RememberedPhoto remembered(
      long photo, PerceptualHash print, Label kind, int second) {
    return remembered(photo, new Appearance(print, Optional.empty()), kind, second);
  }

  private static RememberedPhoto remembered(
      long photo, Appearance appearance, Label kind, int second) {
    return new RememberedPhoto("cam-1/", photo, appearance, kind, NOON.plusSeconds(second));
  }

  private static Memory memory(List<RememberedPhoto> rememberedPhotos) {
    Memory memory = Memory.EMPTY;
    for (RememberedPhoto remembered : rememberedPhotos) {
      memory = memory.with(remembered).orElse(memory);
    }
    return memory;
  }

  /** {@link #PRINT} with its lowest bits turned. */
  private static PerceptualHash near(int bits) {
    return new PerceptualHash(1 ^ (bits == 0 ? 0 : -1L >>> (64 - bits)), 2, 3, 4);
  }

  @Test
  void tellsTheDistanceOfTheNearestAndTheThirdNearest() {
    Memory memory =
        memory(
            List.of(
                remembered(1, near(9), Label.NOT_A_BOARD, 1),
                remembered(2, near(3), Label.NOT_A_BOARD, 2),
                remembered(3, near(20), Label.NOT_A_BOARD, 3),
                remembered(4, near(1), Label.BOARD, 4)));
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, "cam-1/")).isEqualTo(3);
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, "cam-1/", 3)).isEqualTo(20);
    assertThat(memory.nearest(Label.BOARD, PRINT, "cam-1/")).isEqualTo(1);
    assertThat(memory.count(Label.BOARD, "cam-1/")).isEqualTo(1);
  }

  /** {@link #PRINT} with tiles that are all of one level. */
  private static Appearance tiled(int level) {
    byte[] levels = new byte[TilePrint.LEVELS];
    Arrays.fill(levels, (byte) level);
    return new Appearance(PRINT, TilePrint.of(levels));
  }

  private static int thirdLeastDifference(Memory memory, int level) {
    return memory.leastDifference(
        Label.NOT_A_BOARD, tiled(level).tiles().orElseThrow(), "cam-1/", 3);
  }

  @Test
  void tellsByHowMuchTheTileDiffersThatChangedMost() {
    List<RememberedPhoto> three =
        List.of(
            remembered(1, tiled(9), Label.NOT_A_BOARD, 1),
            remembered(2, tiled(20), Label.NOT_A_BOARD, 2),
            remembered(3, tiled(12), Label.NOT_A_BOARD, 3));
    assertThat(thirdLeastDifference(memory(three), 10)).isEqualTo(10);
    assertThat(thirdLeastDifference(memory(three.subList(0, 2)), 10)).isEqualTo(TilePrint.MOST);
  }

  @Test
  void photosWhoseTilesAreNotKnownAreLikeNone() {
    Memory memory =
        memory(
            List.of(
                remembered(1, tiled(9), Label.NOT_A_BOARD, 1),
                remembered(2, tiled(9), Label.NOT_A_BOARD, 2),
                remembered(3, PRINT, Label.NOT_A_BOARD, 3)));
    assertThat(thirdLeastDifference(memory, 9)).isEqualTo(TilePrint.MOST);
    Memory more = memory.with(remembered(4, tiled(9), Label.NOT_A_BOARD, 4)).orElseThrow();
    assertThat(thirdLeastDifference(more, 9)).isZero();
  }

  @Test
  void tilesAreKeptOfTheLatestThatPeopleThrewAwayOnly() {
    List<RememberedPhoto> rememberedPhotos = new ArrayList<>();
    for (int i = 0; i < RememberedPhotos.MOST_TILES + 1; i++) {
      rememberedPhotos.add(remembered(i, tiled(i < 3 ? 9 : 40), Label.NOT_A_BOARD, i));
      rememberedPhotos.add(remembered(1000 + i, tiled(9), Label.BOARD, i));
    }
    Memory memory = memory(rememberedPhotos);
    assertThat(thirdLeastDifference(memory, 9)).isEqualTo(31);
    assertThat(memory.count(Label.NOT_A_BOARD, "cam-1/")).isEqualTo(201);
    assertThat(memory.cameras().get("cam-1/").of(Label.BOARD).tilesKnown()).isZero();
  }

  @Test
  void whatIsNotThereIsAsFarAsCanBe() {
    Memory memory = memory(List.of(remembered(1, PRINT, Label.NOT_A_BOARD, 1)));
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, "cam-1/", 3))
        .isEqualTo(PerceptualHash.BITS);
    assertThat(memory.nearest(Label.BOARD, PRINT, "cam-1/")).isEqualTo(PerceptualHash.BITS);
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, "cam-2/")).isEqualTo(PerceptualHash.BITS);
    assertThat(memory.nearestAnywhere(Label.NOT_A_BOARD, PRINT)).isZero();
    assertThat(Memory.EMPTY.nearestAnywhere(Label.BOARD, PRINT)).isEqualTo(Memory.FAR);
  }

  @Test
  void theNearestOfAllCamerasIsFoundAmongMany() {
    Random random = new Random(1);
    List<RememberedPhoto> rememberedPhotos = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      PerceptualHash print =
          new PerceptualHash(
              random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      rememberedPhotos.add(
          new RememberedPhoto(
              "cam-" + i % 3,
              i,
              new Appearance(print, Optional.empty()),
              Label.BOARD,
              NOON.plusSeconds(i)));
    }
    Memory memory = memory(rememberedPhotos);
    for (RememberedPhoto remembered : rememberedPhotos) {
      PerceptualHash print = remembered.appearance().print();
      PerceptualHash turned =
          new PerceptualHash(print.a() ^ 7, print.b() ^ 1, print.c() ^ 15, print.d());
      assertThat(memory.nearestAnywhere(Label.BOARD, turned)).isEqualTo(8);
      PerceptualHash far = new PerceptualHash(~print.a(), print.b(), print.c(), print.d());
      assertThat(memory.nearestAnywhere(Label.BOARD, far)).isEqualTo(Memory.FAR);
    }
  }

  @Test
  void aChangedAnswerTakesTheEarlierOnesPlace() {
    Memory memory =
        memory(
            List.of(
                remembered(1, PRINT, Label.NOT_A_BOARD, 1), remembered(1, PRINT, Label.BOARD, 2)));
    assertThat(memory.count(Label.NOT_A_BOARD, "cam-1/")).isZero();
    assertThat(memory.count(Label.BOARD, "cam-1/")).isEqualTo(1);
  }

  @Test
  void anAnswerTakenBackIsForgottenEvenIfItComesLater() {
    Memory memory =
        memory(
            List.of(
                remembered(1, PRINT, Label.NEITHER, 2),
                remembered(1, PRINT, Label.NOT_A_BOARD, 1)));
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, "cam-1/")).isEqualTo(PerceptualHash.BITS);
  }

  @Test
  void theSameAgainChangesNothing() {
    RememberedPhoto remembered = remembered(1, PRINT, Label.BOARD, 1);
    assertThat(memory(List.of(remembered)).with(remembered)).isEmpty();
  }

  @Test
  void theOrderOfAnswersDoesNotMatter() {
    List<RememberedPhoto> rememberedPhotos = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Label kind = KINDS.get(random.nextInt(3));
      rememberedPhotos.add(remembered(random.nextInt(40), near(random.nextInt(64)), kind, i));
    }
    byte[] inOrder = MemoryFormat.write(memory(rememberedPhotos));
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(rememberedPhotos, random);
      assertThat(MemoryFormat.write(memory(rememberedPhotos))).isEqualTo(inOrder);
    }
  }

  @Test
  void theEarliestAnswersOfACameraMakeRoom() {
    List<RememberedPhoto> rememberedPhotos = new ArrayList<>();
    rememberedPhotos.add(remembered(0, PRINT, Label.NOT_A_BOARD, 0));
    for (int i = 1; i <= RememberedPhotos.MOST; i++) {
      rememberedPhotos.add(remembered(i, near(30), Label.NOT_A_BOARD, i));
    }
    Memory memory = memory(rememberedPhotos);
    assertThat(memory.count(Label.NOT_A_BOARD, "cam-1/")).isEqualTo(RememberedPhotos.MOST);
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, "cam-1/")).isEqualTo(30);
    assertThat(memory.with(rememberedPhotos.getFirst())).isEmpty();
  }

  @Test
  void theCameraSilentForTheLongestMakesRoom() {
    Memory memory = Memory.EMPTY;
    Appearance appearance = new Appearance(PRINT, Optional.empty());
    for (int i = 0; i <= Memory.MOST_CAMERAS; i++) {
      memory =
          memory
              .with(new RememberedPhoto("c" + i, i, appearance, Label.BOARD, NOON.plusSeconds(i)))
              .orElseThrow();
    }
    assertThat(memory.count(Label.BOARD, "c0")).isZero();
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
    assertThat(RememberedPhoto.camera(key)).isEqualTo(camera);
  }
}

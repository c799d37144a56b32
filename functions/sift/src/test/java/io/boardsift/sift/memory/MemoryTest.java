package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    Memory memory = Memory.empty("cam-1/");
    for (RememberedPhoto remembered : rememberedPhotos) {
      memory = memory.with(remembered);
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
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT)).isEqualTo(3);
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, 3)).isEqualTo(20);
    assertThat(memory.nearest(Label.BOARD, PRINT)).isEqualTo(1);
    assertThat(memory.count(Label.BOARD)).isEqualTo(1);
  }

  /** {@link #PRINT} with tiles that are all of one level. */
  private static Appearance tiled(int level) {
    byte[] levels = new byte[TilePrint.LEVELS];
    Arrays.fill(levels, (byte) level);
    return new Appearance(PRINT, TilePrint.of(levels));
  }

  private static int thirdLeastDifference(Memory memory, int level) {
    return memory.leastDifference(Label.NOT_A_BOARD, tiled(level).tiles().orElseThrow(), 3);
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
    Memory more = memory.with(remembered(4, tiled(9), Label.NOT_A_BOARD, 4));
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
    assertThat(memory.count(Label.NOT_A_BOARD)).isEqualTo(201);
    assertThat(memory.of(Label.BOARD).tilesKnown()).isZero();
  }

  @Test
  void whatIsNotThereIsAsFarAsCanBe() {
    Memory memory = memory(List.of(remembered(1, PRINT, Label.NOT_A_BOARD, 1)));
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT, 3)).isEqualTo(PerceptualHash.BITS);
    assertThat(memory.nearest(Label.BOARD, PRINT)).isEqualTo(PerceptualHash.BITS);
  }

  @Test
  void aPhotoOfAnotherCameraIsNotTaken() {
    RememberedPhoto other =
        new RememberedPhoto(
            "cam-2/", 1, new Appearance(PRINT, Optional.empty()), Label.NOT_A_BOARD, NOON);
    assertThatThrownBy(() -> Memory.empty("cam-1/").with(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cam-2/");
  }

  @Test
  void itsPhotosMakeTheSameMemory() {
    Memory memory =
        memory(
            List.of(
                remembered(1, tiled(9), Label.NOT_A_BOARD, 1),
                remembered(2, near(3), Label.NOT_A_BOARD, 2),
                remembered(3, near(20), Label.BOARD, 3),
                remembered(4, near(1), Label.NEITHER, 4)));
    assertThat(memory.photos()).hasSize(4);
    assertThat(MemoryFormat.write(memory(memory.photos()))).isEqualTo(MemoryFormat.write(memory));
  }

  @Test
  void aChangedAnswerTakesTheEarlierOnesPlace() {
    Memory memory =
        memory(
            List.of(
                remembered(1, PRINT, Label.NOT_A_BOARD, 1), remembered(1, PRINT, Label.BOARD, 2)));
    assertThat(memory.count(Label.NOT_A_BOARD)).isZero();
    assertThat(memory.count(Label.BOARD)).isEqualTo(1);
  }

  @Test
  void anAnswerTakenBackIsForgottenEvenIfItComesLater() {
    Memory memory =
        memory(
            List.of(
                remembered(1, PRINT, Label.NEITHER, 2),
                remembered(1, PRINT, Label.NOT_A_BOARD, 1)));
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT)).isEqualTo(PerceptualHash.BITS);
  }

  @Test
  void theSameAgainChangesNothing() {
    RememberedPhoto remembered = remembered(1, PRINT, Label.BOARD, 1);
    Memory memory = memory(List.of(remembered));
    assertThat(memory.with(remembered)).isSameAs(memory);
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
    assertThat(memory.count(Label.NOT_A_BOARD)).isEqualTo(RememberedPhotos.MOST);
    assertThat(memory.nearest(Label.NOT_A_BOARD, PRINT)).isEqualTo(30);
    assertThat(memory.with(rememberedPhotos.getFirst())).isSameAs(memory);
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

  /** As of two answers that are recorded. */
  @Test
  void ofTwoAnswersAtOneMomentTheOneThatDeletesNothingCountsInAnyOrder() {
    RememberedPhoto no = remembered(1, PRINT, Label.NOT_A_BOARD, 1);
    for (Label other : List.of(Label.BOARD, Label.NEITHER)) {
      RememberedPhoto yes = remembered(1, PRINT, other, 1);
      assertThat(memory(List.of(no, yes)).count(Label.NOT_A_BOARD)).isZero();
      assertThat(memory(List.of(yes, no)).count(Label.NOT_A_BOARD)).as("%s first", other).isZero();
    }
  }
}

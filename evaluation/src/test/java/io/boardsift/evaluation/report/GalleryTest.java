package io.boardsift.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.PhotoSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GalleryTest {
  private static Card card(String path) {
    return new Card(
        path, "", "", List.of(), Optional.empty(), List.of(), PhotoSource.of(path, new byte[0]));
  }

  private static List<Integer> shownEvenly(int photos) {
    return Gallery.evenly(
            "all", IntStream.range(0, photos).boxed().toList(), i -> card(Integer.toString(i)))
        .cards()
        .stream()
        .map(card -> Integer.parseInt(card.path()))
        .toList();
  }

  @Test
  void someOfThemAreTakenFromAllOverThem() {
    assertThat(shownEvenly(79)).hasSize(40).startsWith(0, 1, 3).endsWith(75, 77);
    assertThat(shownEvenly(1_000)).hasSize(40).startsWith(0, 25, 50).endsWith(975);
    assertThat(shownEvenly(3)).containsExactly(0, 1, 2);
    assertThat(shownEvenly(0)).isEmpty();
  }

  @Test
  void theNameComesBeforeTheFolder() {
    assertThat(card("/home/ann/line 1/a.jpg").shown(PictureSize.MANY, ""))
        .containsEntry("name", "a.jpg")
        .containsEntry("folder", "/home/ann/line 1/");
    assertThat(card("a.jpg").shown(PictureSize.MANY, "")).containsEntry("folder", "");
    assertThat(card("folder/").shown(PictureSize.MANY, "")).containsEntry("name", "folder/");
  }

  @Test
  void theFolderThatAllAreInIsLeftOut() {
    List<Card> cards =
        List.of(card("/p/line 1/a.jpg"), card("/p/line 10/a.jpg"), card("/p/line 1/b/a.jpg"));
    assertThat(Card.commonFolder(cards)).isEqualTo("/p/");
    assertThat(cards.getFirst().shown(PictureSize.MANY, "/p/"))
        .containsEntry("folder", "line 1/")
        .containsEntry("path", "/p/line 1/a.jpg");
    assertThat(Card.commonFolder(List.of(card("/p/a.jpg"), card("/p/b.jpg")))).isEqualTo("/p/");
    assertThat(Card.commonFolder(List.of(card("/p/a.jpg"), card("q/b.jpg")))).isEmpty();
    assertThat(Card.commonFolder(List.of())).isEmpty();
  }

  @Test
  void manyPicturesAreSmallerOnes() {
    assertThat(PictureSize.onPageOf(0)).isEqualTo(PictureSize.FEW);
    assertThat(PictureSize.onPageOf(41)).isEqualTo(PictureSize.SOME);
    assertThat(PictureSize.onPageOf(1_000)).isEqualTo(PictureSize.MANY);
  }
}

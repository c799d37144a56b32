package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFilesTest {
  @TempDir private Path folder;

  private final List<String> skipped = new ArrayList<>();
  private Path photos;
  private Path elsewhere;

  @BeforeEach
  void makeFolders() throws IOException {
    photos = Files.createDirectories(folder.resolve("photos/day"));
    Files.writeString(photos.resolve("a.jpg"), "a");
    elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("secret"), "secret");
  }

  private List<String> names(Path... roots) {
    return PhotoFiles.under(List.of(roots), skipped::add).stream()
        .map(photo -> Path.of(photo.name()).getFileName().toString())
        .toList();
  }

  @Test
  void linksThatLeadOutOfTheFolderAreSkippedAndTold() throws IOException {
    Files.createSymbolicLink(photos.resolve("link.jpg"), elsewhere.resolve("secret"));
    Files.createSymbolicLink(photos.resolve("folder"), elsewhere);
    assertThat(names(folder.resolve("photos"))).containsExactly("a.jpg");
    assertThat(skipped).hasSize(2).allMatch(line -> line.contains("leads out of what was given"));
  }

  @Test
  void linksWithinWhatWasGivenAreFollowedAndNothingComesTwice() throws IOException {
    Files.createSymbolicLink(photos.resolve("b.jpg"), photos.resolve("a.jpg"));
    Files.createSymbolicLink(photos.resolve("folder"), elsewhere);
    assertThat(names(folder.resolve("photos"), elsewhere)).containsExactly("a.jpg", "secret");
    assertThat(skipped).isEmpty();
  }

  @Test
  void aLinkThatIsGivenItselfIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    Path file = Files.createSymbolicLink(folder.resolve("file"), photos.resolve("a.jpg"));
    assertThat(names(link, file)).containsExactly("secret", "file");
    assertThat(skipped).isEmpty();
  }

  @Test
  void linksInACircleAndToNowhereStopNothing() throws IOException {
    Files.createSymbolicLink(photos.resolve("round"), folder.resolve("photos"));
    Files.createSymbolicLink(photos.resolve("nowhere"), folder.resolve("missing"));
    assertThat(names(folder.resolve("photos"))).containsExactly("a.jpg");
  }
}

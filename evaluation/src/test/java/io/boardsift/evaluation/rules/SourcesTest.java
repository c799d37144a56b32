package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir private Path folder;

  private Path photo(String name) throws IOException {
    Path file = folder.resolve("board").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[1]);
  }

  private String source(Path photo) {
    return LabelledPhotos.under(folder.resolve("board"), true).stream()
        .filter(labelled -> labelled.path().equals(photo.toString()))
        .findFirst()
        .orElseThrow()
        .source();
  }

  @Test
  void aManifestAboveTheFolderTells() throws IOException {
    Path photo = photo("a.jpg");
    Files.writeString(
        folder.resolve("manifest.csv"),
        "path,label,source\nboard/a.jpg,board,\"line 1, bench 2\"\n");
    assertThat(source(photo)).isEqualTo("line 1, bench 2");
  }

  @Test
  void aManifestInTheFolderTellsAndIsNoPhoto() throws IOException {
    Path photo = photo("a.jpg");
    Files.writeString(folder.resolve("board/manifest.csv"), "file,source\na.jpg,line 7\n");
    assertThat(source(photo)).isEqualTo("line 7");
    assertThat(LabelledPhotos.under(folder.resolve("board"), true)).hasSize(1);
  }

  @Test
  void withoutAManifestTheSubFolderTells() throws IOException {
    assertThat(source(photo("camera-1/x/a.jpg"))).isEqualTo("camera-1");
  }

  @Test
  void withoutEitherTheNameTells() throws IOException {
    assertThat(source(photo("bench-0017.jpg"))).isEqualTo("bench");
  }

  @Test
  void aManifestThatIsNoneIsRefusedByName() throws IOException {
    photo("a.jpg");
    Files.writeString(folder.resolve("manifest.csv"), "path,source\n\"a.jpg,never closed\n");
    assertThatThrownBy(() -> LabelledPhotos.under(folder.resolve("board"), true))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("manifest.csv");
  }
}

package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir private Path folder;

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aDataFolderIsItsOwnersOnlyAlsoOneThatWasOpenToOthers() throws IOException {
    Path data = folder.resolve("some/data");
    DataFolder.open(data).close();
    assertThat(rights(data)).isEqualTo("rwx------");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataFolder.open(data).close();
    assertThat(rights(data)).isEqualTo("rwx------");
  }

  @Test
  void aPrivateFileIsClosedWhetherItWasThereOrNot() throws IOException {
    Path file = folder.resolve("new/file");
    PrivateFiles.make(file);
    assertThat(rights(file)).isEqualTo("rw-------");
    Path old = Files.writeString(folder.resolve("old"), "kept");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
    PrivateFiles.make(old);
    assertThat(rights(old)).isEqualTo("rw-------");
    assertThat(old).hasContent("kept");
  }
}

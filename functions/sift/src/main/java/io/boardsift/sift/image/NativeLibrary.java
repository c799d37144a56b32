package io.boardsift.sift.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Finds the image library for this machine: next to the function's code on Lambda (unpacked when
 * the zip was built), else inside the jar on the class path.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  static Path locate() {
    String platform = platform();
    String name = platform.startsWith("macosx") ? "libleptonica.6.dylib" : "libleptonica.so.6";
    String task = System.getenv("LAMBDA_TASK_ROOT");
    if (task != null) {
      Path unpacked = Path.of(task, "lib", platform, name);
      if (Files.exists(unpacked)) {
        return unpacked;
      }
    }
    String resource = "/org/bytedeco/leptonica/" + platform + "/" + name;
    try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "no image library for this machine ("
                + platform
                + "): there is one for Linux and macOS on x86_64 and arm64");
      }
      Path file = Files.createTempFile("boardsift-", "-" + name);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the image library cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "macosx" : system.replace(' ', '-'))
        + "-"
        + switch (processor) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> processor;
        };
  }
}

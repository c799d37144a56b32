package io.boardsift.evaluation.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A report as one file to look at: a template, in the style of all reports. */
public final class Page {
  private Page() {}

  /**
   * Fills a template and writes it.
   *
   * @param template the resource's name
   * @param content what it names
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, String template, Map<String, Object> content) {
    Map<String, Object> all = new HashMap<>(content);
    all.put("style", resource("report.css"));
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(
          file,
          Mustache.compiler()
              .emptyStringIsFalse(true)
              .withLoader(name -> new StringReader(resource(name)))
              .compile(resource(template))
              .execute(all));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String resource(String name) {
    try (InputStream resource = Page.class.getResourceAsStream("/" + name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ConditionalObject.State;
import io.boardsift.aws.PhotosBucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What the owner tells reviewers: {@link GuideFiles} in the results bucket, below {@code guide/}.
 */
final class Guide {
  private static final Logger LOG = LoggerFactory.getLogger(Guide.class);
  private static final Duration VALIDITY = Duration.ofMinutes(15);

  /** In characters, as Unicode counts them; nobody reads more. */
  private static final int LONGEST_TEXT = 100_000;

  private final S3Client s3;
  private final String bucket;
  private final S3Presigner presigner;

  Guide(S3Client s3, String bucket, S3Presigner presigner) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.presigner = Objects.requireNonNull(presigner);
  }

  /**
   * What the page is told. All addresses are secrets, and hold for 15 minutes.
   *
   * @param instructions HTML without scripts; empty if there are none
   * @param version of the instructions
   * @param defects what can be broken; may be empty
   * @param examples addresses of pictures by the answer's words
   * @param references addresses of pictures by camera
   */
  record Shown(
      String instructions,
      String version,
      List<String> defects,
      Map<String, String> examples,
      Map<String, String> references) {}

  Shown show() {
    List<String> paths =
        s3
            .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(GuideFiles.FOLDER))
            .contents()
            .stream()
            .map(S3Object::key)
            .map(key -> key.substring(GuideFiles.FOLDER.length()))
            .toList();
    GuideFiles files = GuideFiles.of(paths);
    files
        .problems()
        .forEach(problem -> LOG.warn("a file of the guide is not used", entry("file", problem)));
    Optional<State> instructions = read(paths, GuideFiles.INSTRUCTIONS);
    return new Shown(
        html(instructions.map(Guide::text).orElse("")),
        instructions.map(State::eTag).orElse(""),
        GuideFiles.defects(read(paths, GuideFiles.DEFECTS).map(Guide::text).orElse("")),
        addresses(files.examples()),
        addresses(files.references()));
  }

  private Optional<State> read(List<String> paths, String path) {
    return paths.contains(path)
        ? new ConditionalObject(s3, bucket, GuideFiles.FOLDER + path).read()
        : Optional.empty();
  }

  private static String text(State file) {
    String text = file.text();
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT));
  }

  private Map<String, String> addresses(Map<String, String> paths) {
    return paths.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> address(entry.getValue())));
  }

  private String address(String path) {
    GetObjectRequest get =
        GetObjectRequest.builder().bucket(bucket).key(GuideFiles.FOLDER + path).build();
    return PhotosBucket.address(presigner, get, VALIDITY).toString();
  }

  /** HTML in it is shown as text. */
  private String html(String markdown) {
    return HtmlRenderer.builder()
        .escapeHtml(true)
        .sanitizeUrls(true)
        .urlSanitizer(new Addresses())
        .build()
        .render(Parser.builder().build().parse(markdown));
  }

  /** Pictures that lie next to the instructions are shown, others are not. */
  private final class Addresses implements UrlSanitizer {
    private final UrlSanitizer links = new DefaultUrlSanitizer();

    @Override
    public String sanitizeLinkUrl(String url) {
      return links.sanitizeLinkUrl(url);
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return url.contains(":") || url.startsWith("/") ? "" : address(url);
    }
  }
}

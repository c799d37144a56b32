package io.boardsift.local;

import io.boardsift.console.GuideFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Puts the files by which an owner guides reviewers to where the console looks for them. */
public final class GuideFolder {
  private GuideFolder() {}

  /**
   * Makes the guide in the results bucket the same as a folder.
   *
   * @param news told of each file or link that will not be used, and why
   * @throws UncheckedIOException if a file cannot be read
   */
  public static void put(Path folder, S3Client s3, Consumer<String> news) {
    List<String> paths = files(folder, news);
    GuideFiles.of(paths).problems().forEach(problem -> news.accept("--guide: " + problem));
    Set<String> stale = new HashSet<>(keys(s3));
    for (String path : paths) {
      String key = GuideFiles.FOLDER + path;
      s3.putObject(put -> put.bucket(LocalDeployment.RESULTS).key(key), folder.resolve(path));
      stale.remove(key);
    }
    stale.forEach(key -> s3.deleteObject(d -> d.bucket(LocalDeployment.RESULTS).key(key)));
  }

  private static Set<String> keys(S3Client s3) {
    return s3
        .listObjectsV2Paginator(
            list -> list.bucket(LocalDeployment.RESULTS).prefix(GuideFiles.FOLDER))
        .contents()
        .stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  private static List<String> files(Path folder, Consumer<String> news) {
    try {
      return LinkedFiles.under(folder, Set.of(folder.toRealPath()), news).stream()
          .map(folder::relativize)
          .filter(
              path ->
                  StreamSupport.stream(path.spliterator(), false).noneMatch(GuideFolder::isHidden))
          .map(path -> path.toString().replace('\\', '/'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("--guide " + folder + " cannot be read", e);
    }
  }

  private static boolean isHidden(Path name) {
    return name.toString().startsWith(".");
  }
}

package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Previews.Preview;
import io.boardsift.sift.Photo;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Where a browser finds photos, see {@link ReviewTasks.Links}. */
record PictureLinks(Previews previews, S3Presigner presigner) {
  private static final Logger LOG = LoggerFactory.getLogger(PictureLinks.class);

  /** Longer than a lease, so that a photo can be loaded as long as it may be answered. */
  private static final Duration VALIDITY = TasksQueue.LEASE.multipliedBy(3);

  ReviewTasks.Links of(Photo photo) {
    String original = PhotosBucket.address(presigner, photo, VALIDITY).toString();
    Optional<Preview> preview = preview(photo);
    String picture = preview.map(known -> known.address().toString()).orElse(original);
    boolean isAlone = preview.filter(Preview::isAlone).isPresent();
    return new ReviewTasks.Links(picture, isAlone ? picture : original, original);
  }

  /** Whoever cannot be asked for a preview has none. */
  private Optional<Preview> preview(Photo photo) {
    try {
      return previews.find(presigner, photo, VALIDITY);
    } catch (SdkException e) {
      LOG.warn("no preview", entry("photo", photo.id()), entry("reason", String.valueOf(e)));
      return Optional.empty();
    }
  }
}

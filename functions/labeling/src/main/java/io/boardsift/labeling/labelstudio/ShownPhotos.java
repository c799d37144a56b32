package io.boardsift.labeling.labelstudio;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Previews;
import io.boardsift.sift.Photo;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What Label Studio shows: a photo's preview, or where triage made none, a copy of the photo in the
 * preview's place. Label Studio knows no versions of objects and reads some keys wrongly; these
 * objects' names hold no odd character, and each is of one version for good.
 */
final class ShownPhotos {
  private static final Logger LOG = LoggerFactory.getLogger(ShownPhotos.class);

  /**
   * Larger photos without a preview could not be rendered, or are no pictures. It is held in memory
   * once.
   */
  private static final long MOST_BYTES = 32L << 20;

  private final S3Client s3;
  private final String bucket;
  private final PhotosBucket photos;
  private final Previews previews;

  ShownPhotos(S3Client s3, String resultsBucket, PhotosBucket photos) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(resultsBucket);
    this.photos = Objects.requireNonNull(photos);
    this.previews = new Previews(s3, resultsBucket);
  }

  /**
   * The address of what is shown of a photo, {@code s3://bucket/key}. If the photo is gone nothing
   * is there; people see that, and say so.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if S3 cannot be asked
   */
  String of(Photo photo) {
    ConditionalObject shown = new ConditionalObject(s3, bucket, Previews.key(photo));
    if (shown.eTag().isEmpty()) {
      copy(photo);
    }
    return shown.address();
  }

  private void copy(Photo photo) {
    if (photo.size() > MOST_BYTES) {
      LOG.warn("too large to be shown", entry("photo", photo.id()));
      return;
    }
    try {
      previews.keep(photo, photos.bytes(photo), false);
    } catch (S3Exception e) {
      if (e.statusCode() / 100 != 4) {
        throw e;
      }
      // 404, 405: this version is gone. 403: it is in a bucket that is not ours.
      LOG.warn(
          "cannot be shown, as it cannot be read",
          entry("photo", photo.id()),
          entry("status", e.statusCode()));
    }
  }
}

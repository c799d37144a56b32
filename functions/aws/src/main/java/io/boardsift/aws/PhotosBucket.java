package io.boardsift.aws;

import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Standing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What is done with photos where cameras upload them: in the bucket that each photo names. Which
 * bucket is the deployment's is for callers to check, as {@link DeletionGate} does. Reads always
 * name the version, so that what is measured is what was uploaded; nothing is ever written here but
 * delete markers, and nothing removed but them.
 */
public final class PhotosBucket {
  private static final Logger LOG = LoggerFactory.getLogger(PhotosBucket.class);

  /** What S3 answers to a range of an empty object. */
  private static final int RANGE_OF_NOTHING = 416;

  private final S3Client s3;
  private final ConditionalDelete conditionalDelete;

  /** How a deletion makes sure that it hits the version it was decided on. */
  public enum ConditionalDelete {
    /**
     * {@code If-Match} on DeleteObject, checked by S3 itself.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">Conditional
     *     deletes</a>
     */
    BY_S3,
    /**
     * HeadObject, then a plain delete: a newer upload may slip in between and be hidden,
     * restorably. Only for emulators that answer 501 to {@code If-Match}.
     */
    BY_COMPARING
  }

  /**
   * The bucket as the setting CONDITIONAL_DELETE wants it (by-s3 or by-comparing; by-s3). Comparing
   * is refused with a warning where no AWS_ENDPOINT_URL names an emulator.
   *
   * @throws SettingException if the setting is neither
   */
  public static PhotosBucket of(Settings settings, S3Client s3) {
    ConditionalDelete wanted = settings.choice("CONDITIONAL_DELETE", ConditionalDelete.BY_S3);
    if (wanted == ConditionalDelete.BY_COMPARING
        && settings.optional("AWS_ENDPOINT_URL").isEmpty()) {
      LOG.warn("CONDITIONAL_DELETE is by-comparing, which is for emulators; S3 itself compares");
      wanted = ConditionalDelete.BY_S3;
    }
    return new PhotosBucket(s3, wanted);
  }

  public PhotosBucket(S3Client s3, ConditionalDelete conditionalDelete) {
    this.s3 = Objects.requireNonNull(s3);
    this.conditionalDelete = Objects.requireNonNull(conditionalDelete);
  }

  /**
   * The photo's first bytes.
   *
   * @param length how many at most
   * @throws S3Exception with status 404 or 405 if this version is gone
   */
  public byte[] head(Photo photo, int length) {
    try {
      return read(get(photo).range("bytes=0-" + (length - 1)).build());
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_OF_NOTHING) {
        return new byte[0];
      }
      throw e;
    }
  }

  /**
   * The whole photo.
   *
   * @throws S3Exception with status 404 or 405 if this version is gone
   */
  public byte[] bytes(Photo photo) {
    return read(get(photo).build());
  }

  /**
   * A photo of which only the name is known.
   *
   * @param versionId empty for the current version
   * @return empty if it is not there
   */
  public Optional<Photo> find(String bucket, String key, String versionId) {
    try {
      HeadObjectResponse head =
          s3.headObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .versionId(versionId.isEmpty() ? null : versionId));
      return Optional.of(
          new Photo(bucket, key, head.versionId(), head.eTag(), head.contentLength()));
    } catch (S3Exception e) {
      // 405: the version is a delete marker.
      if (e.statusCode() == 404 || e.statusCode() == 405) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * A version in the bucket.
   *
   * @param uploadedAt when
   * @param standing where it stands
   */
  public record PhotoVersion(Photo photo, Instant uploadedAt, Standing standing) {}

  /** All versions of a key, the newest first. */
  public List<PhotoVersion> versions(String bucket, String key) {
    KeyHistory history = KeyHistory.read(s3, bucket, key);
    return history.entries().stream()
        .filter(entry -> !entry.isMarker())
        .map(
            entry ->
                new PhotoVersion(
                    new Photo(bucket, key, entry.versionId(), entry.eTag(), entry.size()),
                    entry.modified(),
                    history.standing(entry.versionId())))
        .toList();
  }

  /** Where a photo's version stands. */
  public Standing standing(Photo photo) {
    return KeyHistory.read(s3, photo.bucket(), photo.key()).standing(photo.versionId());
  }

  /**
   * Removes a delete marker, so that what it hid is there again. If it is gone already nothing
   * happens.
   *
   * @param marker the marker's version, as {@link Standing.Hidden} names it
   */
  public void unhide(Photo photo, String marker) {
    if (marker.isEmpty() || marker.equals(photo.versionId())) {
      // Removing a photo's own version would be for good.
      throw new IllegalArgumentException("not a delete marker on " + photo.id() + ": " + marker);
    }
    s3.deleteObject(delete -> delete.bucket(photo.bucket()).key(photo.key()).versionId(marker));
  }

  /**
   * The photo with its size as this version has it in the bucket, whatever its event said.
   *
   * @return empty if it is not there
   */
  public Optional<Photo> measured(Photo photo) {
    return find(photo.bucket(), photo.key(), photo.versionId())
        .map(
            seen ->
                new Photo(
                    photo.bucket(), photo.key(), photo.versionId(), photo.eTag(), seen.size()));
  }

  /**
   * Hides the photo behind a delete marker, unless a newer upload has taken its key. Only {@link
   * DeletionGate} may ask for it.
   */
  Deletion.Tried delete(Photo photo) {
    if (!photo.isVersioned() || photo.eTag().isEmpty()) {
      throw new IllegalArgumentException("not restorable, so not deleted: " + photo.id());
    }
    Optional<Photo> current = find(photo.bucket(), photo.key(), "");
    if (current.isEmpty()) {
      return new Deletion.AlreadyGone();
    }
    // Equal bytes have equal eTags, and S3's condition knows no version.
    if (!current.get().versionId().equals(photo.versionId())) {
      return new Deletion.Superseded();
    }
    return switch (conditionalDelete) {
      case BY_S3 -> deleteIfMatch(photo);
      case BY_COMPARING ->
          new Deletion.Deleted(
              s3.deleteObject(delete -> delete.bucket(photo.bucket()).key(photo.key()))
                  .versionId());
    };
  }

  private Deletion.Tried deleteIfMatch(Photo photo) {
    try {
      DeleteObjectResponse response =
          s3.deleteObject(
              delete ->
                  delete
                      .bucket(photo.bucket())
                      .key(photo.key())
                      .ifMatch("\"" + photo.eTag() + "\""));
      return new Deletion.Deleted(response.versionId());
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
        // 404: the current version is a delete marker. 412: it may be one, or a newer upload.
        case 404 -> new Deletion.AlreadyGone();
        case 412 -> afterMismatch(photo, e);
        default -> throw e;
      };
    }
  }

  private Deletion.Tried afterMismatch(Photo photo, S3Exception mismatch) {
    Optional<Photo> current = find(photo.bucket(), photo.key(), "");
    if (current.isEmpty()) {
      return new Deletion.AlreadyGone();
    }
    if (current.get().versionId().equals(photo.versionId())) {
      // Nothing newer is there: its event named a wrong eTag. People get it once its event is given
      // up.
      throw mismatch;
    }
    return new Deletion.Superseded();
  }

  /**
   * An address at which a browser can fetch the photo, served as a picture or as a file to save. It
   * is a secret for as long as it holds: never log it.
   */
  public static URI address(S3Presigner presigner, Photo photo, Duration validity) {
    return address(presigner, get(photo).build(), validity);
  }

  /** The same for any object. */
  public static URI address(S3Presigner presigner, GetObjectRequest get, Duration validity) {
    return URI.create(
        presigner
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(validity)
                        .getObjectRequest(ServedAs.of(get.key()).of(get)))
            .url()
            .toExternalForm());
  }

  private byte[] read(GetObjectRequest request) {
    return s3.getObject(request, new ExactBytes());
  }

  private static GetObjectRequest.Builder get(Photo photo) {
    GetObjectRequest.Builder get =
        GetObjectRequest.builder().bucket(photo.bucket()).key(photo.key());
    return photo.versionId().isEmpty() ? get : get.versionId(photo.versionId());
  }
}

package io.boardsift.aws;

import io.boardsift.sift.Photo;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Small pictures of the photos that people look at, in the results bucket: {@code
 * previews/<fingerprint>.jpg}, one for a photo version. A photo need not have one, and nothing
 * depends on it: who finds none shows the photo itself. A lifecycle rule forgets them; the key
 * follows from the photo alone.
 */
public final class Previews {
  public static final String PREVIEWS = "previews/";

  private static final String JPEG = "image/jpeg";

  private final S3Client s3;
  private final String bucket;

  public Previews(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  public static String key(Photo photo) {
    return PREVIEWS + photo.fingerprint() + ".jpg";
  }

  /**
   * Keeps a photo's preview, unless there is one.
   *
   * @param jpeg the file
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be written
   */
  public void keep(Photo photo, byte[] jpeg) {
    object(photo).write(Optional.empty(), jpeg, JPEG);
  }

  /**
   * Makes a preview young again, if there is one, so that its lifecycle does not end while the
   * photo still waits for people.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be read or written
   */
  public void renew(Photo photo) {
    ConditionalObject object = object(photo);
    object.read().ifPresent(there -> object.write(Optional.of(there.eTag()), there.bytes(), JPEG));
  }

  /**
   * An address at which a browser can fetch a photo's preview. It is a secret for as long as it
   * holds: never log it.
   *
   * @return empty if there is none
   * @throws software.amazon.awssdk.core.exception.SdkException if S3 cannot be asked
   */
  public Optional<URI> address(S3Presigner presigner, Photo photo, Duration validity) {
    return isThere(photo)
        ? Optional.of(
            URI.create(
                presigner
                    .presignGetObject(
                        presign ->
                            presign
                                .signatureDuration(validity)
                                .getObjectRequest(get -> get.bucket(bucket).key(key(photo))))
                    .url()
                    .toExternalForm()))
        : Optional.empty();
  }

  private boolean isThere(Photo photo) {
    try {
      s3.headObject(head -> head.bucket(bucket).key(key(photo)));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  private ConditionalObject object(Photo photo) {
    return new ConditionalObject(s3, bucket, key(photo));
  }
}

package io.boardsift.aws;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.sift.Photo;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Small pictures of the photos that people look at, in the results bucket: {@code
 * previews/<fingerprint>.jpg}, one for a photo version. A photo need not have one, and nothing
 * depends on it: who finds none shows the photo itself. A lifecycle rule forgets them; the key
 * follows from the photo alone.
 */
public final class Previews {
  public static final String PREVIEWS = "previews/";

  private static final Logger LOG = LoggerFactory.getLogger(Previews.class);
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
   * @throws SdkException if it cannot be written
   */
  public void keep(Photo photo, byte[] jpeg) {
    object(photo).write(Optional.empty(), jpeg, JPEG);
  }

  /**
   * Makes a preview young again, if there is one, so that its lifecycle does not end while the
   * photo still waits for people. Where that fails it is told and no error: people see the photo
   * without it, too.
   */
  public void renew(Photo photo) {
    ConditionalObject object = object(photo);
    try {
      object
          .read()
          .ifPresent(there -> object.write(Optional.of(there.eTag()), there.bytes(), JPEG));
    } catch (SdkException e) {
      LOG.warn("a preview is not renewed", entry("photo", photo.id()), e);
    }
  }

  /**
   * An address at which a browser can fetch a photo's preview. It is a secret for as long as it
   * holds: never log it.
   *
   * @return empty if there is none
   * @throws SdkException if S3 cannot be asked
   */
  public Optional<URI> address(S3Presigner presigner, Photo photo, Duration validity) {
    GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key(key(photo)).build();
    return object(photo).eTag().map(there -> PhotosBucket.address(presigner, get, validity));
  }

  private ConditionalObject object(Photo photo) {
    return new ConditionalObject(s3, bucket, key(photo));
  }
}

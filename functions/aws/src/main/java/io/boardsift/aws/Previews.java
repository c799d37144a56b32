package io.boardsift.aws;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.sift.Photo;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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

  /** Noted next to a preview without which browsers show nothing, or something else. */
  private static final Map<String, String> ALONE = Map.of("shows-the-photo", "alone");

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
   * @param isAlone whether browsers do not show the photo itself, or not as it is
   * @throws SdkException if it cannot be written
   */
  public void keep(Photo photo, byte[] jpeg, boolean isAlone) {
    object(photo).write(Optional.empty(), jpeg, JPEG, isAlone ? ALONE : Map.of());
  }

  /**
   * A photo's preview.
   *
   * @param address at which a browser can fetch it; a secret for as long as it holds: never log it
   * @param isAlone whether browsers do not show the photo itself, or not as it is
   */
  public record Preview(URI address, boolean isAlone) {}

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
          .ifPresent(
              there ->
                  object.write(Optional.of(there.eTag()), there.bytes(), JPEG, there.metadata()));
    } catch (SdkException e) {
      LOG.warn("a preview is not renewed", entry("photo", photo.id()), e);
    }
  }

  /**
   * Finds a photo's preview.
   *
   * @param validity how long its address holds
   * @return empty if there is none
   * @throws SdkException if S3 cannot be asked
   */
  public Optional<Preview> find(S3Presigner presigner, Photo photo, Duration validity) {
    GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key(key(photo)).build();
    return object(photo)
        .metadata()
        .map(
            noted ->
                new Preview(
                    PhotosBucket.address(presigner, get, validity),
                    noted.entrySet().containsAll(ALONE.entrySet())));
  }

  private ConditionalObject object(Photo photo) {
    return new ConditionalObject(s3, bucket, key(photo));
  }
}

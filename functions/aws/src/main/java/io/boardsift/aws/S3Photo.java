package io.boardsift.aws;

import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.PhotoGoneException;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.PhotoUnreachableException;
import io.boardsift.sift.image.Limits;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A photo's bytes from its bucket: its first ones by a ranged request, all only when asked for.
 * Whatever keeps S3 from answering, a missing right and a disabled key among it, says nothing of
 * the photo: it cannot be read now, and is not decided on.
 */
public record S3Photo(Photo photo, PhotosBucket bucket, Limits limits) implements PhotoSource {
  @Override
  public String key() {
    return photo.key();
  }

  @Override
  public long size() {
    return photo.size();
  }

  @Override
  public byte[] head(int length) {
    return read(() -> bucket.head(photo, length));
  }

  @Override
  public byte[] bytes() {
    check(photo.size());
    if (photo.size() >= 0) {
      return read(() -> bucket.bytes(photo));
    }
    byte[] bytes = head(Math.toIntExact(limits.bytes() + 1));
    check(bytes.length);
    return bytes;
  }

  private void check(long size) {
    if (size > limits.bytes()) {
      throw new IllegalStateException(
          "%,d bytes are more than the limit of %,d".formatted(size, limits.bytes()));
    }
  }

  private byte[] read(Supplier<byte[]> request) {
    try {
      return request.get();
    } catch (S3Exception e) {
      // 404: no such key or version. 405: the version is a delete marker.
      if (e.statusCode() == 404 || e.statusCode() == 405) {
        throw new PhotoGoneException(photo.id(), e);
      }
      throw new PhotoUnreachableException(photo.id(), e);
    } catch (SdkException e) {
      throw new PhotoUnreachableException(photo.id(), e);
    }
  }
}

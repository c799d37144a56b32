package io.boardsift.evaluation.records;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.PhotosBucket.ConditionalDelete;
import io.boardsift.aws.S3Photo;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Records in a results bucket, and photos as cameras uploaded them, deleted ones among them. */
public final class BucketRecords implements Records {
  private final S3Client s3;
  private final String bucket;
  private final PhotosBucket photos;

  public BucketRecords(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.photos = new PhotosBucket(s3, ConditionalDelete.BY_S3);
  }

  /** A record is written no earlier than what it tells happened, so none is missed. */
  @Override
  public List<String> names(String folder, Instant since) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder)).contents().stream()
        .filter(object -> !object.lastModified().isBefore(since))
        .map(S3Object::key)
        .toList();
  }

  @Override
  public String read(String name) {
    byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asByteArrayUnsafe();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<byte[]> rules(String name) {
    try {
      return Optional.of(s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean hasPhotos() {
    return true;
  }

  @Override
  public PhotoSource photo(Photo photo) {
    return new S3Photo(photo, photos, Limits.DEFAULT);
  }
}

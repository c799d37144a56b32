package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.PhotosBucket.ConditionalDelete;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class StandingTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path folder;
  private TestBucket bucket;
  private PhotosBucket photos;

  @BeforeEach
  void start() {
    bucket = new TestBucket(folder);
    photos = new PhotosBucket(bucket.s3(), ConditionalDelete.BY_S3);
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  private Photo upload(String key) {
    var response =
        bucket
            .s3()
            .putObject(put -> put.bucket(TestBucket.NAME).key(key), RequestBody.fromBytes(BYTES));
    return new Photo(TestBucket.NAME, key, response.versionId(), response.eTag(), BYTES.length);
  }

  private String mark(Photo photo) {
    return bucket.s3().deleteObject(d -> d.bucket(photo.bucket()).key(photo.key())).versionId();
  }

  @Test
  void aVersionStandsUnderWhatWasPutDirectlyOnItHoweverFast() {
    List<Photo> versions = new ArrayList<>();
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Photo version = upload("a");
      versions.add(version);
      standings.add(i % 3 == 0 ? new Standing.Hidden(mark(version)) : new Standing.Superseded());
    }
    standings.set(11, new Standing.Current());
    // Keys that begin alike are other photos.
    mark(upload("a/b"));
    mark(upload("ab"));
    for (int i = 0; i < versions.size(); i++) {
      assertThat(photos.standing(versions.get(i))).as("version " + i).isEqualTo(standings.get(i));
    }
    assertThat(photos.versions(TestBucket.NAME, "a")).hasSize(12);
  }

  @Test
  void aVersionThatIsRemovedForGoodIsGone() {
    Photo photo = upload("a");
    upload("a");
    bucket
        .s3()
        .deleteObject(d -> d.bucket(photo.bucket()).key(photo.key()).versionId(photo.versionId()));
    assertThat(photos.standing(photo)).isEqualTo(new Standing.Gone());
    assertThat(photos.standing(new Photo(photo.bucket(), "never", "v", "e", 1)))
        .isEqualTo(new Standing.Gone());
  }
}

package io.boardsift.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.PhotosBucket.ConditionalDelete;
import io.boardsift.local.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final byte[] BYTES = {1, 2, 3};

  private final TestAws aws = new TestAws();
  private final PhotosBucket photos = new PhotosBucket(aws.s3(), ConditionalDelete.BY_S3);

  private String mark(Photo photo) {
    return aws.s3().deleteObject(d -> d.bucket(photo.bucket()).key(photo.key())).versionId();
  }

  @Test
  void aVersionStandsUnderWhatWasPutDirectlyOnItHoweverFast() {
    List<Photo> versions = new ArrayList<>();
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Photo version = aws.upload("a", BYTES);
      versions.add(version);
      standings.add(i % 3 == 0 ? new Standing.Hidden(mark(version)) : new Standing.Superseded());
    }
    standings.set(11, new Standing.Current());
    // Keys that begin alike are other photos.
    mark(aws.upload("a/b", BYTES));
    mark(aws.upload("ab", BYTES));
    for (int i = 0; i < versions.size(); i++) {
      assertThat(photos.standing(versions.get(i))).as("version " + i).isEqualTo(standings.get(i));
    }
    assertThat(photos.versions(aws.photosBucket(), "a")).hasSize(12);
  }

  @Test
  void aVersionThatIsRemovedForGoodIsGone() {
    Photo photo = aws.upload("a", BYTES);
    aws.upload("a", BYTES);
    aws.s3()
        .deleteObject(d -> d.bucket(photo.bucket()).key(photo.key()).versionId(photo.versionId()));
    assertThat(photos.standing(photo)).isEqualTo(new Standing.Gone());
    assertThat(photos.standing(new Photo(photo.bucket(), "never", "v", "e", 1)))
        .isEqualTo(new Standing.Gone());
  }
}

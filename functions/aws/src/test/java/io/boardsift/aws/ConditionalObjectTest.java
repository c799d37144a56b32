package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.ConditionalObject.State;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

class ConditionalObjectTest {
  @TempDir private Path folder;
  private TestBucket bucket;
  private ConditionalObject object;

  @BeforeEach
  void start() {
    bucket = new TestBucket(folder);
    object = new ConditionalObject(bucket.s3(), TestBucket.NAME, "shared.json");
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  private Optional<String> tag() {
    return object.read().map(State::eTag);
  }

  private String text() {
    return object.read().orElseThrow().text();
  }

  @Test
  void ofTwoWhoFoundNothingTheFirstWrites() {
    assertThat(object.write(Optional.empty(), "1")).isPresent();
    assertThat(object.write(Optional.empty(), "2")).isEmpty();
    assertThat(text()).isEqualTo("1");
  }

  @Test
  void whatChangedSinceItWasReadStays() {
    object.write(Optional.empty(), "1");
    Optional<String> read = tag();
    assertThat(object.write(read, "2")).isEqualTo(tag()).isPresent();
    assertThat(object.write(read, "3")).isEmpty();
    assertThat(text()).isEqualTo("2");
  }

  @Test
  void whatWasRemovedSinceItWasReadIsNotWrittenAgain() {
    object.write(Optional.empty(), "1");
    Optional<String> read = tag();
    bucket.s3().deleteObject(delete -> delete.bucket(TestBucket.NAME).key("shared.json"));
    assertThat(object.write(read, "2")).isEmpty();
    assertThat(object.read()).isEmpty();
  }

  @Test
  void itIsDeletedAsItWasReadAndNotOtherwise() {
    object.write(Optional.empty(), "1");
    String read = tag().orElseThrow();
    object.write(tag(), "2");
    assertThat(object.delete(read)).isFalse();
    assertThat(text()).isEqualTo("2");
    String again = tag().orElseThrow();
    assertThat(object.delete(again)).isTrue();
    assertThat(object.read()).isEmpty();
    assertThat(object.delete(again)).isFalse();
  }

  @Test
  void whoKnowsItGetsItAgainOnlyIfItChanged() {
    assertThat(object.look("")).isEqualTo(new ConditionalObject.Absent());
    object.write(Optional.empty(), "1");
    String known = tag().orElseThrow();
    assertThat(object.look(known)).isEqualTo(new ConditionalObject.Unchanged());
    object.write(Optional.of(known), "2");
    assertThat(object.look(known))
        .isInstanceOfSatisfying(State.class, state -> assertThat(state.text()).isEqualTo("2"));
  }

  @Test
  void aChangeIsMadeToWhatOthersWroteMeanwhile() {
    object.write(Optional.empty(), "1");
    Optional<State> old = object.read();
    object.write(tag(), "2");
    object.change(
        old,
        object::read,
        read -> object.write(read.map(State::eTag), read.orElseThrow().text() + "3"));
    assertThat(text()).isEqualTo("23");
  }

  @Test
  void whoIsAlwaysOvertakenIsTold() {
    assertThatThrownBy(() -> object.change(1, () -> 1, read -> Optional.empty()))
        .isInstanceOf(SdkException.class)
        .hasMessage("s3://" + TestBucket.NAME + "/shared.json is being changed by others");
  }

  @Test
  void aMissingBucketIsNotAMissingObject() {
    ConditionalObject lost = new ConditionalObject(bucket.s3(), "no-such-bucket", "shared.json");
    assertThatThrownBy(lost::read).isInstanceOf(NoSuchBucketException.class);
  }
}

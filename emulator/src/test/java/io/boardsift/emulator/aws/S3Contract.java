package io.boardsift.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What Boardsift relies on in S3, as docs/AWS.md lists it. Two things are missing, as LocalStack
 * does not have them, and are tested by {@link EmbeddedS3Test}: {@code If-Match} of DeleteObject,
 * to which LocalStack answers 501, and that a marker may be removed twice, where it answers 400.
 */
public abstract class S3Contract {
  /** Keys that are odd, and keys that begin alike. */
  protected static final List<String> KEYS =
      List.of("a", "a/b", "a/b/c", "A", "a b+c%20&\"'", "ü/📷", ".", "..x", "\\", "k".repeat(1024));

  /** A bucket that keeps versions, new for each test. */
  protected final String bucket = "bucket-" + UUID.randomUUID();

  /** The S3 to be tested. */
  protected abstract S3Client s3();

  @BeforeEach
  void makeBucket() {
    s3().createBucket(create -> create.bucket(bucket));
    s3().putBucketVersioning(
            put ->
                put.bucket(bucket)
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  /** Puts an object, and returns its version. */
  protected final String put(String key, String content) {
    return s3().putObject(
            put -> put.bucket(bucket).key(key).contentType("text/plain"),
            RequestBody.fromString(content))
        .versionId();
  }

  protected final String get(String key) {
    return get(key, null);
  }

  protected final String get(String key, String versionId) {
    return s3().getObjectAsBytes(get -> get.bucket(bucket).key(key).versionId(versionId))
        .asUtf8String();
  }

  /** Deletes a key, and returns the marker's version. */
  protected final String delete(String key) {
    return s3().deleteObject(delete -> delete.bucket(bucket).key(key)).versionId();
  }

  protected final HeadObjectResponse head(String key) {
    return s3().headObject(head -> head.bucket(bucket).key(key));
  }

  /** What S3 answers to a request; 200 for any success. */
  protected static int status(Runnable request) {
    try {
      request.run();
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  @Test
  void everyVersionCanBeReadAndTheLatestIsTheCurrentOne() {
    String first = put("key", "one");
    String second = put("key", "second");
    assertThat(second).isNotEqualTo(first);
    assertThat(get("key")).isEqualTo("second");
    assertThat(get("key", first)).isEqualTo("one");
    assertThat(s3().getBucketVersioning(get -> get.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    HeadObjectResponse head = head("key");
    assertThat(head.versionId()).isEqualTo(second);
    assertThat(head.contentLength()).isEqualTo(6);
    assertThat(head.contentType()).isEqualTo("text/plain");
    // MD5 of "second".
    assertThat(head.eTag()).isEqualTo("\"a9f0e61a137d86aa9db53465e0801612\"");
  }

  @Test
  void aDeletionHidesAndItsMarkersDeletionRestores() {
    String version = put("key", "one");
    String marker = delete("key");
    assertThat(status(() -> get("key"))).isEqualTo(404);
    assertThat(status(() -> head("key"))).isEqualTo(404);
    assertThat(get("key", version)).isEqualTo("one");
    assertThat(status(() -> get("key", marker))).isEqualTo(405);
    s3().deleteObject(delete -> delete.bucket(bucket).key("key").versionId(marker));
    assertThat(get("key")).isEqualTo("one");
  }

  @Test
  void writesOnlyWhereTheConditionHolds() {
    assertThat(putIfNew("1")).isEqualTo(200);
    assertThat(putIfNew("2")).isEqualTo(412);
    assertThat(putIfMatch("\"other\"", "3")).isEqualTo(412);
    assertThat(get("k")).isEqualTo("1");
    String eTag = head("k").eTag();
    assertThat(putIfMatch(eTag, "4")).isEqualTo(200);
    assertThat(putIfMatch(eTag, "5")).isEqualTo(412);
    assertThat(get("k")).isEqualTo("4");
    delete("k");
    // A delete marker is nothing that could match.
    assertThat(putIfMatch(eTag, "6")).isEqualTo(404);
    assertThat(putIfNew("7")).isEqualTo(200);
    assertThat(get("k")).isEqualTo("7");
  }

  private int putIfNew(String content) {
    return status(
        () ->
            s3().putObject(
                    put -> put.bucket(bucket).key("k").ifNoneMatch("*"),
                    RequestBody.fromString(content)));
  }

  private int putIfMatch(String eTag, String content) {
    return status(
        () ->
            s3().putObject(
                    put -> put.bucket(bucket).key("k").ifMatch(eTag),
                    RequestBody.fromString(content)));
  }

  @Test
  void ofManyWritersOneIsTheFirst() {
    assertThat(IntStream.range(0, 16).parallel().map(i -> putIfNew("" + i)).boxed())
        .containsOnlyOnce(200)
        .contains(412);
  }

  @Test
  void holdsAnyKeyBesideAnyOther() {
    KEYS.forEach(key -> put(key, key));
    assertThat(KEYS).allSatisfy(key -> assertThat(get(key)).isEqualTo(key));
    assertThat(s3().listObjectsV2(list -> list.bucket(bucket)).contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrderElementsOf(KEYS);
    assertThat(s3().listObjectVersions(list -> list.bucket(bucket)).versions())
        .extracting(ObjectVersion::key)
        .containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void listsInPages() {
    IntStream.range(0, 25).forEach(i -> put("p/%02d".formatted(i), "x"));
    put("q/1/x", "x");
    put("q/2/x", "x");
    List<String> keys = new ArrayList<>();
    s3().listObjectsV2Paginator(list -> list.bucket(bucket).prefix("p/").maxKeys(4))
        .contents()
        .forEach(object -> keys.add(object.key()));
    assertThat(keys).hasSize(25).isSorted().startsWith("p/00").endsWith("p/24");
    var folders = s3().listObjectsV2(list -> list.bucket(bucket).delimiter("/"));
    assertThat(folders.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("p/", "q/");
    assertThat(folders.contents()).isEmpty();
    List<String> prefixes = new ArrayList<>();
    s3().listObjectsV2Paginator(list -> list.bucket(bucket).delimiter("/").maxKeys(1))
        .commonPrefixes()
        .forEach(prefix -> prefixes.add(prefix.prefix()));
    assertThat(prefixes).containsExactly("p/", "q/");
  }

  @Test
  void listsVersionsNewestFirstWhateverThePagesAre() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      newestFirst.add(put("key", "content " + i));
    }
    newestFirst.add(delete("key"));
    newestFirst.add(put("key", "content 3"));
    put("key2", "it begins alike");
    for (int size : new int[] {1, 2, 1000}) {
      List<String> listed = new ArrayList<>();
      List<String> latest = new ArrayList<>();
      s3().listObjectVersionsPaginator(list -> list.bucket(bucket).prefix("key").maxKeys(size))
          .forEach(
              page -> {
                page.versions().stream()
                    .filter(ObjectVersion::isLatest)
                    .forEach(version -> latest.add(version.key()));
                assertThat(page.deleteMarkers()).noneMatch(DeleteMarkerEntry::isLatest);
                listed.addAll(versionIds(page));
              });
      assertThat(latest).containsExactly("key", "key2");
      if (size == 1) {
        // Only a page of one tells where between the versions a marker is.
        assertThat(listed.subList(0, 5)).isEqualTo(newestFirst.reversed());
      } else {
        assertThat(listed.subList(0, 5)).hasSameElementsAs(newestFirst);
      }
    }
  }

  private static List<String> versionIds(ListObjectVersionsResponse page) {
    return Stream.concat(
            page.versions().stream().filter(v -> v.key().equals("key")).map(v -> v.versionId()),
            page.deleteMarkers().stream().map(marker -> marker.versionId()))
        .toList();
  }

  @Test
  void aMarkerIsTheLatestWhereTheKeyIsDeleted() {
    put("key", "one");
    String marker = delete("key");
    var listed = s3().listObjectVersions(list -> list.bucket(bucket));
    assertThat(listed.versions()).hasSize(1).noneMatch(ObjectVersion::isLatest);
    assertThat(listed.deleteMarkers())
        .singleElement()
        .matches(DeleteMarkerEntry::isLatest)
        .matches(entry -> entry.versionId().equals(marker));
  }

  @Test
  void readsRanges() {
    put("key", "0123456789");
    assertThat(range("key", "bytes=0-3")).isEqualTo("0123");
    assertThat(range("key", "bytes=8-99")).isEqualTo("89");
    assertThat(range("key", "bytes=-2")).isEqualTo("89");
    assertThat(range("key", "bytes=7-")).isEqualTo("789");
    assertThat(status(() -> range("key", "bytes=10-"))).isEqualTo(416);
  }

  @Test
  void anEmptyObjectIsThereAndHasNoRange() {
    put("empty", "");
    assertThat(get("empty")).isEmpty();
    assertThat(head("empty").contentLength()).isZero();
    assertThat(status(() -> range("empty", "bytes=0-9"))).isEqualTo(416);
  }

  private String range(String key, String range) {
    return s3().getObjectAsBytes(get -> get.bucket(bucket).key(key).range(range)).asUtf8String();
  }

  @Test
  void whatIsNotThereIsNamedSo() {
    assertThatThrownBy(() -> get("none")).isInstanceOf(NoSuchKeyException.class);
    assertThat(status(() -> get("none"))).isEqualTo(404);
    assertThat(status(() -> head("none"))).isEqualTo(404);
    String other = bucket + "-none";
    assertThatThrownBy(() -> s3().listObjectsV2(list -> list.bucket(other)))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3().getObjectAsBytes(get -> get.bucket(other).key("key")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(
            () -> s3().putObject(put -> put.bucket(other).key("k"), RequestBody.fromString("1")))
        .isInstanceOf(NoSuchBucketException.class);
  }
}

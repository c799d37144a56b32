package io.boardsift.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.emulator.aws.s3.Durability;
import io.boardsift.emulator.aws.s3.StoredVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The embedded S3 keeps S3's contract where Boardsift relies on it. */
class EmbeddedS3Test {
  private static final String BUCKET = "bucket";
  private static final LocalAccount ACCOUNT = LocalAccount.random();

  @TempDir private Path folder;

  private final List<StoredVersion> created = new CopyOnWriteArrayList<>();
  private EmbeddedS3 embedded;
  private S3Client s3;

  @BeforeEach
  void start() {
    embedded = EmbeddedS3.start(folder, 0, ACCOUNT, Durability.POWER, created::add);
    s3 = ACCOUNT.s3(embedded.endpoint());
  }

  @AfterEach
  void stop() {
    s3.close();
    embedded.close();
  }

  private void restart() {
    stop();
    start();
  }

  private void versionedBucket() {
    s3.createBucket(create -> create.bucket(BUCKET));
    s3.putBucketVersioning(
        put ->
            put.bucket(BUCKET)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  private String put(String key, String content) {
    return s3.putObject(
            put -> put.bucket(BUCKET).key(key).contentType("text/plain"),
            RequestBody.fromString(content))
        .versionId();
  }

  private String get(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }

  private String get(String key, String versionId) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).versionId(versionId))
        .asUtf8String();
  }

  private static int status(Runnable request) {
    try {
      request.run();
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  @Test
  void keepsEveryVersionOverRestarts() {
    versionedBucket();
    String first = put("key", "one");
    restart();
    String second = put("key", "two");
    restart();
    assertThat(second).isNotEqualTo(first);
    assertThat(get("key")).isEqualTo("two");
    assertThat(get("key", first)).isEqualTo("one");
    assertThat(s3.getBucketVersioning(get -> get.bucket(BUCKET)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
  }

  @Test
  void aDeletionHidesAndItsMarkersDeletionRestores() {
    versionedBucket();
    String version = put("key", "one");
    String marker = s3.deleteObject(delete -> delete.bucket(BUCKET).key("key")).versionId();
    assertThat(status(() -> get("key"))).isEqualTo(404);
    assertThat(get("key", version)).isEqualTo("one");
    assertThat(status(() -> get("key", marker))).isEqualTo(405);
    s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").versionId(marker));
    assertThat(get("key")).isEqualTo("one");
  }

  @Test
  void deletesOnlyWhatMatches() {
    versionedBucket();
    put("key", "one");
    String eTag = s3.headObject(head -> head.bucket(BUCKET).key("key")).eTag();
    assertThat(
            status(
                () ->
                    s3.deleteObject(
                        delete -> delete.bucket(BUCKET).key("key").ifMatch("\"other\""))))
        .isEqualTo(412);
    assertThat(get("key")).isEqualTo("one");
    s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").ifMatch(eTag));
    assertThat(
            status(() -> s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").ifMatch(eTag))))
        .isEqualTo(404);
  }

  @Test
  void writesOnlyWhereTheConditionHolds() {
    versionedBucket();
    s3.putObject(p -> p.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("1"));
    assertThat(
            status(
                () ->
                    s3.putObject(
                        p -> p.bucket(BUCKET).key("k").ifNoneMatch("*"),
                        RequestBody.fromString("2"))))
        .isEqualTo(412);
    assertThat(
            status(
                () ->
                    s3.putObject(
                        p -> p.bucket(BUCKET).key("k").ifMatch("\"other\""),
                        RequestBody.fromString("2"))))
        .isEqualTo(412);
    assertThat(get("k")).isEqualTo("1");
    s3.deleteObject(delete -> delete.bucket(BUCKET).key("k"));
    // A delete marker is nothing that could match.
    s3.putObject(p -> p.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("3"));
    assertThat(get("k")).isEqualTo("3");
  }

  @Test
  void ofManyWritersOneIsTheFirst() {
    versionedBucket();
    long winners =
        IntStream.range(0, 16)
            .parallel()
            .filter(
                i ->
                    status(
                            () ->
                                s3.putObject(
                                    p -> p.bucket(BUCKET).key("k").ifNoneMatch("*"),
                                    RequestBody.fromString("" + i)))
                        == 200)
            .count();
    assertThat(winners).isEqualTo(1);
  }

  @Test
  void holdsAnyKeyBesideAnyOther() {
    versionedBucket();
    List<String> keys =
        List.of("a", "a/b", "a/b/c", "A", "a b+c%20&\"'", "ü/📷", ".", "..x", "k".repeat(1024));
    keys.forEach(key -> put(key, key));
    restart();
    assertThat(keys).allSatisfy(key -> assertThat(get(key)).isEqualTo(key));
    assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void listsInPages() {
    versionedBucket();
    IntStream.range(0, 25).forEach(i -> put("p/%02d".formatted(i), "x"));
    put("q/1/x", "x");
    put("q/2/x", "x");
    List<String> keys = new ArrayList<>();
    s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix("p/").maxKeys(4))
        .contents()
        .forEach(object -> keys.add(object.key()));
    assertThat(keys).hasSize(25).isSorted().startsWith("p/00").endsWith("p/24");
    var folders = s3.listObjectsV2(list -> list.bucket(BUCKET).delimiter("/"));
    assertThat(folders.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("p/", "q/");
    assertThat(folders.contents()).isEmpty();
    List<String> prefixes = new ArrayList<>();
    s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).delimiter("/").maxKeys(1))
        .commonPrefixes()
        .forEach(prefix -> prefixes.add(prefix.prefix()));
    assertThat(prefixes).containsExactly("p/", "q/");
  }

  @Test
  void listsVersionsAndMarkersInPages() {
    versionedBucket();
    for (int i = 0; i < 7; i++) {
      put("k" + i, "one");
      put("k" + i, "two");
      String key = "k" + i;
      s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    }
    List<ObjectVersion> versions = new ArrayList<>();
    List<DeleteMarkerEntry> markers = new ArrayList<>();
    s3.listObjectVersionsPaginator(list -> list.bucket(BUCKET).maxKeys(4))
        .forEach(
            page -> {
              versions.addAll(page.versions());
              markers.addAll(page.deleteMarkers());
            });
    assertThat(versions).hasSize(14).noneMatch(ObjectVersion::isLatest);
    assertThat(markers).hasSize(7).allMatch(DeleteMarkerEntry::isLatest);
  }

  @Test
  void readsRanges() {
    versionedBucket();
    put("key", "0123456789");
    assertThat(range("bytes=0-3")).isEqualTo("0123");
    assertThat(range("bytes=8-99")).isEqualTo("89");
    assertThat(range("bytes=-2")).isEqualTo("89");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(status(() -> range("bytes=10-"))).isEqualTo(416);
    put("empty", "");
    assertThat(
            status(
                () ->
                    s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("empty").range("bytes=0-9"))))
        .isEqualTo(416);
  }

  private String range(String range) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").range(range)).asUtf8String();
  }

  @Test
  void putsPartsTogether() {
    versionedBucket();
    byte[] part = new byte[5 << 20];
    String upload = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("big")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int number : new int[] {1, 2}) {
      String eTag =
          s3.uploadPart(
                  p -> p.bucket(BUCKET).key("big").uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
    }
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(BUCKET)
                .key("big")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(parts)));
    var head = s3.headObject(h -> h.bucket(BUCKET).key("big"));
    assertThat(head.contentLength()).isEqualTo(2L * part.length);
    assertThat(head.eTag()).endsWith("-2\"");
    assertThat(created).extracting(StoredVersion::key).containsExactly("big");
  }

  @Test
  void copies() {
    versionedBucket();
    put("from", "content");
    s3.copyObject(
        copy ->
            copy.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to"));
    assertThat(get("to")).isEqualTo("content");
    assertThat(s3.headObject(h -> h.bucket(BUCKET).key("to")).contentType())
        .isEqualTo("text/plain");
    assertThat(created).extracting(StoredVersion::key).containsExactly("from", "to");
  }

  @Test
  void withoutVersioningADeletionIsForGood() {
    s3.createBucket(create -> create.bucket(BUCKET));
    assertThat(put("key", "one")).isNull();
    put("key", "two");
    assertThat(get("key")).isEqualTo("two");
    s3.deleteObject(delete -> delete.bucket(BUCKET).key("key"));
    assertThat(status(() -> get("key"))).isEqualTo(404);
    s3.deleteBucket(delete -> delete.bucket(BUCKET));
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void anAddressHoldsForAWhileAndForOneVersion() throws IOException, InterruptedException {
    versionedBucket();
    String version = put("a b.txt", "one");
    put("a b.txt", "two");
    try (S3Presigner presigner = ACCOUNT.presigner(embedded.endpoint());
        HttpClient http = HttpClient.newHttpClient()) {
      String address =
          presigner
              .presignGetObject(
                  presign ->
                      presign
                          .signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(
                              get -> get.bucket(BUCKET).key("a b.txt").versionId(version)))
              .url()
              .toString();
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("one");
      HttpRequest forged =
          HttpRequest.newBuilder(URI.create(address.replace("a%20b", "a%20c"))).build();
      assertThat(http.send(forged, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void refusesWhoDoesNotSign() throws IOException, InterruptedException {
    versionedBucket();
    put("key", "secret");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(embedded.endpoint().resolve("/" + BUCKET + "/key")).build();
      var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).doesNotContain("secret");
    }
  }

  @Test
  void otherKeysOpenNothing() {
    versionedBucket();
    try (S3Client stranger =
        new LocalAccount(ACCOUNT.accessKey(), "test").s3(embedded.endpoint())) {
      assertThat(status(stranger::listBuckets)).isEqualTo(403);
    }
    try (S3Client stranger = LocalAccount.random().s3(embedded.endpoint())) {
      assertThat(status(stranger::listBuckets)).isEqualTo(403);
    }
  }

  @Test
  void aForeignHostNameAndAForeignPageGetNothing() throws IOException {
    versionedBucket();
    put("key", "secret");
    String head =
        raw(
            "GET /" + BUCKET + "/key HTTP/1.1",
            "Host: evil.example:" + embedded.endpoint().getPort(),
            "Origin: http://evil.example");
    assertThat(head).startsWith("HTTP/1.1 403").doesNotContain("Access-Control", "secret");
    String preflight =
        raw(
            "OPTIONS /" + BUCKET + "/key HTTP/1.1",
            "Host: 127.0.0.1",
            "Origin: http://evil.example",
            "Access-Control-Request-Method: PUT");
    assertThat(preflight).doesNotContain("Access-Control-Allow").doesNotContain(" 200 ");
  }

  private String raw(String... lines) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), embedded.endpoint().getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aKeyIsAsLongAsS3LetsItBeAndNoLonger() {
    versionedBucket();
    put("ż".repeat(512), "as long as can be");
    assertThat(get("ż".repeat(512))).isEqualTo("as long as can be");
    assertThatThrownBy(() -> put("ż".repeat(512) + "a", "too long"))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("too long");
    assertThat(status(() -> put("ż".repeat(512) + "a", "too long"))).isEqualTo(400);
    assertThat(
            status(
                () ->
                    s3.createMultipartUpload(begin -> begin.bucket(BUCKET).key("a".repeat(1025)))))
        .isEqualTo(400);
  }

  @Test
  void whatTheDiskHasIsReadWithoutTheProtocolToo() {
    versionedBucket();
    put("key", "one");
    S3Client direct = embedded.directReader();
    assertThat(direct.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")).asUtf8String())
        .isEqualTo("one");
    assertThatThrownBy(() -> direct.getObjectAsBytes(get -> get.bucket(BUCKET).key("none")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void pagesOfVersionsGoOnWhereTheLastOneEnded() {
    versionedBucket();
    for (int i = 0; i < 7; i++) {
      put("key" + i % 2, "content " + i);
    }
    List<StoredVersion> all = embedded.page(BUCKET, null, 100);
    List<StoredVersion> paged = new ArrayList<>();
    for (List<StoredVersion> page = embedded.page(BUCKET, null, 2);
        !page.isEmpty();
        page = embedded.page(BUCKET, page.getLast(), 2)) {
      paged.addAll(page);
    }
    assertThat(all).hasSize(7);
    assertThat(paged).isEqualTo(all);
    assertThat(all).noneMatch(embedded::isFromBefore);
    restart();
    assertThat(all).allMatch(embedded::isFromBefore);
  }

  @Test
  void aTakenPortIsToldAsSuch(@TempDir Path other) {
    int port = embedded.endpoint().getPort();
    assertThatThrownBy(
            () -> EmbeddedS3.start(other, port, ACCOUNT, Durability.PROCESS, version -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("port " + port + " is in use");
  }
}

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The embedded S3: what Boardsift relies on in any S3, and what is the embedded one's own. */
class EmbeddedS3Test extends S3Contract {
  private static final LocalAccount ACCOUNT = LocalAccount.random();

  @TempDir private Path folder;

  private final List<StoredVersion> created = new CopyOnWriteArrayList<>();
  private EmbeddedS3 embedded;
  private S3Client s3;

  @Override
  protected S3Client s3() {
    if (s3 == null) {
      start();
    }
    return s3;
  }

  private void start() {
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

  @Test
  void keepsEveryVersionOverRestarts() {
    String first = put("key", "one");
    restart();
    String second = put("key", "two");
    restart();
    assertThat(second).isNotEqualTo(first);
    assertThat(get("key")).isEqualTo("two");
    assertThat(get("key", first)).isEqualTo("one");
    assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
  }

  @Test
  void deletesOnlyWhatMatches() {
    put("key", "one");
    String eTag = head("key").eTag();
    assertThat(deleteIfMatch("\"other\"")).isEqualTo(412);
    assertThat(get("key")).isEqualTo("one");
    assertThat(deleteIfMatch(eTag)).isEqualTo(200);
    assertThat(deleteIfMatch(eTag)).isEqualTo(404);
  }

  private int deleteIfMatch(String eTag) {
    return status(() -> s3.deleteObject(delete -> delete.bucket(bucket).key("key").ifMatch(eTag)));
  }

  @Test
  void aMarkerThatIsGoneCanBeRemovedAgain() {
    put("key", "one");
    String marker = delete("key");
    for (int i = 0; i < 2; i++) {
      s3.deleteObject(delete -> delete.bucket(bucket).key("key").versionId(marker));
      assertThat(get("key")).isEqualTo("one");
    }
  }

  @Test
  void anyKeyIsStillThereAfterARestart() {
    KEYS.forEach(key -> put(key, key));
    restart();
    assertThat(KEYS).allSatisfy(key -> assertThat(get(key)).isEqualTo(key));
  }

  @Test
  void putsPartsTogether() {
    byte[] part = new byte[5 << 20];
    String upload = s3.createMultipartUpload(create -> create.bucket(bucket).key("big")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int number : new int[] {1, 2}) {
      String eTag =
          s3.uploadPart(
                  p -> p.bucket(bucket).key("big").uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
    }
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key("big")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(parts)));
    var head = head("big");
    assertThat(head.contentLength()).isEqualTo(2L * part.length);
    assertThat(head.eTag()).endsWith("-2\"");
    assertThat(created).extracting(StoredVersion::key).containsExactly("big");
  }

  @Test
  void copies() {
    put("from", "content");
    s3.copyObject(
        copy ->
            copy.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("to"));
    assertThat(get("to")).isEqualTo("content");
    assertThat(head("to").contentType()).isEqualTo("text/plain");
    assertThat(created).extracting(StoredVersion::key).containsExactly("from", "to");
  }

  @Test
  void withoutVersioningADeletionIsForGood() {
    s3.deleteBucket(delete -> delete.bucket(bucket));
    s3.createBucket(create -> create.bucket(bucket));
    assertThat(put("key", "one")).isNull();
    put("key", "two");
    assertThat(get("key")).isEqualTo("two");
    delete("key");
    assertThat(status(() -> get("key"))).isEqualTo(404);
    s3.deleteBucket(delete -> delete.bucket(bucket));
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void anAddressHoldsForAWhileAndForOneVersion() throws IOException, InterruptedException {
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
                              get -> get.bucket(bucket).key("a b.txt").versionId(version)))
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
    put("key", "secret");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(embedded.endpoint().resolve("/" + bucket + "/key")).build();
      var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).doesNotContain("secret");
    }
  }

  @Test
  void otherKeysOpenNothing() {
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
    put("key", "secret");
    String head =
        raw(
            "GET /" + bucket + "/key HTTP/1.1",
            "Host: evil.example:" + embedded.endpoint().getPort(),
            "Origin: http://evil.example");
    assertThat(head).startsWith("HTTP/1.1 403").doesNotContain("Access-Control", "secret");
    String preflight =
        raw(
            "OPTIONS /" + bucket + "/key HTTP/1.1",
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
    put("ż".repeat(512), "as long as can be");
    assertThat(get("ż".repeat(512))).isEqualTo("as long as can be");
    assertThatThrownBy(() -> put("ż".repeat(512) + "a", "too long"))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("too long");
    assertThat(status(() -> put("ż".repeat(512) + "a", "too long"))).isEqualTo(400);
    assertThat(
            status(
                () ->
                    s3.createMultipartUpload(begin -> begin.bucket(bucket).key("a".repeat(1025)))))
        .isEqualTo(400);
  }

  @Test
  void whatTheDiskHasIsReadWithoutTheProtocolToo() {
    put("key", "one");
    S3Client direct = embedded.directReader();
    assertThat(direct.getObjectAsBytes(get -> get.bucket(bucket).key("key")).asUtf8String())
        .isEqualTo("one");
    assertThatThrownBy(() -> direct.getObjectAsBytes(get -> get.bucket(bucket).key("none")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void pagesOfVersionsGoOnWhereTheLastOneEnded() {
    for (int i = 0; i < 7; i++) {
      put("key" + i % 2, "content " + i);
    }
    List<StoredVersion> all = embedded.page(bucket, null, 100);
    List<StoredVersion> paged = new ArrayList<>();
    for (List<StoredVersion> page = embedded.page(bucket, null, 2);
        !page.isEmpty();
        page = embedded.page(bucket, page.getLast(), 2)) {
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

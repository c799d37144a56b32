package io.boardsift.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.aws.s3.Durability;
import io.boardsift.emulator.aws.s3.StoredVersion;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Bodies signed by their hash, as boto3 sends them over plain HTTP; signed here by hand. */
class SignedBodiesTest {
  private static final LocalAccount ACCOUNT = LocalAccount.random();
  private static final byte[] LARGE = new byte[3_000_000];

  static {
    new Random(3).nextBytes(LARGE);
  }

  @TempDir private Path folder;

  private final List<StoredVersion> created = new CopyOnWriteArrayList<>();
  private EmbeddedS3 embedded;

  @BeforeEach
  void start() {
    embedded = EmbeddedS3.start(folder, 0, ACCOUNT, Durability.PROCESS, created::add);
    try (S3Client s3 = ACCOUNT.s3(embedded.endpoint())) {
      s3.createBucket(create -> create.bucket("bucket"));
    }
  }

  @AfterEach
  void stop() {
    embedded.close();
  }

  @Test
  void aLargeSignedBodyIsStored() throws Exception {
    assertThat(put(LARGE, hash(LARGE), ACCOUNT.secretKey())).isEqualTo(200);

    try (S3Client s3 = ACCOUNT.s3(embedded.endpoint())) {
      assertThat(s3.getObjectAsBytes(get -> get.bucket("bucket").key("key")).asByteArray())
          .isEqualTo(LARGE);
    }
  }

  @Test
  void aLargeBodySignedWithAnotherKeyIsRefused() throws Exception {
    assertThat(put(LARGE, hash(LARGE), "another")).isEqualTo(403);
    assertThat(created).isEmpty();
  }

  @Test
  void aLargeBodyThatIsNotWhatWasSignedIsNotStored() throws Exception {
    assertThat(put(LARGE, hash(new byte[1]), ACCOUNT.secretKey())).isGreaterThanOrEqualTo(400);
    assertThat(created).isEmpty();
  }

  private int put(byte[] body, String hash, String secretKey) throws Exception {
    Instant now = Instant.now();
    String time = format("yyyyMMdd'T'HHmmss'Z'", now);
    String day = format("yyyyMMdd", now);
    String names = "host;x-amz-content-sha256;x-amz-date";
    String headers =
        "host:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n"
            .formatted(embedded.endpoint().getAuthority(), hash, time);
    String request = String.join("\n", "PUT", "/bucket/key", "", headers, names, hash);
    String scope = day + "/" + LocalAccount.REGION + "/s3/aws4_request";
    String signed = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(utf8(request)));
    byte[] key = utf8("AWS4" + secretKey);
    for (String part : scope.split("/", -1)) {
      key = mac(key, part);
    }
    String authorization =
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ACCOUNT.accessKey(), scope, names, HexFormat.of().formatHex(mac(key, signed)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(embedded.endpoint().resolve("/bucket/key"))
                  .version(HttpClient.Version.HTTP_1_1)
                  // Who is refused may find the connection closed while the body is still on its
                  // way.
                  .expectContinue(true)
                  .header("x-amz-content-sha256", hash)
                  .header("x-amz-date", time)
                  .header("Authorization", authorization)
                  .PUT(BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static String format(String pattern, Instant time) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(time);
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] mac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

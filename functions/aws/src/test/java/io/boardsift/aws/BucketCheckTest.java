package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boardsift.aws.BucketCheck.Lack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A server answers as S3's documentation has it; LocalStack answers in the deployment's test. */
class BucketCheckTest {
  private static final String VERSIONS =
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
  private static final String EVENT_BRIDGE =
      "<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>";

  /** What S3 answers, by the question in the address. */
  private final Map<String, String> answers = new HashMap<>();

  private HttpServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .forcePathStyle(true)
            .build();
    answers.put("versioning", VERSIONS);
    answers.put("notification", EVENT_BRIDGE);
    answers.put("lifecycle", lifecycle("<Filter><Prefix></Prefix></Filter>"));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String question = exchange.getRequestURI().getQuery();
    byte[] answer = answers.get(question).getBytes(StandardCharsets.UTF_8);
    int status =
        answers.get(question).contains("AccessDenied")
            ? 403
            : answers.get(question).contains("<Error>") ? 404 : 200;
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String error(String code) {
    return "<Error><Code>%s</Code><Message>%s, says S3</Message></Error>".formatted(code, code);
  }

  private static String lifecycle(String filter) {
    return lifecycle(
        filter,
        "<NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays>"
            + "</NoncurrentVersionExpiration>");
  }

  private static String lifecycle(String filter, String action) {
    return "<LifecycleConfiguration><Rule><ID>a</ID>%s<Status>Enabled</Status>%s</Rule></LifecycleConfiguration>"
        .formatted(filter, action);
  }

  private List<Lack> lacks() {
    return lacks("line2/");
  }

  private List<Lack> lacks(String prefix) {
    return check(prefix).lacks();
  }

  private BucketCheck check(String prefix) {
    return new BucketCheck(s3, "plant-3", prefix);
  }

  @Test
  void nothingIsSaidOfABucketThatHasAll() {
    assertThat(lacks()).isEmpty();
  }

  @Test
  void aNewBucketLacksAllWithTheCommandsThatFixIt() {
    answers.put("versioning", "<VersioningConfiguration/>");
    answers.put("notification", "<NotificationConfiguration/>");
    answers.put("lifecycle", error("NoSuchLifecycleConfiguration"));
    assertThat(lacks()).extracting(Lack::isNeeded).containsExactly(true, true, false);
    assertThat(lacks().get(0).fix())
        .isEqualTo(
            "aws s3api put-bucket-versioning --bucket plant-3"
                + " --versioning-configuration Status=Enabled");
    assertThat(lacks().get(1).fix())
        .isEqualTo(
            "aws s3api put-bucket-notification-configuration --bucket plant-3"
                + " --notification-configuration '{\"EventBridgeConfiguration\": {}}'");
    assertThat(lacks().get(2).fix()).contains("(prefix line2/)");
  }

  @Test
  void suspendedVersionsAreNone() {
    answers.put(
        "versioning",
        "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");
    assertThat(lacks()).singleElement().extracting(Lack::what, STRING).contains("no versions");
  }

  @Test
  void whereMarkersAreRemovedWithMfaOnlyNothingCouldBeBroughtBack() {
    answers.put(
        "versioning",
        "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>"
            + "</VersioningConfiguration>");
    assertThat(lacks()).singleElement().extracting(Lack::what, STRING).contains("MFA");
  }

  @Test
  void theFixKeepsWhatOthersAreToldAlready() {
    answers.put(
        "notification",
        "<NotificationConfiguration><QueueConfiguration><Id>theirs</Id>"
            + "<Queue>arn:aws:sqs:eu-central-1:111122223333:theirs</Queue>"
            + "<Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>");
    assertThat(lacks())
        .singleElement()
        .extracting(Lack::fix, STRING)
        .startsWith("aws s3api get-bucket-notification-configuration --bucket plant-3 | jq");
  }

  private static String announcing(String function, String event, String filter) {
    return ("<NotificationConfiguration><CloudFunctionConfiguration><Id>a</Id>"
            + "<CloudFunction>arn:aws:lambda:eu-central-1:111122223333:function:%s</CloudFunction>"
            + "<Event>%s</Event>%s</CloudFunctionConfiguration></NotificationConfiguration>")
        .formatted(function, event, filter);
  }

  private static String filter(String name, String value) {
    return ("<Filter><S3Key><FilterRule><Name>%s</Name><Value>%s</Value></FilterRule></S3Key>"
            + "</Filter>")
        .formatted(name, value);
  }

  @Test
  void ofABucketThatAStackMadeEventBridgeIsNotAskedFor() {
    answers.put("notification", announcing("plant-Triage-x1Y2:live", "s3:ObjectCreated:*", ""));
    Lack told = check("line2/").lacksAttachedOrMade().getFirst();
    assertThat(told.isNeeded()).isFalse();
    assertThat(told.what())
        .contains("announced to the function plant-Triage-x1Y2:live", "nothing is missing");
    // A stack that is attached to it, as the keeper knows, hears nothing of that.
    assertThat(lacks()).singleElement().extracting(Lack::isNeeded).isEqualTo(true);
  }

  @Test
  void aFunctionOfWhichNothingIsKnownMayNotBeTriage() {
    answers.put("notification", announcing("thumbnails", "s3:ObjectCreated:*", ""));
    Lack told = check("line2/").lacksAttachedOrMade().getFirst();
    assertThat(told.isNeeded()).isTrue();
    assertThat(told.what()).contains("announced to the function thumbnails", "Unless it is triage");
    assertThat(told.fix())
        .startsWith("aws s3api get-bucket-notification-configuration --bucket plant-3 | jq");
  }

  @Test
  void whoIsToldOfSomeUploadsOnlyIsNotTriage() {
    for (String announced :
        List.of(
            announcing("plant-Triage-x1Y2:live", "s3:ObjectCreated:Copy", ""),
            announcing("plant-Triage-x1Y2:live", "s3:ObjectRemoved:*", ""),
            announcing("plant-Triage-x1Y2:live", "s3:ObjectCreated:*", filter("prefix", "line3/")),
            announcing("plant-Triage-x1Y2:live", "s3:ObjectCreated:*", filter("suffix", ".jpg")))) {
      answers.put("notification", announced);
      assertThat(check("line2/").lacksAttachedOrMade())
          .as(announced)
          .singleElement()
          .extracting(Lack::what, STRING)
          .startsWith("It does not tell EventBridge");
    }
    answers.put(
        "notification",
        announcing("plant-Triage-x1Y2:live", "s3:ObjectCreated:*", filter("Prefix", "line")));
    assertThat(check("line2/").lacksAttachedOrMade())
        .singleElement()
        .extracting(Lack::isNeeded)
        .isEqualTo(false);
  }

  @Test
  void whereEventBridgeIsToldItDoesNotMatterWhoElseIs() {
    answers.put(
        "notification",
        announcing("thumbnails", "s3:ObjectCreated:*", "")
            .replace(
                "</NotificationConfiguration>",
                "<EventBridgeConfiguration/></NotificationConfiguration>"));
    assertThat(check("line2/").lacksAttachedOrMade()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Prefix>line</Prefix>",
        "<Filter><Prefix>line2/</Prefix></Filter>",
        "<Filter/>",
      })
  void aRuleOverAllPhotosForgetsThem(String filter) {
    answers.put("lifecycle", lifecycle(filter));
    assertThat(lacks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Prefix>line3/</Prefix>",
        "<Filter><Prefix>line2/camera-1/</Prefix></Filter>",
        "<Filter><Tag><Key>old</Key><Value>yes</Value></Tag></Filter>",
        "<Filter><And><Prefix></Prefix><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan></And></Filter>",
        "<Filter><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter>",
      })
  void aRuleOverSomeForgetsNotAll(String filter) {
    answers.put("lifecycle", lifecycle(filter));
    assertThat(lacks()).singleElement().extracting(Lack::isNeeded).isEqualTo(false);
  }

  @Test
  void aRuleThatForgetsOtherThingsOnlyIsNone() {
    answers.put(
        "lifecycle",
        lifecycle(
            "<Filter/>",
            "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"));
    assertThat(lacks()).hasSize(1);
  }

  @Test
  void whatMayNotBeSeenIsSaidWithTheRightThatLacks() {
    answers.put("notification", error("AccessDenied"));
    assertThat(lacks())
        .singleElement()
        .isEqualTo(
            new Lack(
                "Part of its set-up cannot be seen: AccessDenied, says S3",
                "Allow s3:GetBucketNotification on the bucket.",
                true));
  }

  @Test
  void filesAmongThePhotosAreNamedByTheirEndings() {
    answers.put("replication", error("ReplicationConfigurationNotFoundError"));
    answers.put(
        "list-type=2&prefix=line2/",
        "<ListBucketResult><Contents><Key>line2/a.jpg</Key></Contents>"
            + "<Contents><Key>line2/a.JSON</Key></Contents><Contents><Key>line2/b.json</Key>"
            + "</Contents><Contents><Key>line2/2026.11/c</Key></Contents>"
            + "<Contents><Key>line2/board.gbr</Key></Contents></ListBucketResult>");
    assertThat(check("line2/").surprises())
        .singleElement()
        .extracting(Lack::what, STRING)
        .contains("(1 named .gbr, 2 named .json)");
  }

  @ParameterizedTest
  @CsvSource({
    "'<Filter/><DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>', 1",
    "'<Filter/><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>', 0",
    "<Prefix></Prefix>, 1"
  })
  void aCopyThatTakesDeleteMarkersIsTold(String rule, int told) {
    answers.put("list-type=2&prefix=", "<ListBucketResult/>");
    answers.put(
        "replication",
        "<ReplicationConfiguration><Rule>%s<Status>Enabled</Status></Rule></ReplicationConfiguration>"
            .formatted(rule));
    assertThat(check("").surprises()).hasSize(told);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "6, true", "7, false"})
  void deletedPhotosThatAreForgottenTooSoonAreTold(int days, boolean isTooSoon) {
    answers.put(
        "lifecycle",
        lifecycle(
            "<Filter><Prefix>line2/camera-1/</Prefix></Filter>",
            "<NoncurrentVersionExpiration><NoncurrentDays>%d</NoncurrentDays></NoncurrentVersionExpiration>"
                .formatted(days)));
    assertThat(lacks().stream().anyMatch(Lack::isNeeded)).isEqualTo(isTooSoon);
  }

  @Test
  void aBucketThatIsNotThereIsNoLack() {
    answers.put("versioning", error("NoSuchBucket"));
    assertThatThrownBy(this::lacks).isInstanceOf(NoSuchBucketException.class);
  }
}

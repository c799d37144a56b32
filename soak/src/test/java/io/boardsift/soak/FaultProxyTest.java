package io.boardsift.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.Clients;
import io.boardsift.fixtures.TestAws;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class FaultProxyTest {
  /** What a client gets an answer to anyway. */
  private static final Set<Fault> HARMLESS = EnumSet.of(Fault.NONE, Fault.SLOW_BODY);

  private final TestAws aws = new TestAws();

  @Test
  void withoutFaultsAClientNoticesNothing() throws IOException {
    try (FaultProxy proxy = FaultProxy.start(aws.s3Endpoint(), request -> Fault.NONE);
        S3Client s3 = TestAws.ACCOUNT.s3(proxy.endpoint())) {
      byte[] photo = new byte[100_000];
      put(s3, photo);

      assertThat(s3.getObjectAsBytes(get -> get.bucket(aws.photosBucket()).key("a b/ü.jpg")))
          .satisfies(object -> assertThat(object.asByteArray()).isEqualTo(photo));
      assertThat(s3.headObject(head -> head.bucket(aws.photosBucket()).key("a b/ü.jpg")))
          .satisfies(head -> assertThat(head.contentLength()).isEqualTo(photo.length));
      assertThat(s3.listObjectVersions(list -> list.bucket(aws.photosBucket())).versions())
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultIsCarriedOutOrNotAsItSays(Fault fault) throws IOException {
    try (FaultProxy proxy = FaultProxy.start(aws.s3Endpoint(), request -> fault);
        S3Client s3 = withoutRetries(proxy)) {
      if (HARMLESS.contains(fault)) {
        put(s3, new byte[10]);
      } else {
        assertThatThrownBy(() -> put(s3, new byte[10])).isInstanceOf(SdkException.class);
      }

      assertThat(aws.isThere(aws.photosBucket(), "a b/ü.jpg")).isEqualTo(fault.isCarriedOut());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOneFaultButARefusalIsTriedAgain(Fault fault) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    FaultProxy.Faults first = request -> requests.getAndIncrement() == 0 ? fault : Fault.NONE;
    try (FaultProxy proxy = FaultProxy.start(aws.s3Endpoint(), first);
        S3Client s3 = TestAws.ACCOUNT.s3(proxy.endpoint())) {
      if (fault == Fault.WRITE_REFUSED) {
        assertThatThrownBy(() -> put(s3, new byte[10])).isInstanceOf(SdkException.class);
      } else {
        put(s3, new byte[10]);
        assertThat(aws.isThere(aws.photosBucket(), "a b/ü.jpg")).isTrue();
      }
    }
  }

  @Test
  void whoAsksFirstWhetherTheBodyMayComeIsAnswered() throws IOException {
    try (FaultProxy proxy = FaultProxy.start(aws.s3Endpoint(), request -> Fault.UNAVAILABLE);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.endpoint().getPort())) {
      OutputStream out = client.getOutputStream();
      InputStream in = client.getInputStream();
      out.write(
          "PUT /a/b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(in.readNBytes(25), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      out.write(new byte[2]);
      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 503");
    }
  }

  private void put(S3Client s3, byte[] bytes) {
    s3.putObject(
        put -> put.bucket(aws.photosBucket()).key("a b/ü.jpg"), RequestBody.fromBytes(bytes));
  }

  private static S3Client withoutRetries(FaultProxy proxy) {
    return TestAws.ACCOUNT.at(
        proxy.endpoint(),
        Clients.configure(S3Client.builder())
            .forcePathStyle(true)
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(10))));
  }
}

package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class ClientsTest {
  @Test
  void anUploadDoesNotAskFirstWhetherItMayCome() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    List<Integer> received = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.addAll(exchange.getRequestHeaders().getOrDefault("Expect", List.of()));
          received.add(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (S3Client s3 = client(server.getAddress().getPort())) {
      for (int size : new int[] {1, 2_000, 3_000_000}) {
        s3.putObject(put -> put.bucket("results").key("k"), RequestBody.fromBytes(new byte[size]));
      }
    } finally {
      server.stop(0);
    }
    assertThat(received).hasSize(3);
    assertThat(asked).isEmpty();
  }

  private static S3Client client(int port) {
    return Clients.configure(S3Client.builder())
        .forcePathStyle(true)
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}

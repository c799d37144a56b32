package io.boardsift.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

class EmbeddedSageMakerRuntimeTest {
  private HttpServer container;
  private EmbeddedSageMakerRuntime runtime;
  private SageMakerRuntimeClient client;

  @BeforeEach
  void startAContainerThatAnswersWithWhatItGets() throws IOException {
    container = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    container.createContext(
        "/invocations",
        request -> {
          try (request) {
            byte[] body = request.getRequestBody().readAllBytes();
            boolean isImage =
                request.getRequestHeaders().getFirst("Content-Type").equals("application/x-image");
            request.sendResponseHeaders(isImage ? 200 : 415, body.length);
            request.getResponseBody().write(body);
          }
        });
    container.start();
    runtime =
        EmbeddedSageMakerRuntime.start(
            "mine", URI.create("http://localhost:" + container.getAddress().getPort()));
    client = LocalAccount.random().sageMakerRuntime(runtime.endpoint()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    runtime.close();
    container.stop(0);
  }

  private String invoke(String endpoint, String type) {
    return client
        .invokeEndpoint(
            invoke ->
                invoke
                    .endpointName(endpoint)
                    .contentType(type)
                    .body(SdkBytes.fromUtf8String("photo")))
        .body()
        .asUtf8String();
  }

  @Test
  void handsARequestToTheContainerAndItsAnswerBack() {
    assertThat(invoke("mine", "application/x-image")).isEqualTo("photo");
  }

  @Test
  void whatTheContainerRefusesIsAModelError() {
    assertThatThrownBy(() -> invoke("mine", "text/plain")).isInstanceOf(ModelErrorException.class);
  }

  @Test
  void anotherEndpointIsNotThere() {
    assertThatThrownBy(() -> invoke("other", "application/x-image"))
        .isInstanceOf(SageMakerRuntimeException.class)
        .hasMessageContaining("not found");
  }
}

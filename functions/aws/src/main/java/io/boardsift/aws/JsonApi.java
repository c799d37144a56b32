package io.boardsift.aws;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Requests to a service of AWS of which a function needs one operation: the SDK's client for it
 * would be a library more in the function. Each is a POST in JSON 1.1, signed.
 *
 * @param signingName what the service is called in signatures, such as events
 * @param endpoint its address
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public record JsonApi(
    String signingName, URI endpoint, String region, AwsCredentialsProvider credentials) {
  /**
   * A service of the region AWS_REGION, at AWS_ENDPOINT_URL_… or AWS_ENDPOINT_URL if one is set.
   *
   * @param signingName which its host's name begins with, too
   * @param endpointSetting what the setting of its address ends with, such as EVENTBRIDGE
   * @throws SettingException if a setting is wrong
   */
  public static JsonApi of(
      Settings settings,
      String signingName,
      String endpointSetting,
      AwsCredentialsProvider credentials) {
    String region = settings.required("AWS_REGION");
    String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    Optional<String> setting =
        Stream.of("AWS_ENDPOINT_URL_" + endpointSetting, "AWS_ENDPOINT_URL")
            .filter(name -> settings.optional(name).isPresent())
            .findFirst();
    URI endpoint =
        setting
            .map(settings::address)
            .orElseGet(() -> URI.create("https://%s.%s.%s".formatted(signingName, region, suffix)));
    return new JsonApi(signingName, endpoint, region, credentials);
  }

  /**
   * A request that is good for some minutes.
   *
   * @param target service and operation, such as AWSEvents.PutEvents
   * @param body JSON
   * @throws software.amazon.awssdk.core.exception.SdkClientException if there are no credentials
   */
  public HttpRequest.Builder request(String target, String body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", target)
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, signingName)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    // The client writes the host itself, as it was signed.
    signed
        .request()
        .forEachHeader(
            (header, values) -> {
              if (!header.equalsIgnoreCase("Host")) {
                values.forEach(value -> sent.header(header, value));
              }
            });
    return sent;
  }
}

package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * A text that AWS Secrets Manager keeps. It is asked by one request of our own, as the SDK's client
 * for it would be a library more in the function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class Secret implements Supplier<String> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Web web;
  private final URI endpoint;
  private final String region;
  private final String name;
  private final AwsCredentialsProvider credentials;

  private Secret(URI endpoint, String region, String name, AwsCredentialsProvider credentials) {
    this.web = new Web("Secrets Manager");
    this.endpoint = endpoint;
    this.region = region;
    this.name = Objects.requireNonNull(name);
    this.credentials = Objects.requireNonNull(credentials);
  }

  /**
   * A secret of the region AWS_REGION, at AWS_ENDPOINT_URL_SECRETS_MANAGER if that is set.
   *
   * @throws io.boardsift.aws.SettingException if a setting is wrong
   */
  static Secret of(Settings settings, String name, AwsCredentialsProvider credentials) {
    String region = settings.required("AWS_REGION");
    String endpoint = "AWS_ENDPOINT_URL_SECRETS_MANAGER";
    return new Secret(
        settings.optional(endpoint).isPresent()
            ? settings.address(endpoint)
            : URI.create("https://secretsmanager." + region + "." + suffix(region)),
        region,
        name,
        credentials);
  }

  private static String suffix(String region) {
    return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /**
   * Its text as it is now, without space around it.
   *
   * @throws WebException if it cannot be read
   */
  @Override
  public String get() {
    String body = MAPPER.createObjectNode().put("SecretId", name).toString();
    try {
      JsonNode secret = MAPPER.readTree(web.send(signed(body)).body());
      String text = secret.path("SecretString").asText("").strip();
      if (text.isEmpty()) {
        throw new WebException("secret " + name + " holds no text; put the token there", true);
      }
      return text;
    } catch (JsonProcessingException e) {
      // Its message would quote what was read.
      throw new WebException("Secrets Manager answered with no JSON", true);
    }
  }

  private HttpRequest signed(String body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue")
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
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
    return sent.build();
  }
}

package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.JsonApi;
import io.boardsift.aws.Settings;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * A text that AWS Secrets Manager keeps.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class Secret implements Supplier<String> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Web web = new Web("Secrets Manager");
  private final JsonApi secretsManager;
  private final String name;

  private Secret(JsonApi secretsManager, String name) {
    this.secretsManager = secretsManager;
    this.name = Objects.requireNonNull(name);
  }

  /**
   * A secret of the region AWS_REGION, at AWS_ENDPOINT_URL_SECRETS_MANAGER if that is set.
   *
   * @throws io.boardsift.aws.SettingException if a setting is wrong
   */
  static Secret of(Settings settings, String name, AwsCredentialsProvider credentials) {
    return new Secret(JsonApi.of(settings, "secretsmanager", "SECRETS_MANAGER", credentials), name);
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
      JsonNode secret =
          MAPPER.readTree(
              web.send(secretsManager.request("secretsmanager.GetSecretValue", body).build())
                  .body());
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
}

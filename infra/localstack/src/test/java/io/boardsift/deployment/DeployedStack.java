package io.boardsift.deployment;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.Photo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Boardsift as its template deploys it, by SAM, on a LocalStack of its own. */
final class DeployedStack implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("boardsift.root"));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LocalStack localStack;
  private final HttpClient http = HttpClient.newHttpClient();
  private JsonNode found;

  final S3Client s3;
  final SqsClient sqs;
  final LambdaClient lambda;
  private final CloudWatchLogsClient logs;

  /**
   * Deploys it.
   *
   * @param opt what all functions find in {@code /opt}, as LocalStack's free edition takes layers
   *     and does not unpack them
   */
  DeployedStack(Path opt, String... parameters) throws IOException, InterruptedException {
    localStack =
        LocalStack.start(
            Map.of(
                "LAMBDA_DOCKER_FLAGS",
                "-v " + opt + ":/opt",
                // Queues tell CloudWatch of their messages each second, not each minute.
                "SQS_CLOUDWATCH_METRICS_REPORT_INTERVAL",
                "1"));
    s3 = localStack.client(S3Client.builder().forcePathStyle(true));
    sqs = localStack.client(SqsClient.builder());
    lambda = localStack.client(LambdaClient.builder());
    logs = localStack.client(CloudWatchLogsClient.builder());
    deploy(parameters);
  }

  /** Deploys the template as a developer does; from then on this is about the stack so made. */
  void deploy(String... parameters) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("infra/localstack/deploy", "--json"));
    command.addAll(List.of(parameters));
    ProcessBuilder deploy =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    deploy.environment().put("AWS_ENDPOINT_URL", localStack.endpoint().toString());
    Process process = deploy.start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the deployment failed; its log is above");
    }
    found = MAPPER.readTree(output);
  }

  /** What a resource or an output of the stack is called: a URL for a queue, a name otherwise. */
  String name(String logical) {
    String name = found.path(logical).asText("");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the stack has no " + logical + ": " + found);
    }
    return name;
  }

  ResultsBucket results() {
    return new ResultsBucket(s3, name("ResultsBucket"));
  }

  Photo upload(String key, byte[] bytes) {
    var response =
        s3.putObject(
            put -> put.bucket(name("PhotosBucket")).key(key), RequestBody.fromBytes(bytes));
    return new Photo(
        name("PhotosBucket"), key, response.versionId(), response.eTag(), bytes.length);
  }

  /** Whether a photo is hidden behind a delete marker, its version kept. */
  boolean isDeletedRestorably(Photo photo) {
    var versions = s3.listObjectVersions(list -> list.bucket(photo.bucket()).prefix(photo.key()));
    return versions.deleteMarkers().stream().anyMatch(marker -> marker.isLatest())
        && versions.versions().stream().anyMatch(v -> v.versionId().equals(photo.versionId()));
  }

  void send(String queue, String body) {
    sqs.sendMessage(send -> send.queueUrl(name(queue)).messageBody(body));
  }

  /** Looks at a queue's messages without keeping them from others. */
  List<Message> peek(String queue) {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(name(queue))
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .messageAttributeNames("All"))
        .messages();
  }

  int messages(String queue) {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(name(queue))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  /** The same with those that were received or are postponed. */
  int allMessages(String queue) {
    return sqs
        .getQueueAttributes(
            get ->
                get.queueUrl(name(queue))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Asks the console's function over HTTP. */
  JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    URI address = URI.create(name("ConsoleUrl"));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(localStack.endpoint().resolve(path))
                .header("Host", address.getAuthority())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
    }
    return MAPPER.readTree(response.body());
  }

  /** Runs a command of the command line against this deployment, as its owner does. */
  JsonNode boardsift(String... arguments) throws IOException, InterruptedException {
    return boardsiftExits(0, arguments);
  }

  /** Runs a command that exits with a certain code. */
  JsonNode boardsiftExits(int code, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.boardsift.cli.Boardsift"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--json", "-"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(localStack.environment());
    Process process = builder.start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != code) {
      throw new IllegalStateException(
          "boardsift " + String.join(" ", arguments) + " exits with " + process.exitValue());
    }
    return MAPPER.readTree(output);
  }

  /** Asks EventBridge for one of its operations. */
  void eventBridge(String operation, String body) throws IOException, InterruptedException {
    ask("events", "AWSEvents." + operation, body);
  }

  /** The alarms of this stack. */
  List<Alarm> alarms() throws IOException, InterruptedException {
    // CloudFormation names the nested stack's resources after it, and it after this one.
    String function = name("Triage");
    String stackName = function.substring(0, function.lastIndexOf("-Triage-"));
    JsonNode answer =
        ask(
            "monitoring",
            "GraniteServiceVersion20100801.DescribeAlarms",
            MAPPER
                .createObjectNode()
                .put("AlarmNamePrefix", stackName + "-Monitoring-")
                .put("MaxRecords", 100)
                .toString());
    List<Alarm> alarms = new ArrayList<>();
    answer.path("MetricAlarms").forEach(alarm -> alarms.add(Alarm.fromJson(alarm)));
    return alarms;
  }

  /** The highest value that CloudWatch has of a metric in the last hours; 0 if it has none. */
  double highest(Alarm.Metric metric) throws IOException, InterruptedException {
    Instant now = Instant.now();
    ObjectNode question =
        MAPPER
            .createObjectNode()
            .put("Namespace", metric.namespace())
            .put("MetricName", metric.name())
            .put("StartTime", now.minus(Duration.ofHours(2)).getEpochSecond())
            .put("EndTime", now.plus(Duration.ofMinutes(5)).getEpochSecond())
            .put("Period", 60);
    question.putArray("Statistics").add("Maximum");
    question
        .putArray("Dimensions")
        .addObject()
        .put("Name", metric.dimension())
        .put("Value", metric.value());
    double highest = 0;
    for (JsonNode point :
        ask("monitoring", "GraniteServiceVersion20100801.GetMetricStatistics", question.toString())
            .path("Datapoints")) {
      highest = Math.max(highest, point.path("Maximum").asDouble());
    }
    return highest;
  }

  /** One request is too few for one more client. */
  private JsonNode ask(String service, String target, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            localStack.jsonApi(service).request(target, body).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(target + ": " + response.body());
    }
    return MAPPER.readTree(response.body());
  }

  /** Deletes a stack, as its owner does, and waits until it is gone. */
  void delete(String name) throws IOException, InterruptedException {
    cloudFormation("DeleteStack", name);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> cloudFormation("DescribeStacks", name).statusCode() != 200);
  }

  /** Two requests are too few for one more client. */
  private HttpResponse<String> cloudFormation(String action, String name)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(localStack.endpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudformation/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .POST(BodyPublishers.ofString("Action=" + action + "&StackName=" + name))
            .build(),
        BodyHandlers.ofString());
  }

  /** The lines that a function's containers have logged; none before its first call. */
  List<String> log(String function) {
    try {
      return logs
          .filterLogEventsPaginator(filter -> filter.logGroupName("/aws/lambda/" + name(function)))
          .events()
          .stream()
          .map(FilteredLogEvent::message)
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    logs.close();
    lambda.close();
    sqs.close();
    s3.close();
    localStack.close();
  }
}

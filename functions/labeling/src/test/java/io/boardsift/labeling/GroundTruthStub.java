package io.boardsift.labeling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.boardsift.aws.Clients;
import io.boardsift.fixtures.LoopbackServer;
import io.boardsift.labeling.groundtruth.JobClients;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * As much of SageMaker and SNS as a labeling job takes, over their protocols: JSON 1.1 and Query.
 * Tests steer what happens to a job.
 */
final class GroundTruthStub implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LoopbackServer server;
  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final List<JsonNode> created = new CopyOnWriteArrayList<>();
  private final List<String> published = new CopyOnWriteArrayList<>();
  private volatile String refused = "";
  private volatile boolean isAway;

  GroundTruthStub() {
    server = LoopbackServer.start(this::answer);
  }

  /** The SDK's own clients, as the functions have them. */
  JobClients clients() {
    URI endpoint = server.url();
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    return new JobClients(
        Clients.configured(SageMakerClient.builder())
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .build(),
        Clients.configured(SnsClient.builder())
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .build());
  }

  /** The requests of the jobs created, in their order. */
  List<JsonNode> created() {
    return created;
  }

  /** The name of the latest job. */
  String job() {
    return created.getLast().path("LabelingJobName").asText();
  }

  /** What was published, to whatever job listened. */
  List<String> published() {
    return published;
  }

  /** Moves the latest job on. */
  void become(String status) {
    statuses.put(job().toLowerCase(Locale.ROOT), status);
  }

  /** From now on the topic does not take messages that contain this. */
  void refuse(String text) {
    refused = text;
  }

  /** From now on nobody is there. */
  void goAway() {
    isAway = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (isAway) {
      LoopbackServer.respond(
          exchange, 403, "application/x-amz-json-1.1", "{\"__type\":\"AccessDenied\"}");
    } else if (target == null) {
      LoopbackServer.respond(exchange, 200, "text/xml", publish(form(body)));
    } else {
      switch (target) {
        case "SageMaker.CreateLabelingJob" -> create(exchange, MAPPER.readTree(body));
        case "SageMaker.DescribeLabelingJob" -> describe(exchange, MAPPER.readTree(body));
        default -> error(exchange, "UnknownOperationException", target);
      }
    }
  }

  private synchronized void create(HttpExchange exchange, JsonNode request) throws IOException {
    List<String> wrong = LabelingJobConstraints.brokenBy(request);
    String name = request.path("LabelingJobName").asText();
    if (!wrong.isEmpty()) {
      error(exchange, "ValidationException", String.join("; ", wrong));
    } else if (statuses.putIfAbsent(name.toLowerCase(Locale.ROOT), "Initializing") != null) {
      error(exchange, "ResourceInUse", "Labeling job " + name + " already exists");
    } else {
      created.add(request);
      respondJson(exchange, 200, Map.of("LabelingJobArn", arn(name)));
    }
  }

  private void describe(HttpExchange exchange, JsonNode request) throws IOException {
    String name = request.path("LabelingJobName").asText();
    String status = statuses.get(name.toLowerCase(Locale.ROOT));
    if (status == null) {
      error(exchange, "ResourceNotFound", "no labeling job " + name);
    } else {
      Map<String, Object> job = new LinkedHashMap<>();
      job.put("LabelingJobName", name);
      job.put("LabelingJobArn", arn(name));
      job.put("LabelingJobStatus", status);
      job.put("CreationTime", 1.7953e9);
      job.put("LabelCounters", Map.of("TotalLabeled", 0, "Unlabeled", 0));
      if (status.equals("Failed")) {
        job.put("FailureReason", "ClientError: access denied");
      }
      respondJson(exchange, 200, job);
    }
  }

  private String publish(Map<String, String> form) {
    StringBuilder entries = new StringBuilder();
    List<String> taken = new ArrayList<>();
    for (int i = 1; form.containsKey(entry(i) + "Id"); i++) {
      String id = form.get(entry(i) + "Id");
      String message = form.get(entry(i) + "Message");
      if (!refused.isEmpty() && message.contains(refused)) {
        entries.append(
            "<Failed><member><Id>%s</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member></Failed>"
                .formatted(id));
      } else {
        taken.add(message);
        entries.append(
            "<Successful><member><Id>%s</Id><MessageId>%s</MessageId></member></Successful>"
                .formatted(id, "m-" + id));
      }
    }
    published.addAll(taken);
    return """
    <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult>%s\
    </PublishBatchResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishBatchResponse>\
    """
        .formatted(merged(entries.toString()));
  }

  /** Each list is written once, with all its members. */
  private static String merged(String entries) {
    return entries.replace("</Failed><Failed>", "").replace("</Successful><Successful>", "");
  }

  private static String entry(int number) {
    return "PublishBatchRequestEntries.member." + number + ".";
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String field : body.split("&", -1)) {
      String[] parts = field.split("=", 2);
      form.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String arn(String name) {
    return "arn:aws:sagemaker:eu-central-1:123456789012:labeling-job/" + name;
  }

  private static void error(HttpExchange exchange, String type, String message) throws IOException {
    respondJson(exchange, 400, Map.of("__type", type, "message", message));
  }

  private static void respondJson(HttpExchange exchange, int status, Map<String, ?> json)
      throws IOException {
    LoopbackServer.respond(
        exchange, status, "application/x-amz-json-1.1", MAPPER.writeValueAsString(json));
  }

  @Override
  public void close() {
    server.close();
  }
}

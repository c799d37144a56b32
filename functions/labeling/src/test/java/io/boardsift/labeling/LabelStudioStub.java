package io.boardsift.labeling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.boardsift.aws.Settings;
import io.boardsift.fixtures.LoopbackServer;
import io.boardsift.fixtures.TestAws;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * As much of Label Studio 1.23.0 as Boardsift asks for: exchanging a personal token, importing, and
 * listing tasks by filters. What it answers was taken from the real server, with which {@link
 * LabelStudioServerTest} compares what Boardsift relies on. Tests steer what happens to it.
 */
final class LabelStudioStub implements AutoCloseable {
  static final String LEGACY_TOKEN = "0123456789abcdef0123456789abcdef01234567";
  static final String PERSONAL_TOKEN = "eyJhbGciOi.eyJ0b2tlbl90eXBl.c2lnbmF0dXJl";
  static final int PROJECT = 7;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LoopbackServer server;
  private final List<ObjectNode> tasks = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int annotations;
  private int exchanges;
  private String access = "";
  private int status = 200;
  private boolean isAnswerLost;
  private boolean isQueued;
  private int largestPage = Integer.MAX_VALUE;

  LabelStudioStub() {
    server = LoopbackServer.start(this::answer);
  }

  URI url() {
    return server.url();
  }

  /** The settings that choose it, and some others: name, value, name, value… */
  Settings settings(TestAws aws, String... changed) {
    String[] all = {
      "LABELING_JOB",
      "label-studio",
      "TASKS_QUEUE_URL",
      "",
      "LABEL_STUDIO_URL",
      url() + "/",
      "LABEL_STUDIO_PROJECT",
      Integer.toString(PROJECT),
      "LABEL_STUDIO_TOKEN",
      LEGACY_TOKEN
    };
    String[] joined = Arrays.copyOf(all, all.length + changed.length);
    System.arraycopy(changed, 0, joined, all.length, changed.length);
    return aws.settings(joined);
  }

  /** The tasks in the project, as they are listed. */
  synchronized List<ObjectNode> tasks() {
    return tasks.stream().map(ObjectNode::deepCopy).toList();
  }

  /** What was asked, by method and path. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** How often a personal token was exchanged. */
  synchronized int exchanges() {
    return exchanges;
  }

  /** From now on every request is answered with a status; 200 ends that. */
  synchronized void answerWith(int everyStatus) {
    status = everyStatus;
  }

  /** The next import is done, and nobody hears of it. */
  synchronized void loseTheNextAnswer() {
    isAnswerLost = true;
  }

  /** From now on an import is only promised, as by editions that import in the background. */
  synchronized void importInTheBackground() {
    isQueued = true;
  }

  /** From now on a page has fewer tasks than is asked for. */
  synchronized void shortenPages(int most) {
    largestPage = most;
  }

  /** The access tokens given so far are worth nothing any more. */
  synchronized void endAccess() {
    access = "";
  }

  /** A task that somebody else made. */
  synchronized long add(Map<String, String> data) {
    return added(MAPPER.valueToTree(data));
  }

  private long added(JsonNode data) {
    long id = tasks.size() + 1L;
    ObjectNode task = MAPPER.createObjectNode().put("id", id);
    task.set("data", data);
    task.putArray("annotations");
    task.put("created_at", now()).put("updated_at", now()).put("project", PROJECT);
    tasks.add(task);
    return id;
  }

  synchronized void removeTasks() {
    tasks.clear();
  }

  private ObjectNode task(long id) {
    return tasks.get(Math.toIntExact(id - 1));
  }

  /** Somebody answers a task; returns the annotation's number. */
  synchronized long annotate(long task, String... choices) {
    ObjectNode annotation = ((ArrayNode) task(task).path("annotations")).addObject();
    annotation.put("id", ++annotations).put("completed_by", 1).put("was_cancelled", false);
    annotation.put("created_at", now());
    choose(task, annotation, choices);
    return annotations;
  }

  /** Somebody changes an answer. */
  synchronized void change(long task, long annotation, String... choices) {
    for (JsonNode known : task(task).path("annotations")) {
      if (known.path("id").asLong() == annotation) {
        choose(task, (ObjectNode) known, choices);
      }
    }
  }

  private void choose(long task, ObjectNode annotation, String... choices) {
    annotation.put("updated_at", now());
    ObjectNode result = annotation.putArray("result").addObject();
    result.put("from_name", "verdict").put("to_name", "photo").put("type", "choices");
    ArrayNode chosen = result.putObject("value").putArray("choices");
    List.of(choices).forEach(chosen::add);
    task(task).put("updated_at", now());
  }

  /** Changes an annotation otherwise. */
  synchronized ObjectNode annotation(long task, int place) {
    task(task).put("updated_at", now());
    return (ObjectNode) task(task).path("annotations").path(place);
  }

  synchronized void removeAnnotations(long task) {
    task(task).putArray("annotations");
    task(task).put("updated_at", now());
  }

  /** As if the tasks were older. */
  synchronized void age(Duration by) {
    for (ObjectNode task : tasks) {
      Instant at = Instant.parse(task.path("updated_at").asText());
      task.put("updated_at", at.minus(by).toString());
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    if (status != 200) {
      respond(exchange, status, "{\"detail\":\"as the test wants it\"}");
    } else if (path.equals("/api/token/refresh/")) {
      exchange(exchange, MAPPER.readTree(body));
    } else if (!isLetIn(exchange)) {
      respond(exchange, 401, "{\"detail\":\"Invalid token.\",\"status_code\":401}");
    } else if (path.equals("/api/projects/" + PROJECT + "/import")) {
      importTasks(exchange, (ArrayNode) MAPPER.readTree(body));
    } else if (path.equals("/api/tasks/")) {
      list(exchange, parameters(exchange.getRequestURI().getRawQuery()));
    } else {
      respond(exchange, 404, "{\"detail\":\"Not found.\"}");
    }
  }

  private void exchange(HttpExchange exchange, JsonNode body) throws IOException {
    exchanges++;
    if (body.path("refresh").asText().equals(PERSONAL_TOKEN)) {
      access = "access-" + exchanges;
      respond(exchange, 200, "{\"access\":\"" + access + "\"}");
    } else {
      respond(exchange, 401, "{\"detail\":\"Token is invalid\",\"code\":\"token_not_valid\"}");
    }
  }

  private boolean isLetIn(HttpExchange exchange) {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    return header.equals("Token " + LEGACY_TOKEN)
        || (!access.isEmpty() && header.equals("Bearer " + access));
  }

  private void importTasks(HttpExchange exchange, ArrayNode imported) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (JsonNode task : imported) {
      if (task.path("data").path("image").asText().isEmpty()) {
        respond(exchange, 400, "{\"detail\":\"Validation error\",\"status_code\":400}");
        return;
      }
    }
    imported.forEach(task -> ids.add(added(task.path("data"))));
    if (isAnswerLost) {
      isAnswerLost = false;
      exchange.close();
    } else if (isQueued) {
      respond(exchange, 201, "{\"import\":3}");
    } else {
      respond(exchange, 201, "{\"task_count\":%d,\"task_ids\":%s}".formatted(ids.size(), ids));
    }
  }

  private void list(HttpExchange exchange, Map<String, String> parameters) throws IOException {
    JsonNode query = MAPPER.readTree(parameters.get("query"));
    List<ObjectNode> found = tasks.stream().filter(task -> matches(task, query)).toList();
    int size = Math.min(largestPage, Integer.parseInt(parameters.get("page_size")));
    ObjectNode page = MAPPER.createObjectNode().put("total", found.size());
    ArrayNode listed = page.putArray("tasks");
    found.stream().limit(size).forEach(listed::add);
    respond(exchange, 200, page.toString());
  }

  private static boolean matches(ObjectNode task, JsonNode query) {
    for (JsonNode filter : query.path("filters").path("items")) {
      String value = filter.path("value").asText();
      boolean matches =
          switch (filter.path("filter").asText() + " " + filter.path("operator").asText()) {
            case "filter:tasks:data.boardsift equal" ->
                task.path("data").path("boardsift").asText().equals(value);
            case "filter:tasks:id greater" -> task.path("id").asLong() > Long.parseLong(value);
            case "filter:tasks:updated_at greater_or_equal" ->
                !Instant.parse(task.path("updated_at").asText()).isBefore(Instant.parse(value));
            default -> throw new AssertionError("a filter that was not tried: " + filter);
          };
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : Optional.ofNullable(query).orElse("").split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      parameters.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    LoopbackServer.respond(exchange, status, "application/json", json);
  }

  @Override
  public void close() {
    server.close();
  }
}

package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a project of Label Studio: to take tasks, to find one, to tell which changed.
 *
 * @see <a href="https://labelstud.io/api">Label Studio's API</a>
 */
final class LabelStudioApi {
  /** As many tasks as are asked for at once; Label Studio may give fewer. */
  private static final int PAGE = 100;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How Label Studio's filters read a time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Web web = new Web("Label Studio");
  private final LabelStudioSettings settings;
  private final Access access;
  private final InstantSource clock;

  LabelStudioApi(LabelStudioSettings settings, InstantSource clock) {
    this.settings = settings;
    this.access = new Access(web, settings.url(), settings.token(), clock);
    this.clock = clock;
  }

  /** What to say as the name of the labeling job. */
  String job() {
    return "label-studio/" + settings.project();
  }

  /**
   * A task as it is handed over.
   *
   * @param asking names this asking
   * @param image the address of the picture, {@code s3://bucket/key}
   */
  record NewTask(String asking, String image) {}

  /**
   * Puts tasks into the project, all or none. What is put in twice is there twice.
   *
   * @return their numbers, in their order; none if Label Studio only says that it will do so
   * @throws WebException if it does not
   */
  List<Long> put(List<NewTask> tasks) {
    ArrayNode json = MAPPER.createArrayNode();
    for (NewTask task : tasks) {
      ObjectNode data = MAPPER.createObjectNode();
      data.put(LabelStudioTask.IMAGE, task.image()).put(LabelStudioTask.ASKING, task.asking());
      json.addObject().set("data", data);
    }
    String path = "/api/projects/" + settings.project() + "/import?return_task_ids=true";
    List<Long> numbers = new ArrayList<>();
    ask(path, Optional.of(json.toString())).json().path("task_ids").forEach(id -> add(numbers, id));
    return numbers.size() == tasks.size() ? numbers : List.of();
  }

  private static void add(List<Long> numbers, JsonNode number) {
    if (number.isIntegralNumber()) {
      numbers.add(number.longValue());
    }
  }

  /**
   * The task of an asking, as it is in the project.
   *
   * @throws WebException if it cannot be asked
   */
  Optional<LabelStudioTask> find(String asking) {
    ObjectNode filter = filter("data." + LabelStudioTask.ASKING, "equal", "String");
    filter.put("value", asking);
    return page(List.of(filter)).tasks().stream()
        .filter(task -> task.asking().equals(asking))
        .findFirst();
  }

  /**
   * Some of the tasks that changed.
   *
   * @param tasks in the order of their numbers, 100 at most
   * @param isLast whether it is the last page
   * @param at when Label Studio said so, by its own clock, in whole seconds
   */
  record Page(List<LabelStudioTask> tasks, boolean isLast, Instant at) {}

  /**
   * The next tasks that were put in, answered, or answered again since a time.
   *
   * @param after the number of the last one known
   * @throws WebException if it cannot be asked
   */
  Page changed(Instant since, long after) {
    ObjectNode recent = filter("updated_at", "greater_or_equal", "Datetime");
    recent.put("value", TIME.format(since));
    ObjectNode next = filter("id", "greater", "Number");
    next.put("value", after);
    return page(List.of(recent, next));
  }

  private static ObjectNode filter(String column, String operator, String type) {
    return MAPPER
        .createObjectNode()
        .put("filter", "filter:tasks:" + column)
        .put("operator", operator)
        .put("type", type);
  }

  private Page page(List<ObjectNode> filters) {
    ObjectNode query = MAPPER.createObjectNode();
    ObjectNode all = MAPPER.createObjectNode().put("conjunction", "and");
    all.putArray("items").addAll(filters);
    query.set("filters", all);
    query.putArray("ordering").add("tasks:id");
    String path =
        "/api/tasks/?project=%d&page=1&page_size=%d&fields=all&resolve_uri=false&query=%s"
            .formatted(
                settings.project(),
                PAGE,
                URLEncoder.encode(query.toString(), StandardCharsets.UTF_8));
    Answer answer = ask(path, Optional.empty());
    if (!answer.json().path("tasks").isArray() || !answer.json().path("total").isInt()) {
      throw new WebException("Label Studio answered GET /api/tasks/ without tasks", true);
    }
    List<LabelStudioTask> tasks = new ArrayList<>();
    answer.json().path("tasks").forEach(task -> tasks.add(LabelStudioTask.of(task)));
    boolean isLast = tasks.isEmpty() || tasks.size() >= answer.json().path("total").intValue();
    return new Page(tasks, isLast, answer.at());
  }

  private record Answer(JsonNode json, Instant at) {}

  private Answer ask(String path, Optional<String> body) {
    String shown = access.header();
    HttpResponse<String> response = web.answer(request(path, body, shown));
    if (response.statusCode() == 401) {
      // The token was replaced, or another server took over.
      access.forget(shown);
      response = web.send(request(path, body, access.header()));
    } else {
      response = web.checked(response);
    }
    try {
      return new Answer(MAPPER.readTree(response.body()), at(response));
    } catch (JsonProcessingException e) {
      throw new WebException(
          "Label Studio answered " + response.request().uri().getPath() + " with no JSON",
          false,
          e);
    }
  }

  private HttpRequest request(String path, Optional<String> body, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.url() + path))
            .header("Authorization", authorization)
            .header("Accept", "application/json");
    body.ifPresent(
        json ->
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    return request.build();
  }

  private Instant at(HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseGet(clock::instant);
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }
}

package io.boardsift.console;

import static io.boardsift.console.ConsoleFunction.body;
import static io.boardsift.console.ConsoleFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.GuardObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.guard.Tally;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.FollowUpRequest;
import io.boardsift.sift.records.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** What owners ask of the console's HTTP API, called as API Gateway calls it. */
class OwnerApiTest {
  private static final String NOBODY = "0".repeat(32);

  private final TestAws aws = new TestAws();
  private final ConsoleFunction local = ConsoleFunction.of(aws);
  private final ConsoleFunction behindSigningIn =
      ConsoleFunction.of(
          aws,
          "SIGN_IN_ENDPOINT",
          "https://cognito-idp.eu-central-1.amazonaws.com/",
          "SIGN_IN_CLIENT_ID",
          "page");

  /** A request of somebody with these groups, as the authorizer writes them; empty for nobody. */
  private static JsonNode call(ConsoleFunction console, String path, String body, String groups) {
    Map<String, String> claims =
        groups.isEmpty() ? Map.of() : Map.of("username", "kim", "cognito:groups", groups);
    return console.call("POST", path, ConsoleFunction.JSON, body, claims);
  }

  private JsonNode post(String path, String body) {
    return body(call(local, path, body, ""));
  }

  private Photo deleted(String key) {
    Photo photo = aws.upload(key, Pictures.black());
    aws.deleteByRule(photo);
    return photo;
  }

  private JsonNode deletions(String body) {
    return post("/api/deletions", body);
  }

  private JsonNode restore(Photo photo) {
    return restore(photo.fingerprint());
  }

  private JsonNode restore(String fingerprint) {
    return post("/api/restorations", "{\"photos\":[\"%s\"]}".formatted(fingerprint))
        .path("results")
        .path(0);
  }

  private void damageRecord(Photo photo) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(ResultsBucket.decisionKey(photo)),
            RequestBody.fromString("{"));
  }

  private static String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  // ------------------------------------------------------------------ who may

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/state",
        "/api/deletions",
        "/api/histories",
        "/api/restorations",
        "/api/lifts"
      })
  void whoIsNoOwnerIsRefused(String path) {
    Photo photo = deleted("black.jpg");
    String body =
        "{\"all\":true,\"photo\":\"%1$s\",\"photos\":[\"%1$s\"]}".formatted(photo.fingerprint());
    for (String groups : List.of("", "[reviewer]", "[]", "[owners co-owner]", "[Owner]")) {
      JsonNode response = call(behindSigningIn, path, body, groups);
      assertThat(status(response)).as(groups).isEqualTo(403);
      assertThat(response.path("body").asText()).contains("put you into the group owner");
      assertThat(status(call(behindSigningIn, path, "no JSON", groups))).isEqualTo(403);
    }
    assertThat(aws.results().decision(photo).orElseThrow().outcome()).isEqualTo(Outcome.DELETE);
    assertThat(aws.isThere(aws.resultsBucket(), GuardObject.KEY)).isFalse();
    for (String groups : List.of("[owner]", "[reviewer owner]", "owner", "[a, owner]")) {
      assertThat(status(call(behindSigningIn, path, body, groups))).as(groups).isEqualTo(200);
    }
  }

  @Test
  void whereNobodySignsInEverybodyIsAnOwner() {
    assertThat(post("/api/state", "{}").path("mode").asText()).isEqualTo("delete");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/deletions    | text                    | the body is not a JSON object
          /api/deletions    | []                      | the body is not a JSON object
          /api/deletions    | {"day": "tomorrow"}     | "day" has to be a date
          /api/deletions    | {"by": 7}               | "by" has to be text
          /api/histories    | {}                      | 32 hex digits
          /api/histories    | {"photo": "../rules"}   | 32 hex digits
          /api/deletions    | {"after": "x"}          | "after" has to be the "next"
          /api/deletions    | {"after": "deletions/\\u0000"} | "after" has to be the "next"
          /api/deletions    | {"day": "+12026-11-26"} | "day" has to be a date
          /api/state        | []                      | the body is not a JSON object
          /api/histories    | {"photo": ["00000000000000000000000000000000"]}     | "photo" has to be text
          /api/restorations | {}                      | "photos" has to be a list
          /api/restorations | {"photos": []}          | 1 to 10
          /api/restorations | {"photos": {"a": "00000000000000000000000000000000"}} | has to be a list
          /api/restorations | {"photos": ["x"]}       | 32 hex digits
          /api/lifts        | {}                      | either "prefixes", or "all"
          /api/lifts        | {"all": true, "prefixes": ["a/"]} | either "prefixes", or "all"
          /api/lifts        | {"all": "true"}         | "all" has to be true or false
          /api/lifts        | {"all": "no"}           | "all" has to be true or false
          /api/lifts        | {"all": 1}              | "all" has to be true or false
          /api/lifts        | {"prefixes": "a/"}      | "prefixes" has to be a list
          /api/lifts        | {"prefixes": {"a": "b"}} | "prefixes" has to be a list
          /api/lifts        | {"prefixes": [true]}    | "prefixes" has to be text
          """)
  void whatCannotBeReadIsRefusedByName(String path, String body, String complaint) {
    JsonNode response = call(local, path, body, "");
    assertThat(status(response)).isEqualTo(400);
    assertThat(response.path("body").asText()).contains(complaint.replace("\"", "\\\""));
  }

  // ------------------------------------------------------------------ the list

  @Test
  void whereNothingWasDeletedNothingIsListed() {
    JsonNode list = deletions("{}");
    assertThat(list.path("day").isNull()).isTrue();
    assertThat(list.path("photos")).isEmpty();
  }

  @Test
  void deletedPhotosAreListedWithWhyAndAPictureThatABrowserCanLoad() throws Exception {
    Photo photo = deleted("line 1/cam-2/2026/11/26/a+b.jpg");
    JsonNode list = deletions("{}");
    assertThat(list.path("day").asText()).isEqualTo(today());
    assertThat(list.path("days")).extracting(JsonNode::asText).containsExactly(today());
    assertThat(list.path("counts").path(0).toString())
        .isEqualTo("{\"by\":\"rule-blank\",\"camera\":\"line 1/cam-2/\",\"deletions\":1}");
    JsonNode listed = list.path("photos").path(0);
    assertThat(listed.path("key").asText()).isEqualTo(photo.key());
    assertThat(listed.path("photo").asText()).isEqualTo(photo.fingerprint());
    assertThat(listed.path("reason").asText()).isEqualTo("all one tone");
    assertThat(listed.path("state").asText()).isEqualTo("deleted");
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] picture =
          http.send(
                  HttpRequest.newBuilder(URI.create(listed.path("picture").asText())).build(),
                  BodyHandlers.ofByteArray())
              .body();
      assertThat(picture).isEqualTo(Pictures.black());
    }
  }

  @Test
  void sixtyAreAPartAndTheNextOneGoesOn() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 61; i++) {
      all.add(deleted("cam-%d/%d.jpg".formatted(i % 3, i)).fingerprint());
    }
    JsonNode first = deletions("{}");
    assertThat(first.path("photos")).hasSize(60);
    JsonNode second =
        deletions("{\"day\":\"%s\",\"after\":%s}".formatted(today(), first.path("next")));
    assertThat(second.path("photos")).hasSize(1);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(second.path("counts").isNull()).isTrue();
    first.path("photos").forEach(photo -> all.remove(photo.path("photo").asText()));
    second.path("photos").forEach(photo -> all.remove(photo.path("photo").asText()));
    assertThat(all).isEmpty();
    assertThat(deletions("{\"camera\":\"cam-1/\"}").path("photos")).hasSize(20);
    assertThat(deletions("{\"by\":\"rule-other\"}").path("photos")).isEmpty();
    assertThat(deletions("{\"by\":\"" + "x".repeat(50_000) + "\"}").path("photos")).isEmpty();
    assertThat(deletions("{\"day\":\"2020-01-01\"}").path("photos")).isEmpty();
  }

  @Test
  void aPhotoWhoseRecordIsDamagedIsListedAllTheSame() {
    Photo photo = deleted("black.jpg");
    damageRecord(photo);
    JsonNode listed = deletions("{}").path("photos").path(0);
    assertThat(listed.path("state").asText()).isEqualTo("unknown");
    assertThat(listed.path("key").asText()).isEqualTo(photo.key());
    assertThat(restore(photo).path("isDone").asBoolean()).isFalse();
  }

  // --------------------------------------------------------------- one photo

  @Test
  void aPhotosHistorySaysWhereItIsAndWhy() {
    Photo photo = deleted("black.jpg");
    JsonNode known = post("/api/histories", "{\"photo\":\"%s\"}".formatted(photo.fingerprint()));
    assertThat(known.path("key").asText()).isEqualTo("black.jpg");
    assertThat(known.path("state").asText()).isEqualTo("deleted-by-rule");
    assertThat(known.path("decision").path("rule").asText()).isEqualTo("blank");
    assertThat(known.path("versions").asInt()).isEqualTo(1);
    assertThat(known.path("picture").asText()).startsWith("http");
    assertThat(status(call(local, "/api/histories", "{\"photo\":\"" + NOBODY + "\"}", "")))
        .isEqualTo(404);
  }

  @Test
  void aPhotoIsBroughtBackByTheSameStepsAsByTheCommandAndItsRecordSaysByWhom() {
    Photo photo = deleted("black.jpg");
    JsonNode result =
        body(call(
                behindSigningIn,
                "/api/restorations",
                "{\"photos\":[\"%s\"]}".formatted(photo.fingerprint()),
                "[owner]"))
            .path("results")
            .path(0);
    assertThat(result.path("isDone").asBoolean()).isTrue();
    assertThat(result.path("why").asText()).isEmpty();
    DecisionRecord record = aws.results().decision(photo).orElseThrow();
    assertThat(record.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(record.restored().orElseThrow().why()).isEqualTo("in the gallery, by kim");
    // Whoever answers to the browser may not remove versions, and delete markers are some.
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(aws.drain(aws.verdictsQueue()))
        .extracting(message -> FollowUpRequest.fromJson(message.body()))
        .containsExactly(Optional.of(new FollowUpRequest(photo)));
    assertThat(deletions("{}").path("photos").path(0).path("state").asText())
        .isEqualTo("brought-back");
  }

  @Test
  void askingAgainFinishesWhatWasCutOff() {
    Photo photo = deleted("black.jpg");
    assertThat(restore(photo).path("isDone").asBoolean()).isTrue();
    aws.drain(aws.verdictsQueue());
    assertThat(restore(photo).path("isDone").asBoolean()).isTrue();
    assertThat(aws.drain(aws.verdictsQueue())).hasSize(1);
  }

  @Test
  void eachPhotoSaysWhyItIsNotBroughtBack() {
    Photo waiting = aws.inReview("board.jpg", Pictures.board());
    Photo deleted = deleted("black.jpg");
    JsonNode results =
        post(
                "/api/restorations",
                "{\"photos\":[\"%s\",\"%s\",\"%s\"]}"
                    .formatted(waiting.fingerprint(), NOBODY, deleted.fingerprint()))
            .path("results");
    assertThat(results)
        .extracting(result -> result.path("isDone").asBoolean())
        .containsExactly(false, false, true);
    assertThat(results.path(0).path("why").asText())
        .isEqualTo("it is not deleted by Boardsift: waiting for a person");
    assertThat(results.path(1).path("why").asText()).startsWith("nothing is recorded");
  }

  @Test
  void aPhotoWhoseKeyWasUsedAgainSaysSo() {
    Photo photo = deleted("black.jpg");
    aws.upload("black.jpg", Pictures.board());
    JsonNode result = restore(photo);
    assertThat(result.path("isDone").asBoolean()).isTrue();
    assertThat(result.path("why").asText()).contains("a newer photo has its key");
  }

  // --------------------------------------------------------------- the state

  private GuardObject stopped(String... folders) {
    GuardObject guard = new GuardObject(aws.s3(), aws.resultsBucket(), InstantSource.system());
    Tally tally = new Tally();
    for (String folder : folders) {
      for (int i = 0; i < 10; i++) {
        tally.deleted(folder + i + ".jpg", "blank");
      }
    }
    assertThat(guard.add(state -> state.plus(tally, new RunawayThreshold(0.5, 10), Instant.now())))
        .isPresent();
    return guard;
  }

  @Test
  void whatTheGuardStoppedIsToldAndLiftedAndTheLogSaysByWhom() {
    GuardObject guard = stopped("line1/", "line2/");
    JsonNode state = post("/api/state", "{}").path("guard");
    assertThat(state.path("stopped"))
        .extracting(stop -> stop.path("prefix").asText())
        .containsExactlyInAnyOrder("line1/", "line2/", "*");
    assertThat(state.path("trouble").isNull()).isTrue();
    FunctionOutput output =
        FunctionOutput.of(
            () ->
                assertThat(
                        body(call(
                                behindSigningIn,
                                "/api/lifts",
                                "{\"prefixes\":[\"line1/\",\"*\"]}",
                                "[owner]"))
                            .path("lifted"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder("line1/", "*"));
    assertThat(output.log())
        .anySatisfy(
            line -> {
              assertThat(line.path("message").asText()).isEqualTo("the guard is lifted");
              assertThat(line.path("by").asText()).isEqualTo("kim");
            });
    guard.add(state2 -> state2); // looks again
    assertThat(((GuardObject.Known) guard.current()).state().stops())
        .extracting(stop -> stop.prefix())
        .containsExactly("line2/");
    post("/api/lifts", "{\"all\":true}");
    guard.add(state2 -> state2);
    assertThat(((GuardObject.Known) guard.current()).state().stops()).isEmpty();
  }

  @Test
  void aDamagedGuardIsToldAndOnlyLiftedAsAWhole() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(GuardObject.KEY),
            RequestBody.fromString("{"));
    assertThat(post("/api/state", "{}").path("guard").path("trouble").asText()).contains("damaged");
    assertThat(status(call(local, "/api/lifts", "{\"prefixes\":[\"line1/\"]}", ""))).isEqualTo(409);
    post("/api/lifts", "{\"all\":true}");
    assertThat(post("/api/state", "{}").path("guard").path("trouble").isNull()).isTrue();
  }

  @Test
  void theRulesInForceAreToldAndWhyTheyAreRefused() {
    JsonNode shipped = post("/api/state", "{}").path("rules");
    assertThat(shipped.path("isShipped").asBoolean()).isTrue();
    assertThat(shipped.path("version").asText()).isNotEmpty();
    assertThat(shipped.path("text").asText()).contains("name:");
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"),
            RequestBody.fromString("no rules"));
    JsonNode own = post("/api/state", "{}").path("rules");
    assertThat(own.path("isShipped").asBoolean()).isFalse();
    assertThat(own.path("version").isNull()).isTrue();
    assertThat(own.path("text").asText()).isEqualTo("no rules");
    assertThat(own.path("trouble").asText()).contains("rules.yaml");
  }

  @Test
  void rulesInShadowAreToldAndWhyTheyAreRefused() {
    assertThat(post("/api/state", "{}").path("shadow").isNull()).isTrue();
    shadow("rules: [{name: wide, when: width above 100, then: delete}]");
    JsonNode told = post("/api/state", "{}").path("shadow");
    assertThat(told.path("version").asText()).startsWith("sha256:");
    assertThat(Instant.parse(told.path("since").asText()))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    shadow("no rules");
    JsonNode refused = post("/api/state", "{}").path("shadow");
    assertThat(refused.path("version").isNull()).isTrue();
    assertThat(refused.path("trouble").asText()).contains("rules-in-shadow.yaml");
  }

  private void shadow(String yaml) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules-in-shadow.yaml"),
            RequestBody.fromString(yaml));
  }

  @Test
  void modeModelAndDashboardAreThoseOfTheDeployment() {
    JsonNode plain = post("/api/state", "{}");
    assertThat(plain.path("mode").asText()).isEqualTo("delete");
    assertThat(plain.path("model").isNull()).isTrue();
    assertThat(plain.path("dashboard").isNull()).isTrue();
    ConsoleFunction observing =
        ConsoleFunction.of(
            aws,
            "MODE",
            "observe",
            "MODEL",
            "endpoint",
            "MODEL_ENDPOINT",
            "boards",
            "MODEL_MODE",
            "obey",
            "DASHBOARD_URL",
            "https://example.com/#dashboards");
    JsonNode state = body(call(observing, "/api/state", "{}", ""));
    assertThat(state.path("mode").asText()).isEqualTo("observe");
    assertThat(state.path("model").toString())
        .isEqualTo("{\"place\":\"Endpoint boards\",\"mode\":\"obey\"}");
    assertThat(state.path("dashboard").asText()).isEqualTo("https://example.com/#dashboards");
    ConsoleFunction inTriage = ConsoleFunction.of(aws, "MODEL", "in-function");
    assertThat(body(call(inTriage, "/api/state", "{}", "")).path("model").toString())
        .isEqualTo("{\"place\":\"In triage itself\",\"mode\":\"shadow\"}");
  }

  /** A photo that a rule would have deleted and a person saw instead. */
  private void checked(String key, Answer answer) {
    Photo photo = aws.upload(key, Pictures.black());
    Decision audited =
        new Decision(
            Outcome.REVIEW,
            DecidedBy.AUDIT,
            "audit",
            new Finding(
                Optional.of("blank"),
                List.of(),
                true,
                Evidence.none(),
                "none",
                Optional.empty(),
                Optional.empty()));
    DecisionRecord record =
        aws.results()
            .recordUnlessRecorded(DecisionRecord.of(photo, audited, Instant.now(), 0))
            .record();
    aws.results()
        .checks()
        .add(
            record,
            new Verdict(
                photo, answer, "", "console", Instant.now().truncatedTo(ChronoUnit.MICROS)));
  }

  @Test
  void deletionsOfTheWeekAndHowManyWereWrongAreCountedByRule() {
    deleted("a.jpg");
    deleted("cam/b.jpg");
    checked("c.jpg", Answer.GOOD_BOARD);
    checked("d.jpg", Answer.NOT_A_BOARD);
    checked("e.jpg", Answer.CANNOT_TELL);
    JsonNode state = post("/api/state", "{}");
    assertThat(state.path("days")).hasSize(7);
    assertThat(state.path("days").path(0).toString())
        .isEqualTo("{\"day\":\"%s\",\"deletions\":{\"rule-blank\":2}}".formatted(today()));
    JsonNode accuracy = state.path("accuracy").path(0);
    assertThat(accuracy.path("by").asText()).isEqualTo("rule-blank");
    assertThat(accuracy.path("wrong").asInt()).isEqualTo(1);
    assertThat(accuracy.path("checked").asInt()).isEqualTo(2);
    // Clopper and Pearson's exact interval of 1 of 2: 1 - sqrt(0.975) and sqrt(0.975).
    assertThat(accuracy.path("low").asDouble()).isBetween(0.0125, 0.0127);
    assertThat(accuracy.path("high").asDouble()).isBetween(0.9873, 0.9875);
  }
}

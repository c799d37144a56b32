package io.boardsift.console;

import static io.boardsift.console.ConsoleFunction.body;
import static io.boardsift.console.ConsoleFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.SettingException;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, by the groups in a token, called as API Gateway calls the function. */
class ReviewersTest {
  private final TestAws aws = new TestAws();
  private Photo photo;

  @BeforeEach
  void photoWaits() {
    photo = aws.inReview("board.jpg", Pictures.board());
    aws.sqs()
        .sendMessage(
            send ->
                send.queueUrl(aws.tasksQueue().toString())
                    .messageBody(new ReviewTask(photo).toJson()));
  }

  private ConsoleFunction console(String group, String... more) {
    String[] settings =
        Stream.concat(
                Stream.of(
                    "SIGN_IN_ENDPOINT",
                    "https://cognito-idp.eu-central-1.amazonaws.com/",
                    "SIGN_IN_CLIENT_ID",
                    "page",
                    "REVIEWER_GROUP",
                    group),
                Stream.of(more))
            .toArray(String[]::new);
    return ConsoleFunction.of(aws, settings);
  }

  private static JsonNode call(ConsoleFunction console, String path, String body, String groups) {
    Map<String, String> claims =
        groups.isEmpty()
            ? Map.of("username", "kim")
            : Map.of("username", "kim", "cognito:groups", groups);
    return console.call("POST", path, ConsoleFunction.JSON, body, claims);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/leases",
        "/api/renewals",
        "/api/returns",
        "/api/links",
        "/api/answers",
        "/api/disputes",
        "/api/progress",
        "/api/guide"
      })
  void whereTheGroupIsRequiredWhoIsInNeitherIsRefused(String path) {
    ConsoleFunction console = console("required");
    for (String groups : List.of("", "[]", "[reviewers]", "[Reviewer]", "[line-3 co-owner]")) {
      JsonNode response = call(console, path, "no JSON", groups);
      assertThat(status(response)).as(groups).isEqualTo(403);
      assertThat(response.path("body").asText()).contains("put you into the group reviewer");
    }
    for (String groups : List.of("[reviewer]", "[owner]", "[line-3 reviewer]", "reviewer")) {
      assertThat(status(call(console, path, "no JSON", groups))).as(groups).isEqualTo(400);
    }
  }

  @Test
  void allThatReviewersMayAskIsTestedHere() {
    assertThat(
            new ConsoleHandler(
                    aws.settings(),
                    aws.s3(),
                    TestAws.ACCOUNT.presigner(aws.s3Endpoint()),
                    aws.sqs())
                .actions())
        .hasSize(8 + 5); // reviewers' above, and owners' in OwnerApiTest
  }

  @ParameterizedTest
  @CsvSource({
    "'', 403, 403",
    "[reviewer], 200, 403",
    "[owner], 200, 200",
    "[owner reviewer], 200, 200"
  })
  void eachKindOfPersonMayDoWhatItsGroupSays(String groups, int reviewing, int owning) {
    ConsoleFunction console = console("required");
    assertThat(status(call(console, "/api/leases", "{\"count\":1}", groups))).isEqualTo(reviewing);
    assertThat(status(call(console, "/api/state", "{}", groups))).isEqualTo(owning);
    assertThat(status(call(console, "/api/lifts", "{\"all\":true}", groups))).isEqualTo(owning);
  }

  @Test
  void whereTheGroupIsOptionalWhoeverSignsInIsAReviewer() {
    for (ConsoleFunction console : List.of(console("optional"), console(""))) {
      JsonNode answer = call(console, "/api/leases", "{\"count\":1}", "");
      body(answer).path("tasks").forEach(task -> giveBack(console, task));
    }
  }

  private static void giveBack(ConsoleFunction console, JsonNode task) {
    assertThat(
            status(
                call(
                    console,
                    "/api/returns",
                    "{\"leases\":[%s]}".formatted(task.path("lease")),
                    "")))
        .isEqualTo(200);
  }

  @Test
  void whereNobodySignsInNobodyIsAskedForAGroup() {
    ConsoleFunction local = ConsoleFunction.of(aws, "REVIEWER_GROUP", "required");
    JsonNode response =
        local.call("POST", "/api/leases", ConsoleFunction.JSON, "{\"count\":1}", Map.of());
    assertThat(body(response).path("tasks")).hasSize(1);
  }

  @Test
  void aWordThatIsNeitherIsRefused() {
    assertThatThrownBy(() -> console("some"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("REVIEWER_GROUP");
  }

  @Test
  void thePageIsToldHowPeopleSignIn() {
    assertThat(body(console("optional").get("/sign-in.json", "")).toString())
        .isEqualTo(
            "{\"clientId\":\"page\",\"endpoint\":\"https://cognito-idp.eu-central-1.amazonaws.com/\",\"mfa\":\"off\"}");
    ConsoleFunction byPages =
        console(
            "optional",
            "SIGN_IN_MFA",
            "required",
            "SIGN_IN_PAGES",
            "https://plant.auth.eu-central-1.amazoncognito.com/");
    assertThat(body(byPages.get("/sign-in.json", "")).toString())
        .contains("\"mfa\":\"required\"")
        .contains("\"pages\":\"https://plant.auth.eu-central-1.amazoncognito.com/\"");
    assertThat(byPages.get("/", "").path("headers").path("Content-Security-Policy").asText())
        .contains(
            " https://cognito-idp.eu-central-1.amazonaws.com https://plant.auth.eu-central-1.amazoncognito.com;");
    assertThat(body(ConsoleFunction.of(aws).get("/sign-in.json", "")).toString()).isEqualTo("{}");
  }
}

package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.DeletionIndex;
import io.boardsift.aws.SettingException;
import io.boardsift.fixtures.DashboardQuery;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.model.Message;

class TriageTest {
  private final TestAws aws = new TestAws();
  private final TriageHandler triage = triage();

  private TriageHandler triage(String... settings) {
    return new TriageHandler(aws.settings(settings), aws.s3(), aws.sqs());
  }

  private DecisionRecord decision(Photo photo) {
    return aws.results().decision(photo).orElseThrow();
  }

  private List<Photo> tasks() {
    return aws.drain(aws.reviewQueue()).stream().map(TriageTest::task).toList();
  }

  private static Photo task(Message message) {
    try {
      return ReviewTask.fromJson(message.body()).photo();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hidesWhatARuleIsSureAboutBehindADeleteMarker() {
    Photo photo = aws.upload("line 1/black+dark.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(photo));
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(tasks()).isEmpty();
    // The version itself is still there, so the deletion can be undone.
    assertThat(
            aws.s3()
                .getObjectAsBytes(
                    get -> get.bucket(photo.bucket()).key(photo.key()).versionId(photo.versionId()))
                .asByteArray())
        .isEqualTo(Pictures.black());
  }

  @Test
  void recordsWhyItDeleted() {
    Photo photo = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(photo));
    DecisionRecord record = decision(photo);
    assertThat(record.outcome()).isEqualTo(Outcome.DELETE);
    assertThat(record.by()).isEqualTo(DecidedBy.RULE);
    assertThat(record.rule()).contains("blank");
    assertThat(record.json())
        .contains("\"contrast\"", "\"conditions\":[\"contrast below 0.06\"]", "\"rulesVersion\"");
  }

  @Test
  void handsABoardToPeopleWithoutAWordOnWhy() {
    Photo photo = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
    List<Message> messages = aws.drain(aws.reviewQueue());
    assertThat(messages).hasSize(1);
    assertThat(task(messages.getFirst())).isEqualTo(photo);
    assertThat(messages.getFirst().body()).doesNotContain("reason").doesNotContain("rule");
    assertThat(decision(photo).by()).isEqualTo(DecidedBy.DEFAULT);
  }

  @Test
  void aRepeatedEventChangesNothing() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(black));
    String first = decision(black).json();
    TestAws.invoke(triage, aws.event(black));
    assertThat(decision(black).json()).isEqualTo(first);
    assertThat(aws.isThere(black)).isFalse();
    assertThat(markers(black)).isEqualTo(1);
  }

  private int markers(Photo photo) {
    return aws.s3()
        .listObjectVersions(list -> list.bucket(photo.bucket()).prefix(photo.key()))
        .deleteMarkers()
        .size();
  }

  @Test
  void aRepeatedEventOfAnAnsweredPhotoAsksNobodyAgain() {
    Photo board = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(board));
    assertThat(tasks()).hasSize(1);
    aws.results()
        .recordUnlessOutdated(new Verdict(board, Answer.GOOD_BOARD, "", "console", Instant.now()));
    TestAws.invoke(triage, aws.event(board));
    assertThat(tasks()).isEmpty();
  }

  @Test
  void eventsInAnyOrderAreDecidedEachOnItsOwnVersion() {
    Photo first = aws.upload("same.jpg", Pictures.black());
    Photo second = aws.upload("same.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(second));
    TestAws.invoke(triage, aws.event(first));
    assertThat(decision(second).outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(decision(first).outcome()).isEqualTo(Outcome.DELETE);
    // The key shows the newer upload, which the older one's deletion must not hide.
    assertThat(aws.isThere(second)).isTrue();
    assertThat(tasks()).containsExactly(second);
  }

  @Test
  void aPhotoOverwrittenDuringTriageIsNotDeletedInTheOldOnesPlace() {
    Photo black = aws.upload("same.jpg", Pictures.black());
    String event = aws.event(black);
    Photo board = aws.upload("same.jpg", Pictures.board());
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, event));
    assertThat(aws.isThere(board)).isTrue();
    assertThat(output.messages()).contains("superseded");
    assertThat(output.sum("Deleted")).isZero();
  }

  @Test
  void aNewerUploadOfTheSameBytesIsLeftToItsOwnEvent() {
    Photo first = aws.upload("same.jpg", Pictures.black());
    Photo second = aws.upload("same.jpg", Pictures.black());
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, aws.event(first)));
    assertThat(aws.isThere(second)).isTrue();
    assertThat(output.messages()).contains("superseded");
    TestAws.invoke(triage, aws.event(second));
    assertThat(aws.isThere(second)).isFalse();
  }

  @Test
  void aPhotoGoneBeforeTriageIsNobodysTask() {
    Photo photo = aws.upload("gone.jpg", Pictures.board());
    String event = aws.event(photo);
    aws.s3()
        .deleteObject(
            delete -> delete.bucket(photo.bucket()).key(photo.key()).versionId(photo.versionId()));
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, event));
    assertThat(output.messages()).contains("gone before triage");
    assertThat(output.metrics()).isEmpty();
    assertThat(tasks()).isEmpty();
    assertThat(aws.results().decision(photo)).isEmpty();
  }

  @Test
  void deletesNothingInABucketWithoutVersions() {
    String bucket = "plain-" + aws.photosBucket();
    aws.s3().createBucket(create -> create.bucket(bucket));
    aws.s3()
        .putObject(
            put -> put.bucket(bucket).key("black.jpg"), RequestBody.fromBytes(Pictures.black()));
    String event =
        """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"%s"},
         "object":{"key":"black.jpg","size":%d,"eTag":"0123"}}}]}"""
            .formatted(bucket, Pictures.black().length);
    TestAws.invoke(triage("PHOTOS_BUCKET", bucket), event);
    assertThat(aws.isThere(bucket, "black.jpg")).isTrue();
    assertThat(tasks()).extracting(Photo::key).containsExactly("black.jpg");
  }

  @Test
  void deletesNothingWhileObserving() {
    Photo photo = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage("MODE", "observe"), aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(tasks()).containsExactly(photo);
    DecisionRecord record = decision(photo);
    assertThat(record.wouldDelete()).isTrue();
    assertThat(record.rule()).contains("blank");
    assertThat(record.reason()).startsWith("observing");
  }

  @Test
  void observesUntilItIsToldToDelete() {
    Photo photo = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage("MODE", ""), aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
  }

  @Test
  void anAuditedPhotoGoesToPeopleAndLooksLikeAnyOther() {
    Photo photo = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage("AUDIT_RATE", "1"), aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(decision(photo).by()).isEqualTo(DecidedBy.AUDIT);
    List<Message> messages = aws.drain(aws.reviewQueue());
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().body()).isEqualTo(new ReviewTask(photo).toJson());
  }

  @Test
  void aboutTheAuditRateOfDeletionsIsAudited() {
    TriageHandler audited = triage("AUDIT_RATE", "0.2");
    int audits = 0;
    for (int i = 0; i < 60; i++) {
      Photo photo = aws.upload("text-" + i, Pictures.text("no photo"));
      TestAws.invoke(audited, aws.event(photo));
      audits += decision(photo).by() == DecidedBy.AUDIT ? 1 : 0;
    }
    // 12 are expected; beyond these bounds lies less than one run in 10,000.
    assertThat(audits).isBetween(2, 25);
  }

  @Test
  void withABadRuleFilePeopleSeeEverythingAndAnAlarmIsRaised() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"),
            RequestBody.fromString("rules:\n  - name: a\n    when: brightnes below 1\n"));
    Photo photo = aws.upload("black.jpg", Pictures.black());
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, aws.event(photo)));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(tasks()).containsExactly(photo);
    assertThat(decision(photo).by()).isEqualTo(DecidedBy.ERROR);
    assertThat(output.sum("RulesRefused")).isEqualTo(1);
    assertThat(output.text()).contains("brightnes");
  }

  @Test
  void itsOwnersRulesAreAskedInsteadOfTheShippedOnes() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"),
            RequestBody.fromString(
                "rules:\n  - name: by-folder\n    when: key starts with trash/\n    then: delete\n"));
    Photo trash = aws.upload("trash/board.jpg", Pictures.board());
    Photo black = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(trash));
    TestAws.invoke(triage, aws.event(black));
    assertThat(decision(trash).rule()).contains("by-folder");
    assertThat(aws.isThere(trash)).isFalse();
    assertThat(aws.isThere(black)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[]}",
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"s3\":{\"bucket\":{\"name\":\"b\"},"
            + "\"object\":{\"key\":\"k\"}}}]}"
      })
  void anEventOfNoUploadDoesNothing(String event) {
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, event));
    assertThat(output.text()).contains("nothing to do");
    assertThat(tasks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "\"Records\"",
        "{\"Records\":null}",
        "{\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{}}",
        "{\"Records\":[{\"eventName\":\"ObjectFrobnicated:Put\",\"s3\":{}}]}"
      })
  void anEventOfAnUnknownShapeFailsSoThatLambdaKeepsItAndIsCounted(String event) {
    FunctionOutput output =
        FunctionOutput.of(
            () ->
                assertThatThrownBy(() -> TestAws.invoke(triage, event))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("unknown shape"));
    assertThat(output.sum("UnknownEvents")).isEqualTo(1);
    assertThat(tasks()).isEmpty();
  }

  @Test
  void anEventThatIsUnderstoodInPartFailsAfterTheKnownPhotosAreTriaged() {
    Photo board = aws.upload("board.jpg", Pictures.board());
    String event = aws.event(board).replace("{\"Records\":[", "{\"Records\":[{\"novelty\":true},");
    assertThatThrownBy(() -> TestAws.invoke(triage, event))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("'novelty'");
    assertThat(tasks()).containsExactly(board);
  }

  @Test
  void aPhotoThatEventBridgeTellsOfIsTriaged() {
    Photo black = aws.upload("line 1/a+b %.jpg", Pictures.black());
    TestAws.invoke(triage, eventBridge(black));
    assertThat(aws.isThere(black)).isFalse();
    assertThat(decision(black).photo()).isEqualTo(black);
  }

  private static String eventBridge(Photo photo) {
    return """
    {"version":"0","detail-type":"Object Created","source":"aws.s3",
     "detail":{"bucket":{"name":"%s"},"object":{"key":"%s","size":%d,"etag":"%s",
     "version-id":"%s"},"reason":"PutObject"}}"""
        .formatted(photo.bucket(), photo.key(), photo.size(), photo.eTag(), photo.versionId());
  }

  @Test
  void aFolderIsNoPhotoAndIsLeftAlone() {
    Photo folder = aws.upload("line 1/", new byte[0]);
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              TestAws.invoke(triage, aws.event(folder));
              TestAws.invoke(triage, sized(folder, null));
            });
    assertThat(aws.isThere(folder)).isTrue();
    assertThat(aws.results().decision(folder)).isEmpty();
    assertThat(tasks()).isEmpty();
    assertThat(output.messages()).filteredOn(line -> line.startsWith("a folder")).hasSize(2);
    assertThat(output.metrics()).isEmpty();
  }

  @Test
  void aPhotoUnderAKeyThatEndsLikeAFolderIsTriaged() {
    Photo board = aws.upload("board/", Pictures.board());
    TestAws.invoke(triage, sized(board, 0L));
    assertThat(tasks()).containsExactly(board);
  }

  @Test
  void anEmptyFileIsNotDeletedButOnAPersonsWord() {
    Photo empty = aws.upload("empty.jpg", new byte[0]);
    TestAws.invoke(triage, aws.event(empty));
    assertThat(aws.isThere(empty)).isTrue();
    assertThat(tasks()).containsExactly(empty);
    assertThat(decision(empty).rule()).contains("empty-file");
  }

  @Test
  void anEventThatSaysSizeZeroOrNoSizeIsNotBelieved() {
    rules("rules:\n  - {name: empty, when: size below 1 bytes, then: delete}\n");
    for (Long claimed : new Long[] {0L, null}) {
      Photo board = aws.upload("board.jpg", Pictures.board());
      TestAws.invoke(triage(), sized(board, claimed));
      assertThat(aws.isThere(board)).isTrue();
      assertThat(decision(board).photo()).isEqualTo(board);
      Photo empty = aws.upload("empty.jpg", new byte[0]);
      TestAws.invoke(triage(), sized(empty, claimed));
      assertThat(aws.isThere(empty)).isFalse();
    }
  }

  @Test
  void rulesInShadowAreAskedAndNotObeyed() {
    inShadow("rules: [{name: wide, when: width above 100, then: delete}]");
    Photo board = aws.upload("board.jpg", Pictures.board());
    Photo black = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(board));
    TestAws.invoke(triage, aws.event(black));
    assertThat(aws.isThere(board)).isTrue();
    assertThat(tasks()).containsExactly(board);
    assertThat(aws.isThere(black)).isFalse();
    assertThat(decision(board).shadow().orElseThrow().wouldDelete()).isTrue();
    assertThat(decision(black).shadow().orElseThrow().rule()).contains("wide");
  }

  @Test
  void aWrongFileInShadowChangesNothingAndIsTold() {
    inShadow("rules: [{name: wide, when: widht above 100, then: delete}]");
    Photo black = aws.upload("black.jpg", Pictures.black());
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, aws.event(black)));
    assertThat(aws.isThere(black)).isFalse();
    assertThat(decision(black).shadow()).isEmpty();
    assertThat(output.text()).contains("rules in shadow are refused", "widht");
  }

  private void inShadow(String yaml) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules-in-shadow.yaml"),
            RequestBody.fromString(yaml));
  }

  /** Mounted buckets write an empty file first; its owner may have a rule that deletes those. */
  @Test
  void aPhotoThatIsWrittenOverADeletedEmptyFileIsThereAndTriaged() {
    rules("rules:\n  - {name: empty, when: size below 1 bytes, then: delete}\n");
    TriageHandler deleting = triage();
    Photo empty = aws.upload("photo.jpg", new byte[0]);
    TestAws.invoke(deleting, aws.event(empty));
    assertThat(aws.isThere(empty)).isFalse();
    Photo photo = aws.upload("photo.jpg", Pictures.board());
    assertThat(aws.isThere(photo)).isTrue();
    TestAws.invoke(deleting, aws.event(photo));
    TestAws.invoke(deleting, aws.event(empty));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(tasks()).containsExactly(photo);
  }

  private void rules(String yaml) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"), RequestBody.fromString(yaml));
  }

  /** The photo's event with another size in it, or none. */
  private String sized(Photo photo, Long size) {
    return aws.event(photo)
        .replace("\"size\":" + photo.size() + ",", size == null ? "" : "\"size\":" + size + ",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{},\"object\":{}}}]}"
      })
  void anEventThatNamesNoPhotoFailsSoThatLambdaKeepsIt(String event) {
    assertThatThrownBy(() -> TestAws.invoke(triage, event))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("names no object");
  }

  @Test
  void aFailureFailsTheEventAndTheOthersOfItAreDone() {
    Photo board = aws.upload("board.jpg", Pictures.board());
    String good = aws.event(board);
    String missing =
        "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"no-such-bucket\"},"
            + "\"object\":{\"key\":\"k\",\"size\":10,\"versionId\":\"v\",\"eTag\":\"e\"}}}";
    String both = good.replace("{\"Records\":[", "{\"Records\":[" + missing + ",");
    // A bucket that is not there is as gone as a photo that is not.
    TestAws.invoke(triage, both);
    assertThat(tasks()).containsExactly(board);
  }

  @Test
  void whenTheQueueIsAwayTheEventFailsAndTheNextAttemptHandsThePhotoOver() {
    URI nowhere = URI.create(aws.reviewQueue() + "-is-away");
    Photo board = aws.upload("board.jpg", Pictures.board());
    TriageHandler broken = triage("REVIEW_QUEUE_URL", nowhere.toString());
    assertThatThrownBy(() -> TestAws.invoke(broken, aws.event(board)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(aws.isThere(board)).isTrue();
    TestAws.invoke(triage, aws.event(board));
    assertThat(tasks()).containsExactly(board);
  }

  @Test
  void whenRecordsCannotBeWrittenNothingIsDeleted() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    TriageHandler broken = triage("RESULTS_BUCKET", "there-is-no-such-bucket");
    assertThatThrownBy(() -> TestAws.invoke(broken, aws.event(black)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(aws.isThere(black)).isTrue();
  }

  @Test
  void aDeletionIsListedByDayRuleAndCamera() {
    Photo black = aws.upload("line 1/cam-2/2026/11/26/black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(black));
    DeletionIndex index = aws.results().deletions();
    LocalDate day = index.days().getFirst();
    DecisionRecord record = decision(black);
    assertThat(day).isEqualTo(LocalDate.ofInstant(record.deletion().get().at(), ZoneOffset.UTC));
    assertThat(index.counts(day))
        .containsExactly(
            new DeletionIndex.Count("rule-" + record.rule().get(), "line 1/cam-2/", 1));
  }

  @Test
  void whatCannotBeListedIsNotDeletedAndTheNextAttemptDeletesIt() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    try (S3Client s3 = aws.s3WithoutWritesTo(DeletionIndex.DELETIONS)) {
      TriageHandler broken = new TriageHandler(aws.settings(), s3, aws.sqs());
      assertThatThrownBy(() -> TestAws.invoke(broken, aws.event(black)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(aws.isThere(black)).isTrue();
    TestAws.invoke(triage, aws.event(black));
    assertThat(aws.isThere(black)).isFalse();
    assertThat(aws.records(DeletionIndex.DELETIONS)).isEqualTo(1);
  }

  @Test
  void aPhotoOverTheByteLimitGoesToPeopleUnread() {
    Photo photo = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(triage("MAX_BYTES", "10000"), aws.event(photo));
    assertThat(tasks()).containsExactly(photo);
    assertThat(decision(photo).by()).isEqualTo(DecidedBy.ERROR);
    assertThat(decision(photo).reason()).contains("limit of 10,000");
  }

  @Test
  void writesNothingIntoThePhotosBucketButDeleteMarkers() {
    aws.upload("black.jpg", Pictures.black());
    Photo black = aws.upload("black.jpg", Pictures.black());
    Photo board = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(black));
    TestAws.invoke(triage, aws.event(board));
    var listing = aws.s3().listObjectVersions(list -> list.bucket(aws.photosBucket()));
    assertThat(listing.versions()).hasSize(3);
    assertThat(listing.deleteMarkers()).hasSize(1);
  }

  @Test
  void comparesBeforeDeletingWhereTheServerCannot() {
    TriageHandler comparing =
        triage(
            "CONDITIONAL_DELETE", "by-comparing", "AWS_ENDPOINT_URL", aws.s3Endpoint().toString());
    Photo black = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(comparing, aws.event(black));
    assertThat(aws.isThere(black)).isFalse();

    Photo old = aws.upload("same.jpg", Pictures.black());
    String event = aws.event(old);
    Photo board = aws.upload("same.jpg", Pictures.board());
    TestAws.invoke(comparing, event);
    assertThat(aws.isThere(board)).isTrue();
  }

  @Test
  void comparingIsRefusedWithAWarningWhereNoEmulatorIsNamed() {
    FunctionOutput output = FunctionOutput.of(() -> triage("CONDITIONAL_DELETE", "by-comparing"));
    assertThat(output.text()).contains("WARN").contains("CONDITIONAL_DELETE");
  }

  @Test
  void logsAreJsonWithPhotoAndDecisionAndMetricsAreEmbedded() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(triage, aws.event(black)));
    JsonNode line = output.log().stream().filter(l -> l.has("decision")).findFirst().orElseThrow();
    assertThat(line.path("photo").asText()).isEqualTo(black.id());
    assertThat(line.path("decision").asText()).isEqualTo("DELETE");
    assertThat(line.path("rule").asText()).isEqualTo("blank");
    assertThat(output.sum("Deleted")).isEqualTo(1);
    assertThat(output.counters()).containsExactly("Deleted");
    JsonNode metrics = output.metrics().getFirst();
    assertThat(metrics.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Boardsift");
    assertThat(output.text()).doesNotContain("X-Amz-Signature").doesNotContain("SecretKey");
  }

  @Test
  void theDashboardFindsInTheLogWhichRuleHeld() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    Photo board = aws.upload("board.jpg", Pictures.board());
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              TestAws.invoke(triage, aws.event(black));
              TestAws.invoke(triage, aws.event(board));
            });
    DashboardQuery query = DashboardQuery.ofLog("TriageLogs");
    assertThat(query.rows(output)).containsExactly("blank, DELETE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODE=destroy",
        "AUDIT_RATE=2",
        "AUDIT_RATE=many",
        "REVIEW_QUEUE_URL=queue",
        "RESULTS_BUCKET=",
        "MAX_BYTES=-1",
        "CONDITIONAL_DELETE=never"
      })
  void aWrongSettingIsRefusedByName(String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    String value = setting.substring(setting.indexOf('=') + 1);
    assertThatThrownBy(() -> triage(name, value))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("setting " + name);
  }
}

package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.GuardObject;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.guard.GuardState;
import io.boardsift.sift.records.DecisionRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class RunawayGuardTest {
  private final TestAws aws = new TestAws();
  private int number;

  /** A function just started, as after a cold start. */
  private TriageHandler triage() {
    return new TriageHandler(
        aws.settings("RUNAWAY_SHARE", "0.6", "RUNAWAY_PHOTOS", "10"), aws.s3(), aws.sqs());
  }

  private DecisionRecord triage(TriageHandler triage, String folder, byte[] bytes) {
    Photo photo = aws.upload(folder + ++number + ".jpg", bytes);
    TestAws.invoke(triage, aws.event(photo));
    return aws.results().decision(photo).orElseThrow();
  }

  private void run(TriageHandler triage, String folder, int photos) {
    for (int i = 0; i < photos; i++) {
      triage(triage, folder, Pictures.black());
    }
  }

  @Test
  void deletionsOfOneCameraStopByThemselvesAndItsPhotosGoToPeople() {
    TriageHandler triage = triage();
    for (int i = 0; i < 12; i++) {
      triage(triage, "good/", Pictures.board());
    }
    FunctionOutput output = FunctionOutput.of(() -> run(triage, "dark/", 12));
    DecisionRecord kept = triage(triage, "dark/", Pictures.black());
    assertThat(kept.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(kept.wouldDelete()).isTrue();
    assertThat(kept.reason()).contains("dark/", "are stopped", "blank", "boardsift guard lift");
    assertThat(aws.isThere(kept.photo())).isTrue();
    assertThat(aws.drain(aws.reviewQueue()).getLast().body()).contains(kept.photo().versionId());
    assertThat(output.sum("DeletionsStopped")).isPositive();
    assertThat(output.text()).contains("\"prefix\":\"dark/\"", "\"rule\":\"blank\"");
    assertThat(triage(triage, "good/", Pictures.black()).outcome()).isEqualTo(Outcome.DELETE);
  }

  @Test
  void whatIsStoppedStaysSoForAFunctionThatStartsLater() {
    run(triage(), "dark/", 15);
    assertThat(triage(triage(), "dark/", Pictures.black()).outcome()).isEqualTo(Outcome.REVIEW);
  }

  @Test
  void functionsThatRunAtOnceCountTogether() {
    TriageHandler one = triage();
    TriageHandler two = triage();
    for (int i = 0; i < 6; i++) {
      triage(one, "dark/", Pictures.black());
      triage(two, "dark/", Pictures.black());
    }
    assertThat(triage(triage(), "dark/", Pictures.black()).outcome()).isEqualTo(Outcome.REVIEW);
  }

  @Test
  void aStateThatCannotBeReadStopsEverything() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(GuardObject.KEY),
            RequestBody.fromString("{\"version\":"));
    DecisionRecord kept = triage(triage(), "any/", Pictures.black());
    assertThat(kept.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(kept.reason()).contains("guard/state.json is damaged", "boardsift guard lift");
  }

  @Test
  void oncePeopleHaveLookedItIsLifted() {
    run(triage(), "dark/", 15);
    GuardObject guard = new GuardObject(aws.s3(), aws.resultsBucket(), InstantSource.system());
    guard.repair(state -> state.lifted(List.of("dark/", GuardState.ALL), Optional.empty()));
    assertThat(triage(triage(), "dark/", Pictures.black()).outcome()).isEqualTo(Outcome.DELETE);
  }

  @Test
  void itsRequestsAreFewerThanItsPhotos() {
    RecordedCalls recorded = new RecordedCalls(aws);
    TriageHandler triage =
        new TriageHandler(aws.settings("RUNAWAY_SHARE", "0.6"), recorded.s3(), recorded.sqs());
    for (int i = 0; i < 40; i++) {
      Photo photo = aws.upload("b/" + i + ".jpg", i < 8 ? Pictures.black() : Pictures.board());
      TestAws.invoke(triage, aws.event(photo));
    }
    assertThat(recorded.count("guard/")).isLessThan(20);
  }
}

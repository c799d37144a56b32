package io.boardsift.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.local.LocalDeployment;
import io.boardsift.soak.accounting.Account;
import io.boardsift.soak.accounting.AnswerKind;
import io.boardsift.soak.accounting.Ledger;
import io.boardsift.soak.accounting.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.Message;

/** What is broken on purpose is found: an accountant who never complains would be worth nothing. */
class SabotageTest {
  @TempDir private Path folder;

  @Test
  void aTaskThatIsTakenAwayIsALostPhoto() throws InterruptedException {
    Account account =
        after(
            (deployment, ledger) -> {
              Message task =
                  deployment
                      .sqs()
                      .receiveMessage(
                          receive -> receive.queueUrl(deployment.tasksQueue().toString()))
                      .messages()
                      .getFirst();
              deployment
                  .sqs()
                  .deleteMessage(
                      delete ->
                          delete
                              .queueUrl(deployment.tasksQueue().toString())
                              .receiptHandle(task.receiptHandle()));
            });

    assertLost(account, "a record that says REVIEW, and no queue has it");
    assertThat(account.deletedBoards()).isZero();
  }

  @Test
  void aMarkerOverAnAnsweredBoardIsADeletedBoard() throws InterruptedException {
    Account account =
        after(
            (deployment, ledger) ->
                deployment
                    .s3()
                    .deleteObject(
                        delete ->
                            delete
                                .bucket(LocalDeployment.PHOTOS)
                                .key(any(ledger, AnswerKind.BOARD).getValue())));

    assertLost(account, "hidden, and the last answer on it is \"board\"");
    assertThat(account.deletedBoards()).isEqualTo(1);
  }

  @Test
  void aMarkerOverAPhotoThatWasBroughtBackIsADeletedBoard() throws InterruptedException {
    Account account =
        after(
            (deployment, ledger) -> {
              DeleteMarkerEntry marker =
                  deployment
                      .s3()
                      .listObjectVersions(list -> list.bucket(LocalDeployment.PHOTOS))
                      .deleteMarkers()
                      .getFirst();
              ledger.uploads().entrySet().stream()
                  .filter(upload -> upload.getValue().equals(marker.key()))
                  .forEach(upload -> ledger.restored(upload.getKey(), Instant.now()));
            });

    assertLost(account, "hidden, though it was brought back, and nobody objected");
    assertThat(account.deletedBoards()).isEqualTo(1);
  }

  @Test
  void aVersionThatIsRemovedIsALostPhoto() throws InterruptedException {
    Account account =
        after(
            (deployment, ledger) -> {
              Map.Entry<String, String> board = any(ledger, AnswerKind.BOARD);
              deployment
                  .s3()
                  .deleteObject(
                      delete ->
                          delete
                              .bucket(LocalDeployment.PHOTOS)
                              .key(board.getValue())
                              .versionId(board.getKey()));
            });

    assertLost(account, "not in the bucket any more");
  }

  @Test
  void aDeletionWithoutARecordIsALostPhoto() throws InterruptedException {
    Account account =
        after(
            (deployment, ledger) -> {
              removeAll(deployment, "verdicts/");
              removeAll(deployment, "decisions/");
            });

    assertThat(account.faults())
        .extracting(Account.Entry::why)
        .contains(
            "hidden by a marker, and no record says why",
            "answered, no record, and no queue has it");
  }

  @Test
  void aDeletionThatIsNotListedIsFound() throws InterruptedException {
    Account account = after((deployment, ledger) -> removeAll(deployment, "deletions/"));

    assertThat(account.faults())
        .isNotEmpty()
        .extracting(Account.Entry::why)
        .containsOnly("hidden, and no day's list of deletions names it");
  }

  private static void removeAll(LocalDeployment deployment, String prefix) {
    List<S3Object> records =
        deployment
            .s3()
            .listObjectsV2(list -> list.bucket(LocalDeployment.RESULTS).prefix(prefix))
            .contents();
    records.forEach(
        record ->
            deployment
                .s3()
                .deleteObject(delete -> delete.bucket(LocalDeployment.RESULTS).key(record.key())));
  }

  /** The version and key of a photo whose last answer is this one. */
  private static Map.Entry<String, String> any(Ledger ledger, AnswerKind word) {
    return ledger.uploads().entrySet().stream()
        .filter(upload -> ledger.lastWord(upload.getKey()).filter(word::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private Account after(BiConsumer<LocalDeployment, Ledger> sabotage) throws InterruptedException {
    SoakPlan plan = new SoakPlan(40, false, 3, folder);
    return new Soak(plan, stage -> {}, () -> {}, sabotage).run().account();
  }

  private static void assertLost(Account account, String why) {
    assertThat(account.faults()).extracting(Account.Entry::why).containsExactly(why);
    assertThat(account.count(Place.LOST)).isEqualTo(1);
    assertThat(account.isRight()).isFalse();
  }
}

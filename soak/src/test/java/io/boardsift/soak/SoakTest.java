package io.boardsift.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.soak.accounting.Account;
import io.boardsift.soak.accounting.Place;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything goes wrong at once, another way each time; the seed is told to try again with. */
class SoakTest {
  @TempDir private Path folder;

  @Test
  void whateverGoesWrongEveryVersionIsInOnePlaceAndNoBoardIsDeleted() throws InterruptedException {
    long seed = ThreadLocalRandom.current().nextLong(1_000_000);
    System.err.println("soak: seed " + seed);

    SoakResult result = run(new SoakPlan(300, true, seed, folder));

    Account account = result.account();
    assertThat(account.faults()).as("seed %d, %s", seed, result.toJson()).isEmpty();
    assertThat(result.isAtRest()).as("seed %d", seed).isTrue();
    assertThat(account.entries()).hasSize(300);
    assertThat(result.faults())
        .containsKeys("killed-triage", "reset-after", "event-twice", "poison");
  }

  @Test
  void withoutFaultsEveryVersionIsDeletedOrWaitsOrIsLabelled() throws InterruptedException {
    SoakResult result = run(new SoakPlan(40, false, 3, folder));

    Account account = result.account();
    assertThat(result.faults()).isEmpty();
    assertThat(
            account.count(Place.DELETED)
                + account.count(Place.REVIEW)
                + account.count(Place.LABELLED))
        .isEqualTo(40);
    assertThat(account.isRight()).isTrue();
  }

  private static SoakResult run(SoakPlan plan) throws InterruptedException {
    return new Soak(plan, stage -> {}, () -> {}).run();
  }
}

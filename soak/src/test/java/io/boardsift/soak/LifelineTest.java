package io.boardsift.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifelineTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void onceKilledNothingIsCarriedOutAnyMore(long seed) {
    Lifeline lifeline = Lifeline.killed(new Dice(seed), 3);

    int requests = 0;
    Optional<Fault> fault = lifeline.next();
    while (fault.isEmpty()) {
      requests++;
      fault = lifeline.next();
    }

    assertThat(requests).isBetween(0, 3);
    assertThat(fault).isIn(Optional.of(Fault.RESET_BEFORE), Optional.of(Fault.RESET_AFTER));
    assertThat(lifeline.next()).contains(Fault.RESET_BEFORE);
    assertThat(lifeline.next()).contains(Fault.RESET_BEFORE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aWholeInvocationIsLeftAlone(int requests) {
    Lifeline lifeline = Lifeline.whole();
    for (int i = 0; i < requests; i++) {
      assertThat(lifeline.next()).isEmpty();
    }
  }
}

package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.emulator.photos.MadeUpPhoto;
import io.boardsift.emulator.photos.Subject;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.rules.RuleFile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MadeUpDayTest {
  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    MadeUpDay day = new MadeUpDay(50, 0.2, 5);
    MadeUpDay same = new MadeUpDay(50, 0.2, 5);
    MadeUpDay other = new MadeUpDay(50, 0.2, 6);
    for (int i = 0; i < 50; i++) {
      assertThat(day.photo(i).bytes()).isEqualTo(same.photo(i).bytes());
    }
    assertThat(IntStream.range(0, 50).noneMatch(i -> isSame(day, other, i))).isTrue();
  }

  private static boolean isSame(MadeUpDay a, MadeUpDay b, int i) {
    return a.subject(i) != Subject.TINY && Arrays.equals(a.photo(i).bytes(), b.photo(i).bytes());
  }

  @Test
  void hasTheShareOfOthersAskedFor() {
    MadeUpDay day = new MadeUpDay(1000, 0.2, 1);
    assertThat(IntStream.range(0, 1000).filter(i -> !day.subject(i).showsBoard()).count())
        .isEqualTo(200);
  }

  @Test
  void aLargeDayShowsEverything() {
    MadeUpDay day = new MadeUpDay(1000, 0.2, 1);
    Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    IntStream.range(0, 1000).forEach(i -> subjects.add(day.subject(i)));
    assertThat(subjects).containsExactlyInAnyOrder(Subject.values());
  }

  @Test
  void namesAreUniqueAndTellNothing() {
    MadeUpDay day = new MadeUpDay(1000, 0.5, 1);
    assertThat(IntStream.range(0, 1000).mapToObj(day::name).distinct().count()).isEqualTo(1000);
    assertThat(day.name(0)).isEqualTo("camera-1/06-00-00-000001.jpg");
  }

  @Test
  void theShippedRulesKeepItsBoards() {
    MadeUpDay day = new MadeUpDay(120, 0, 3);
    Sieve sieve = new Sieve(RuleFile.shipped(), new PhotoDecoder(Limits.DEFAULT));
    for (int i = 0; i < day.size(); i++) {
      MadeUpPhoto photo = day.photo(i);
      Decision decision = decide(sieve, photo);
      assertThat(decision.outcome()).as(photo.name() + ": " + decision).isEqualTo(Outcome.REVIEW);
    }
  }

  private static Decision decide(Sieve sieve, MadeUpPhoto photo) {
    return sieve.decide(PhotoSource.of(photo.name(), photo.bytes()));
  }

  @Test
  void refusesWhatIsNoDay() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MadeUpDay(0, 0.2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new MadeUpDay(10, 1.5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new MadeUpDay(10, Double.NaN, 1));
  }
}

package io.boardsift.sift.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.life.Actors.Answering;
import io.boardsift.sift.life.Actors.Delivery;
import io.boardsift.sift.life.Actors.Following;
import io.boardsift.sift.life.Actors.GivenUp;
import io.boardsift.sift.life.Actors.Leasing;
import io.boardsift.sift.life.Actors.ModeSwitch;
import io.boardsift.sift.life.Actors.Restoring;
import io.boardsift.sift.life.Actors.Retriaging;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * All orders in which those who act on a photo can do so, each cut off after any of its effects and
 * begun again: in every state that comes of it the invariants hold.
 */
class InterleavingTest {
  private static final Pattern TIME = Pattern.compile("1970-01-01T[0-9:]+Z");

  private static final long STACK = 1L << 28;

  /** Hashes of the states: of ten million, two are the same by chance once in 400,000 runs. */
  private final Set<Long> seen = new HashSet<>();

  private final Deque<String> path = new ArrayDeque<>();
  private int ends;

  private void explore(World world, int cuts, Actor... actors) throws InterruptedException {
    FutureTask<Void> exploring =
        new FutureTask<>(
            () -> {
              explore(world, List.of(actors), cuts);
              return null;
            });
    // As deep as the longest life: hundreds of steps, some frames each.
    Thread thread = new Thread(null, exploring, "explorer", STACK);
    thread.start();
    try {
      exploring.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
    assertThat(ends).as("ways to an end").isPositive();
    System.out.printf("%,d states, %,d ends%n", seen.size(), ends);
  }

  private void explore(World world, List<Actor> actors, int cuts) {
    StringBuilder key = new StringBuilder(world.key()).append(cuts);
    actors.forEach(actor -> key.append('|').append(actor.key()));
    if (!seen.add(hash(withoutClock(key.toString())))) {
      return;
    }
    checkAlways(world);
    boolean isOver = true;
    for (int i = 0; i < actors.size(); i++) {
      Actor actor = actors.get(i);
      if (!actor.isDone() && actor.isReady(world)) {
        isOver = false;
        go(world, actors, i, cuts, false);
      }
      if (cuts > 0 && !actor.isDone() && actor.place != 0) {
        go(world, actors, i, cuts - 1, true);
      }
    }
    if (isOver) {
      ends++;
      checkAtTheEnd(world);
    }
  }

  /** What time it is makes no difference, only what came before what. */
  private static String withoutClock(String key) {
    TreeMap<String, Integer> places = new TreeMap<>();
    TIME.matcher(key).results().forEach(time -> places.put(time.group(), 0));
    int place = 0;
    for (Map.Entry<String, Integer> time : places.entrySet()) {
      time.setValue(place++);
    }
    return TIME.matcher(key).replaceAll(time -> "t" + places.get(time.group()));
  }

  /** See http://www.isthe.com/chongo/tech/comp/fnv/. */
  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private void go(World world, List<Actor> actors, int who, int cuts, boolean isCut) {
    World next = world.copy();
    List<Actor> others = new ArrayList<>(actors);
    Actor actor = actors.get(who).copy();
    others.set(who, actor);
    path.addLast(who + ":" + actor.key() + (isCut ? " cut" : ""));
    if (isCut) {
      actor.beginAgain();
    } else {
      actor.step(next);
    }
    explore(next, others, cuts);
    path.removeLast();
  }

  private void checkAlways(World world) {
    if (world.marker != 0) {
      assertThat(world.record).as("a deletion has a record before it: %s", path).isPresent();
      assertThat(world.record.get().isOwn("m" + world.marker))
          .as("a deletion can be restored: %s", path)
          .isTrue();
    }
  }

  private void checkAtTheEnd(World world) {
    Facts facts = world.facts();
    Optional<Verdict> verdict = facts.verdict();
    if (verdict.filter(v -> v.answer() != Answer.NOT_A_BOARD).isPresent()) {
      assertThat(world.marker).as("hidden against a person's word: %s", path).isZero();
    }
    if (world.restoredAt.isPresent()
        && verdict.filter(v -> v.answer() == Answer.NOT_A_BOARD).isEmpty()) {
      assertThat(world.marker).as("hidden though it was restored: %s", path).isZero();
    }
    boolean isInOnePlace =
        switch (Life.state(facts)) {
          case DELETED_BY_RULE, DELETED_BY_PERSON, KEPT -> true;
          case WAITING, RESTORED -> world.hasTask;
          case UNDECIDED, CONDEMNED, FREED, COMING_BACK, SUPERSEDED, HIDDEN_BY_OTHERS, GONE ->
              false;
        };
    assertThat(isInOnePlace)
        .as("in no place (%s): %s, %s", Life.state(facts), world.record, path)
        .isTrue();
  }

  private static World world(boolean isObserving) {
    World world = new World();
    world.isObserving = isObserving;
    return world;
  }

  @Test
  void twoDeliveriesAModeSwitchAndARestoration() throws InterruptedException {
    for (boolean isObserving : new boolean[] {false, true}) {
      explore(
          world(isObserving),
          2,
          new Delivery(),
          new Delivery(),
          new ModeSwitch(),
          new Restoring(),
          new Following());
    }
  }

  @Test
  void twoDeliveriesOfWhichOneIsGivenUpAndARestoration() throws InterruptedException {
    explore(
        world(false),
        2,
        new Delivery(),
        new Delivery(),
        new GivenUp(),
        new Restoring(),
        new Following());
  }

  @Test
  void anAnswerAChangedAnswerAndAModeSwitchWhilePeopleAreAsked() throws InterruptedException {
    explore(
        world(true),
        2,
        new Delivery(),
        new ModeSwitch(),
        new Answering(Answer.NOT_A_BOARD),
        new Answering(Answer.GOOD_BOARD),
        new Following());
  }

  @Test
  void answersAndARestorationWhilePeopleAreAsked() throws InterruptedException {
    World asked = world(false);
    new GivenUp().step(asked);
    asked.hasTask = true;
    explore(
        asked,
        2,
        new Answering(Answer.NOT_A_BOARD),
        new Answering(Answer.GOOD_BOARD),
        new Restoring(),
        new Following());
  }

  @Test
  void photosThatWereGivenUpAndAreTriagedAgainWhilePeopleAnswer() throws InterruptedException {
    for (Answer answer : new Answer[] {Answer.GOOD_BOARD, Answer.NOT_A_BOARD}) {
      World asked = world(false);
      new GivenUp().step(asked);
      asked.hasTask = true;
      explore(
          asked,
          1,
          new Retriaging(),
          new Leasing(),
          new Delivery(),
          new ModeSwitch(),
          new GivenUp(),
          new Answering(answer),
          new Following());
    }
  }

  @Test
  void photosThatAreTriagedAgainTwiceAndRestored() throws InterruptedException {
    World asked = world(false);
    new GivenUp().step(asked);
    asked.hasTask = true;
    explore(
        asked,
        1,
        new Retriaging(),
        new Delivery(),
        new Delivery(),
        new Answering(Answer.GOOD_BOARD),
        new Restoring(),
        new Following());
  }

  @Test
  void aDeliveryThatIsGivenUpAnAnswerAndARestoration() throws InterruptedException {
    explore(
        world(false),
        0,
        new Delivery(),
        new GivenUp(),
        new Answering(Answer.GOOD_BOARD),
        new Restoring(),
        new Following());
  }
}

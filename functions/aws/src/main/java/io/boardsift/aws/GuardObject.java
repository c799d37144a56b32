package io.boardsift.aws;

import io.boardsift.sift.guard.GuardFormat;
import io.boardsift.sift.guard.GuardState;
import io.boardsift.sift.guard.Stop;
import io.boardsift.sift.records.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The runaway guard's state as one object in the results bucket, shared by all functions. Safe for
 * use by several threads.
 */
public final class GuardObject {
  public static final String KEY = "guard/state.json";

  private static final int ATTEMPTS = 20;

  private final ConditionalObject object;
  private final CachedObject<Reading> cached;

  /** What is known of the state. */
  public sealed interface Reading {}

  /** The state, as it is or was up to half a minute ago. */
  public record Known(GuardState state) implements Reading {}

  /**
   * It is damaged.
   *
   * @param reason why, and what to do, in one line
   */
  public record Damaged(String reason) implements Reading {}

  /** The state before and after a change. */
  public record Change(GuardState before, GuardState after) {}

  public GuardObject(S3Client s3, String bucket, InstantSource clock) {
    this.object = new ConditionalObject(s3, bucket, KEY);
    this.cached = new CachedObject<>(object, new GuardReading(), clock);
  }

  /**
   * What is known of the state now.
   *
   * @throws SdkException if it was never read here, and cannot be read now
   */
  public Reading current() {
    return cached.current();
  }

  /**
   * Changes the state, unless others change it at this moment. A state that cannot be read is left
   * as it is.
   *
   * @return empty if nothing was written
   */
  public Optional<Change> add(UnaryOperator<GuardState> change) {
    return write(change, false);
  }

  /** The same, and in the place of a state that cannot be read a new one is begun. */
  public Optional<Change> repair(UnaryOperator<GuardState> change) {
    return write(change, true);
  }

  /**
   * Lets deletions go on that were stopped. Tried again where functions write their counts at the
   * same moment.
   *
   * @param prefixes whose; without the one of all photos, the others go on only if that is not
   *     stopped
   * @param until until when they are not stopped again, if not at once
   * @return those that were stopped and now go on; empty if the state cannot be read, or changes
   *     all the time
   */
  public Optional<List<String>> lift(Collection<String> prefixes, Optional<Instant> until) {
    return lifted(() -> add(state -> state.lifted(prefixes, until)), state -> prefixes);
  }

  /** The same with everything that is stopped; in the place of a damaged state begins a new one. */
  public Optional<List<String>> liftAll(Optional<Instant> until) {
    return lifted(() -> repair(state -> state.lifted(all(state), until)), GuardObject::all);
  }

  private static Optional<List<String>> lifted(
      Supplier<Optional<Change>> change, Function<GuardState, Collection<String>> prefixes) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Change> changed = change.get();
      if (changed.isPresent()) {
        GuardState before = changed.get().before();
        Collection<String> wanted = prefixes.apply(before);
        return Optional.of(
            before.stops().stream().map(Stop::prefix).filter(wanted::contains).toList());
      }
    }
    return Optional.empty();
  }

  private static Collection<String> all(GuardState state) {
    return Stream.concat(state.stops().stream().map(Stop::prefix), Stream.of(GuardState.ALL))
        .distinct()
        .toList();
  }

  private Optional<Change> write(UnaryOperator<GuardState> change, boolean mayReplaceDamaged) {
    Optional<ConditionalObject.State> there = object.read();
    GuardState before;
    try {
      before = there.isPresent() ? GuardFormat.read(there.get().text()) : GuardState.EMPTY;
    } catch (MalformedException e) {
      if (!mayReplaceDamaged) {
        return Optional.empty();
      }
      before = GuardState.EMPTY;
    }
    GuardState after = change.apply(before);
    Optional<String> written =
        object.write(there.map(ConditionalObject.State::eTag), GuardFormat.write(after));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    cached.forget();
    return Optional.of(new Change(before, after));
  }

  private static final class GuardReading implements CachedObject.Reading<Reading> {
    @Override
    public Reading read(byte[] bytes) {
      try {
        return new Known(GuardFormat.read(new String(bytes, StandardCharsets.UTF_8)));
      } catch (MalformedException e) {
        return new Damaged(
            "deletions are stopped: the guard's state "
                + KEY
                + " is damaged ("
                + e.getMessage()
                + "); to begin a new one: boardsift guard lift --all");
      }
    }

    @Override
    public Reading absent() {
      return new Known(GuardState.EMPTY);
    }

    @Override
    public Reading unreachable(SdkException e) {
      throw e;
    }
  }
}

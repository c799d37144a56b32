package io.boardsift.soak;

import io.boardsift.aws.Mode;
import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.local.Closer;
import io.boardsift.local.FunctionHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs functions as Lambda may: on several instances each, killed now and then in the middle of an
 * event, their settings changed while they work. Brings events twice, late and out of order.
 */
final class FaultyHost implements FunctionHost, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Of a function that works on one event at a time, and of one that takes them in batches. */
  private static final double KILLS = 0.06;

  private static final double BATCH_KILLS = 0.2;

  /** A batch makes some forty requests, triage of a photo six. */
  private static final int MOST_REQUESTS = 6;

  private static final int BATCH_REQUESTS = 40;

  private final Weather weather;
  private final FaultCounts counts;
  private final Dice dice;
  private final EventDelivery events;
  private final Closer closer = new Closer();
  private final AtomicInteger triaged = new AtomicInteger();
  private volatile Mode mode = Mode.DELETE;

  FaultyHost(Weather weather, FaultCounts counts, Dice dice) {
    this.weather = weather;
    this.counts = counts;
    this.dice = dice;
    this.events = closer.add(new EventDelivery(weather, counts, dice.of("events")));
  }

  @Override
  public LocalFunction host(
      String name, Settings settings, Code code, URI s3, URI sqs, LocalAccount account) {
    Environments environments =
        new Environments(
            name, settings, code, fate -> new Instance(s3, sqs, account, weather, fate));
    return new LocalFunction(
        name, (input, output, context) -> environments.invoke(input, output), TIMEOUT);
  }

  @Override
  public void deliver(String event, Consumer<String> triage) {
    events.deliver(event, triage);
  }

  /** Has the functions built with another mode before their next event. */
  void mode(Mode changed) {
    mode = changed;
  }

  /** How often triage was invoked so far. */
  int triaged() {
    return triaged.get();
  }

  /** Whether an event is still on its way to triage. */
  boolean isDelivering() {
    return events.isPending();
  }

  /** A function's instances: as many as it is invoked at once. */
  private final class Environments {
    private final String name;
    private final Map<Mode, Settings> settings = new EnumMap<>(Mode.class);
    private final Code code;
    private final Function<Dice, Instance> instances;
    private final Dice kills;
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<Instance> idle = new ConcurrentLinkedQueue<>();

    Environments(String name, Settings settings, Code code, Function<Dice, Instance> instances) {
      this.name = name;
      for (Mode each : Mode.values()) {
        String word = each.name().toLowerCase(Locale.ROOT);
        this.settings.put(each, settings.with(Map.of("MODE", word)));
      }
      this.code = code;
      this.instances = instances;
      this.kills = dice.of("kills of " + name);
    }

    void invoke(InputStream input, OutputStream output) throws IOException {
      String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      Instance instance = idle.poll();
      if (instance == null) {
        instance = open();
      }
      try {
        String response = instance.invoke(code, settings.get(mode), event, lifeline());
        output.write(response.getBytes(StandardCharsets.UTF_8));
      } finally {
        idle.add(instance);
        if (name.equals("triage")) {
          triaged.incrementAndGet();
        }
      }
    }

    private Instance open() {
      synchronized (closer) {
        return closer.add(instances.apply(dice.of(name, number.incrementAndGet())));
      }
    }

    private Lifeline lifeline() {
      boolean isBatch = !name.equals("triage");
      if (weather.isCalm() || !kills.chance(isBatch ? BATCH_KILLS : KILLS)) {
        return Lifeline.whole();
      }
      counts.count("killed-" + name);
      return Lifeline.killed(kills, isBatch ? BATCH_REQUESTS : MOST_REQUESTS);
    }
  }

  @Override
  public void close() {
    closer.close();
  }
}

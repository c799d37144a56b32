package io.boardsift.soak;

import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.local.Closer;
import io.boardsift.local.FunctionHost.Code;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One execution environment of a function, with clients of its own whose requests pass through
 * proxies of its own. It works on one event at a time. One that was killed comes back as a new one:
 * nothing that it knew is left.
 */
final class Instance implements AutoCloseable {
  private static final double STORMS = 0.03;

  /** Shorter than in a deployment, so that silence does not last long here. */
  private static final ClientOverrideConfiguration TIMES =
      ClientOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(2))
          .apiCallTimeout(Duration.ofSeconds(8))
          .build();

  private final Weather weather;
  private final Dice dice;
  private final Closer closer = new Closer();
  private final S3Client s3;
  private final SqsClient sqs;
  private volatile Lifeline lifeline = Lifeline.whole();
  private volatile boolean isStorm;
  private LocalFunction function;
  private Settings startedWith;

  Instance(URI s3, URI sqs, LocalAccount account, Weather weather, Dice dice) {
    this.weather = weather;
    this.dice = dice;
    FaultProxy s3Proxy = closer.add(FaultProxy.start(s3, this::next));
    FaultProxy sqsProxy = closer.add(FaultProxy.start(sqs, this::next));
    this.s3 =
        closer.add(
            account.at(
                s3Proxy.endpoint(),
                Clients.configure(S3Client.builder())
                    .forcePathStyle(true)
                    .overrideConfiguration(TIMES)));
    this.sqs =
        closer.add(
            account.at(
                sqsProxy.endpoint(),
                Clients.configure(SqsClient.builder()).overrideConfiguration(TIMES)));
  }

  /** A client of S3 whose requests share this instance's fate. */
  S3Client s3() {
    return s3;
  }

  /** A client of SQS, likewise. */
  SqsClient sqs() {
    return sqs;
  }

  private Fault next(String firstLine) {
    return lifeline.next().orElseGet(() -> weather.next(firstLine, dice, isStorm));
  }

  /** Decides how long what follows lives, and in which weather. */
  void live(Lifeline lifeline) {
    this.isStorm = !weather.isCalm() && dice.chance(STORMS);
    this.lifeline = lifeline;
  }

  /**
   * Works on an event.
   *
   * @throws KilledException if it did not come to its end, whatever it did until then
   */
  String invoke(Code code, Settings settings, String event, Lifeline lifeline) {
    if (function == null || !settings.equals(startedWith)) {
      function = code.start(settings, s3, sqs);
      startedWith = settings;
    }
    live(lifeline);
    try {
      String response = function.invoke(event);
      if (lifeline.isKilled()) {
        throw new KilledException(function.name());
      }
      return response;
    } finally {
      live(Lifeline.whole());
      if (lifeline.isKilled()) {
        function = null;
      }
    }
  }

  @Override
  public void close() {
    closer.close();
  }
}

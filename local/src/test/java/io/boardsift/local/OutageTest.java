package io.boardsift.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.boardsift.aws.Clients;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.records.DecisionRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A part of AWS is away for a while: afterwards rules have decided on every photo, as if nothing
 * had been. What stays away for one photo is a person's in the end.
 */
class OutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Boards and black photos, in turn. */
  private static final int PHOTOS = 6;

  @TempDir private Path folder;

  /** What is away. */
  enum Outage implements Predicate<SdkRequest> {
    READS_OF_PHOTOS {
      @Override
      public boolean test(SdkRequest request) {
        return request instanceof GetObjectRequest get
            && get.bucket().equals(LocalDeployment.PHOTOS);
      }
    },
    RESULTS_BUCKET {
      @Override
      public boolean test(SdkRequest request) {
        return (request instanceof GetObjectRequest get
                && get.bucket().equals(LocalDeployment.RESULTS))
            || (request instanceof PutObjectRequest put
                && put.bucket().equals(LocalDeployment.RESULTS));
      }
    },
    REVIEW_QUEUE {
      @Override
      public boolean test(SdkRequest request) {
        return request instanceof SendMessageRequest send && send.queueUrl().endsWith("/review");
      }
    }
  }

  /** Runs the functions on clients some of whose requests reach nobody. */
  private static final class OutageHost implements FunctionHost, ExecutionInterceptor {
    private final AtomicInteger triaged = new AtomicInteger();
    private final Closer closer;
    private volatile Predicate<SdkRequest> away;

    OutageHost(Closer closer, Predicate<SdkRequest> away) {
      this.closer = closer;
      this.away = away;
    }

    @Override
    public LocalFunction host(
        String name, Settings settings, Code code, URI s3, URI sqs, LocalAccount account) {
      LocalFunction function =
          code.start(
              settings,
              closer.add(
                  account.at(s3, with(Clients.configure(S3Client.builder()).forcePathStyle(true)))),
              closer.add(account.at(sqs, with(Clients.configure(SqsClient.builder())))));
      return name.equals("triage")
          ? new LocalFunction(
              name,
              (input, output, context) -> {
                triaged.incrementAndGet();
                output.write(
                    function.invoke(new String(input.readAllBytes(), UTF_8)).getBytes(UTF_8));
              },
              PATIENCE)
          : function;
    }

    private <B extends AwsClientBuilder<B, ?>> B with(B builder) {
      return builder.overrideConfiguration(
          builder.overrideConfiguration().toBuilder().addExecutionInterceptor(this).build());
    }

    @Override
    public void deliver(String event, Consumer<String> triage) {
      triage.accept(event);
    }

    /** To a port where nobody listens. */
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return away.test(context.request())
          ? context.httpRequest().copy(http -> http.port(9))
          : context.httpRequest();
    }
  }

  private LocalDeployment start(OutageHost host, int receives) {
    return LocalDeployment.start(
        new Plan(
            folder,
            0,
            Mode.DELETE,
            0,
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            RunawayThreshold.OFF,
            false,
            new RetryTiming(
                Duration.ofSeconds(1),
                receives,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                PHOTOS,
                1),
            Optional.of(host)));
  }

  private static List<Upload> upload(LocalDeployment deployment) {
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      byte[] bytes = i % 2 == 0 ? Pictures.board() : Pictures.black();
      String key = "line/%d.jpg".formatted(i);
      submissions.add(new Submission(key, key, () -> bytes));
    }
    return RunResult.upload(deployment.s3(), submissions, () -> {});
  }

  private static DecisionRecord decision(LocalDeployment deployment, Upload upload) {
    return new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS)
        .decision(upload.photo())
        .orElseThrow();
  }

  private static List<Result> account(LocalDeployment deployment, List<Upload> uploads) {
    deployment.awaitIdle(PATIENCE);
    return new Accounting(deployment.s3(), deployment.sqs())
        .account(uploads, List.of(deployment.tasksQueue(), deployment.reviewQueue()));
  }

  @ParameterizedTest
  @EnumSource
  void afterAnOutageRulesHaveDecidedOnEveryPhoto(Outage outage) {
    try (Closer closer = new Closer()) {
      OutageHost host = new OutageHost(closer, outage);
      LocalDeployment deployment = closer.add(start(host, 20));
      List<Upload> uploads = upload(deployment);
      int hit = outage == Outage.REVIEW_QUEUE ? PHOTOS / 2 : PHOTOS;
      // Lambda has given up, and some were tried once more in vain.
      await().atMost(PATIENCE).until(() -> deployment.size(deployment.failuresQueue()) == hit);
      int before = host.triaged.get();
      await().atMost(PATIENCE).until(() -> host.triaged.get() >= before + hit);
      assertThat(deployment.size(deployment.failuresQueue())).isEqualTo(hit);
      host.away = request -> false;

      List<Result> results = account(deployment, uploads);
      for (int i = 0; i < PHOTOS; i++) {
        assertThat(results.get(i).whereabouts())
            .isEqualTo(i % 2 == 0 ? Whereabouts.WITH_PEOPLE : Whereabouts.DELETED);
        assertThat(decision(deployment, uploads.get(i)).by())
            .isEqualTo(i % 2 == 0 ? DecidedBy.DEFAULT : DecidedBy.RULE);
      }
      assertThat(deployment.size(deployment.deadLetters())).isZero();
    }
  }

  @Test
  void aPhotoThatNeverWorksIsAPersonsAfterTheLastTryAndHoldsUpNoOther() {
    try (Closer closer = new Closer()) {
      Predicate<SdkRequest> never =
          request -> request instanceof GetObjectRequest get && get.key().equals("line/1.jpg");
      OutageHost host = new OutageHost(closer, never);
      LocalDeployment deployment = closer.add(start(host, 3));
      List<Upload> uploads = upload(deployment);

      assertThat(account(deployment, uploads))
          .extracting(Result::whereabouts)
          .containsExactly(
              Whereabouts.WITH_PEOPLE,
              Whereabouts.WITH_PEOPLE,
              Whereabouts.WITH_PEOPLE,
              Whereabouts.DELETED,
              Whereabouts.WITH_PEOPLE,
              Whereabouts.DELETED);
      DecisionRecord given = decision(deployment, uploads.get(1));
      assertThat(given.by()).isEqualTo(DecidedBy.ERROR);
      assertThat(given.reason()).isEqualTo("triage gave up on its event");
      // Three attempts of Lambda's, and three after a pause.
      assertThat(host.triaged).hasValue(PHOTOS - 1 + 6);
    }
  }
}

package io.boardsift.emulator.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;

/** A function as Lambda calls it: with JSON, and JSON comes back. */
public final class LocalFunction {
  private static final int MEMORY_MB = 1769;

  static {
    // On Lambda its environment says that metrics go to standard output; here nothing would.
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
  }

  private final String name;
  private final RequestStreamHandler handler;
  private final Duration timeout;

  /**
   * Wraps a handler that reads its event itself.
   *
   * @param timeout what the handler is told it has; it is not stopped afterwards
   */
  public LocalFunction(String name, RequestStreamHandler handler, Duration timeout) {
    this.name = Objects.requireNonNull(name);
    this.handler = Objects.requireNonNull(handler);
    this.timeout = Objects.requireNonNull(timeout);
  }

  /** Wraps a handler whose event Lambda's own serialization reads, and writes its response. */
  public static <E, R> LocalFunction of(
      String name,
      RequestHandler<E, R> handler,
      Class<E> event,
      Class<R> response,
      Duration timeout) {
    PojoSerializer<E> events = serializer(event);
    PojoSerializer<R> responses = serializer(response);
    return new LocalFunction(
        name,
        (input, output, context) ->
            responses.toJson(handler.handleRequest(events.fromJson(input), context), output),
        timeout);
  }

  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return LambdaEventSerializers.serializerFor(type, LocalFunction.class.getClassLoader());
  }

  public String name() {
    return name;
  }

  /**
   * Invokes the function.
   *
   * @return its response as JSON
   */
  public String invoke(String event) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          response,
          new Invocation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return response.toString(StandardCharsets.UTF_8);
  }

  /** What Lambda tells a function of one invocation. */
  private final class Invocation implements Context {
    private final String id = UUID.randomUUID().toString();
    private final long deadline = System.nanoTime() + timeout.toNanos();

    @Override
    public String getAwsRequestId() {
      return id;
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/" + name;
    }

    @Override
    public String getLogStreamName() {
      return "local";
    }

    @Override
    public String getFunctionName() {
      return name;
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:%s:%s:function:%s"
          .formatted(LocalAccount.REGION, LocalAccount.ID, name);
    }

    @Override
    public CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return Math.toIntExact(
          Math.max(0, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
    }

    @Override
    public int getMemoryLimitInMB() {
      return MEMORY_MB;
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          System.out.println(message);
        }

        @Override
        public void log(byte[] message) {
          System.out.println(new String(message, StandardCharsets.UTF_8));
        }
      };
    }
  }
}

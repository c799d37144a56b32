package io.boardsift.local.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * A function as Lambda calls it: with JSON, which Lambda's own serialization turns into the event
 * that the handler takes, and back.
 *
 * @param <E> the event
 * @param <R> the response
 */
public final class LocalFunction<E, R> {
  private static final int MEMORY_MB = 1769;

  private final String name;
  private final RequestHandler<E, R> handler;
  private final PojoSerializer<E> events;
  private final PojoSerializer<R> responses;
  private final Duration timeout;

  /**
   * Wraps a handler.
   *
   * @param timeout what the handler is told it has; it is not stopped afterwards
   */
  public LocalFunction(
      String name,
      RequestHandler<E, R> handler,
      Class<E> event,
      Class<R> response,
      Duration timeout) {
    this.name = Objects.requireNonNull(name);
    this.handler = Objects.requireNonNull(handler);
    this.events = serializer(event);
    this.responses = serializer(response);
    this.timeout = Objects.requireNonNull(timeout);
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
    R response = handler.handleRequest(events.fromJson(event), new Invocation());
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    responses.toJson(response, json);
    return json.toString(StandardCharsets.UTF_8);
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

package io.boardsift.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.fixtures.TestAws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class TasksQueueTest {
  private final TestAws aws = new TestAws();

  /** Answers those who do not wait like a server of SQS's that holds no message. */
  private static final class EmptyServer implements ExecutionInterceptor {
    private final List<Integer> waits = new ArrayList<>();

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      if (!(context.request() instanceof ReceiveMessageRequest receive)) {
        return context.request();
      }
      waits.add(receive.waitTimeSeconds());
      // What it has not seen it does not hide.
      return receive.waitTimeSeconds() > 0
          ? receive
          : receive.toBuilder().visibilityTimeout(0).build();
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return context.request() instanceof ReceiveMessageRequest receive
              && receive.waitTimeSeconds() == 0
          ? ReceiveMessageResponse.builder().build()
          : context.response();
    }
  }

  @Test
  void aTaskThatOneServerDoesNotKnowIsAskedOfAll() {
    EmptyServer server = new EmptyServer();
    try (SqsClient sqs =
        TestAws.ACCOUNT.at(
            aws.queues().endpoint(),
            SqsClient.builder().overrideConfiguration(o -> o.addExecutionInterceptor(server)))) {
      TasksQueue tasks = new TasksQueue(sqs, aws.tasksQueue());
      assertThat(tasks.lease(5)).isEmpty();
      assertThat(server.waits).containsExactly(0);
      aws.sqs().sendMessage(send -> send.queueUrl(aws.tasksQueue().toString()).messageBody("task"));
      assertThat(tasks.lease(5)).extracting(Message::body).containsExactly("task");
      assertThat(server.waits).containsExactly(0, 0, 1);
    }
  }
}

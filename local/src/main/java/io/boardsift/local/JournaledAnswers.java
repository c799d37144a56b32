package io.boardsift.local;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Writes answers down before an SQS client sends them, so that whatever the queue acknowledges is
 * in the journal.
 */
final class JournaledAnswers implements ExecutionInterceptor {
  private final AnswerJournal journal;
  private final String verdictsQueue;

  JournaledAnswers(AnswerJournal journal, URI verdictsQueue) {
    this.journal = journal;
    this.verdictsQueue = verdictsQueue.toString();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof SendMessageRequest send
        && verdictsQueue.equals(send.queueUrl())) {
      journal.add(send.messageBody());
    }
    if (context.request() instanceof SendMessageBatchRequest batch
        && verdictsQueue.equals(batch.queueUrl())) {
      batch.entries().stream().map(SendMessageBatchRequestEntry::messageBody).forEach(journal::add);
    }
  }
}

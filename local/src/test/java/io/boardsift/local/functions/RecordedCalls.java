package io.boardsift.local.functions;

import io.boardsift.aws.Clients;
import io.boardsift.local.TestAws;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What a function asks of AWS, as the right it needs for that and what it needs it on: {@code
 * s3:GetObject results/verdicts/}, {@code sqs:SendMessage tasks}.
 */
final class RecordedCalls implements ExecutionInterceptor {
  private final TestAws aws;
  private final Map<String, String> queues;
  private final Set<String> calls = new TreeSet<>();
  private final Map<String, Integer> times = new TreeMap<>();

  RecordedCalls(TestAws aws) {
    this.aws = aws;
    this.queues =
        Map.of(
            aws.reviewQueue().toString(), "review",
            aws.tasksQueue().toString(), "tasks",
            aws.verdictsQueue().toString(), "verdicts",
            aws.deadLetters().toString(), "dead-letters");
  }

  /** How many requests were made on objects whose call contains a text. */
  synchronized int count(String text) {
    return times.entrySet().stream()
        .filter(call -> call.getKey().contains(text))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  Set<String> calls() {
    return calls;
  }

  S3Client s3() {
    return recorded(Clients.configure(S3Client.builder()).forcePathStyle(true), aws.s3Endpoint());
  }

  SqsClient sqs() {
    return recorded(Clients.configure(SqsClient.builder()), aws.queues().endpoint());
  }

  private <B extends AwsClientBuilder<B, C>, C> C recorded(B builder, URI endpoint) {
    return TestAws.ACCOUNT.at(
        endpoint,
        builder.overrideConfiguration(
            builder.overrideConfiguration().toBuilder().addExecutionInterceptor(this).build()));
  }

  @Override
  public synchronized void beforeExecution(
      Context.BeforeExecution context, ExecutionAttributes attributes) {
    String call = call(context.request());
    calls.add(call);
    times.merge(call, 1, Integer::sum);
    // A conditional delete needs the right to read too.
    if (context.request() instanceof DeleteObjectRequest delete && delete.ifMatch() != null) {
      calls.add("s3:GetObject " + object(delete.bucket(), delete.key()));
    }
  }

  private String call(SdkRequest request) {
    return switch (request) {
      case GetObjectRequest r -> read(r.versionId()) + object(r.bucket(), r.key());
      case HeadObjectRequest r -> read(r.versionId()) + object(r.bucket(), r.key());
      case PutObjectRequest r -> "s3:PutObject " + object(r.bucket(), r.key());
      case DeleteObjectRequest r when r.versionId() != null ->
          "s3:DeleteObjectVersion " + object(r.bucket(), r.key());
      case DeleteObjectRequest r -> "s3:DeleteObject " + object(r.bucket(), r.key());
      case ListObjectVersionsRequest r -> "s3:ListBucketVersions " + bucket(r.bucket());
      case ListObjectsV2Request r -> "s3:ListBucket " + bucket(r.bucket());
      case SendMessageRequest r -> "sqs:SendMessage " + queues.get(r.queueUrl());
      case SendMessageBatchRequest r -> "sqs:SendMessage " + queues.get(r.queueUrl());
      case ReceiveMessageRequest r -> "sqs:ReceiveMessage " + queues.get(r.queueUrl());
      case DeleteMessageRequest r -> "sqs:DeleteMessage " + queues.get(r.queueUrl());
      case ChangeMessageVisibilityRequest r ->
          "sqs:ChangeMessageVisibility " + queues.get(r.queueUrl());
      case GetQueueAttributesRequest r -> "sqs:GetQueueAttributes " + queues.get(r.queueUrl());
      default -> throw new AssertionError("which right does this need? " + request);
    };
  }

  private static String read(String versionId) {
    return versionId == null ? "s3:GetObject " : "s3:GetObjectVersion ";
  }

  private String bucket(String name) {
    return name.equals(aws.photosBucket()) ? "photos" : "results";
  }

  /** In the results bucket, the folder or file; of photos, any. */
  private String object(String bucket, String key) {
    return bucket.equals(aws.photosBucket())
        ? "photos/"
        : "results/" + (key.contains("/") ? key.substring(0, key.indexOf('/') + 1) : key);
  }
}

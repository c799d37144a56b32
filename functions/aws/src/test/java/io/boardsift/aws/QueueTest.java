package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.aws.EmbeddedSqs;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTest {
  /** S3 takes these in keys; SQS refuses the first two in messages. */
  private static final String KEY = "\uffff\ufffe\u0001\"\\ 사진 🔥.jpg";

  @Test
  void aPhotoOfAnyKeyIsSent() throws Exception {
    try (EmbeddedSqs sqs = EmbeddedSqs.start(LocalAccount.random())) {
      URI url = sqs.createQueue("photos", Duration.ofSeconds(30));
      Queue queue = new Queue(sqs.client(), url);
      Photo photo = new Photo("photos", KEY, "v1", "", 7);
      String task = new ReviewTask(photo).toJson();
      queue.send(task);
      assertThat(queue.sendAll(List.of(task))).isEmpty();
      List<Photo> photos = new ArrayList<>();
      for (var message :
          sqs.client()
              .receiveMessage(
                  receive ->
                      receive.queueUrl(url.toString()).maxNumberOfMessages(2).waitTimeSeconds(5))
              .messages()) {
        photos.add(ReviewTask.fromJson(message.body()).photo());
      }
      assertThat(photos).containsExactly(photo, photo);
    }
  }

  @Test
  void moreThanOneRequestHoldsAreAllSentOnce() throws Exception {
    try (EmbeddedSqs sqs = EmbeddedSqs.start(LocalAccount.random())) {
      URI url = sqs.createQueue("photos", Duration.ofSeconds(30));
      Queue queue = new Queue(sqs.client(), url);
      List<String> bodies = IntStream.range(0, 25).mapToObj(i -> "{\"n\":" + i + "}").toList();
      assertThat(queue.sendAll(bodies)).isEmpty();
      assertThat(queue.sendAll(List.of())).isEmpty();
      Set<String> received = new HashSet<>();
      while (received.size() < bodies.size()) {
        var messages =
            sqs.client()
                .receiveMessage(
                    receive ->
                        receive.queueUrl(url.toString()).maxNumberOfMessages(10).waitTimeSeconds(5))
                .messages();
        assertThat(messages).isNotEmpty();
        messages.forEach(message -> assertThat(received.add(message.body())).isTrue());
      }
      assertThat(received).containsExactlyInAnyOrderElementsOf(bodies);
    }
  }
}

package io.boardsift.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelAnswer.Failed;
import io.boardsift.sift.model.ModelAnswer.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every classifier does, whatever is between it and the model. */
public abstract class ClassifierContract {
  private static final byte[] RED = TinyBackbone.photo(TinyBackbone.RED);
  private static final byte[] BLUE = TinyBackbone.photo(TinyBackbone.BLUE);

  @TempDir private Path folder;

  private InferenceServer server;
  private Classifier classifier;

  /**
   * The classifier to be tested.
   *
   * @param model the folder of a model that takes blue photos for boards and red ones for cats
   */
  protected abstract Classifier open(Path model) throws Exception;

  /** Serves the model as its container does, and tells where. */
  protected final URI serve(Path model) throws ModelFolderException, IOException {
    server =
        InferenceServer.start(
            ModelSource.folder(model), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return server.address();
  }

  /** From now on nobody is where the model was served. */
  protected final void endServing() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @BeforeEach
  void open() throws Exception {
    classifier = open(TinyBackbone.writeTrained(folder));
  }

  @AfterEach
  void close() {
    endServing();
  }

  private Told told(byte[] photo) {
    ModelAnswer answer = classifier.classify(photo);
    assertThat(answer).isInstanceOf(Told.class);
    return (Told) answer;
  }

  @Test
  void tellsTheProbabilityOfABoardAndWhatAPhotoLooksLike() {
    Told blue = told(BLUE);
    assertThat(blue.board().orElseThrow()).isBetween(0.8, 1.0);
    assertThat(blue.electronics().orElseThrow()).isBetween(0.9, 1.0);
    assertThat(blue.labels().getFirst().label()).isEqualTo("modem");

    Told red = told(RED);
    assertThat(red.board().orElseThrow()).isBetween(0.0, 0.2);
    assertThat(red.electronics().orElseThrow()).isBetween(0.0, 0.1);
    assertThat(red.labels().getFirst().label()).isEqualTo("tabby cat");
  }

  @Test
  void theProbabilitiesMakeOneAndTheMostProbableLabelIsTheFirst() {
    for (byte[] photo : List.of(RED, BLUE)) {
      Told told = told(photo);
      assertThat(told.board().orElseThrow() + told.notABoard().orElseThrow())
          .isEqualTo(1, within(1e-9));
      assertThat(told.labels())
          .hasSize(2)
          .isSortedAccordingTo(Comparator.comparingDouble(label -> -label.probability()));
    }
  }

  @Test
  void theSamePhotoGetsTheSameAnswer() {
    assertThat(told(BLUE)).isEqualTo(told(BLUE.clone())).isNotEqualTo(told(RED));
  }

  static Stream<Named<byte[]>> noPhotos() {
    return Stream.of(
        Named.of("empty", new byte[0]),
        Named.of("text", "no photo".getBytes(StandardCharsets.UTF_8)),
        Named.of("zeros", new byte[10_000]),
        Named.of("the head of a JPEG alone", Arrays.copyOf(BLUE, 40)),
        Named.of("a JPEG that is cut off", Arrays.copyOf(BLUE, BLUE.length - 10)));
  }

  @ParameterizedTest
  @MethodSource("noPhotos")
  void whatIsNoPhotoIsAFailureAndNoExceptionAndTheNextPhotoIsAnswered(byte[] bytes) {
    ModelAnswer answer = classifier.classify(bytes);
    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed) answer).reason()).isNotBlank();
    assertThat(told(BLUE).board()).isPresent();
  }

  @Test
  void severalThreadsGetEachTheAnswerToItsOwnPhoto() throws Exception {
    Told red = told(RED);
    Told blue = told(BLUE);
    List<Callable<Told>> asking =
        IntStream.range(0, 24)
            .<Callable<Told>>mapToObj(i -> () -> told(i % 2 == 0 ? RED : BLUE))
            .toList();
    try (var executor = Executors.newFixedThreadPool(4)) {
      var answers = executor.invokeAll(asking);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? red : blue);
      }
    }
  }
}

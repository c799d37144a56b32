package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.classifier.TinyBackbone;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Photo;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelLoader;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.DecisionRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos on their way through triage with a model inside: a real network, though a tiny one. */
class ModelInFunctionTest {
  private static final double NO_BOARD = 0.001;
  private static final double BOARD = 0.999;

  private final TestAws aws = new TestAws();

  @TempDir private Path folder;

  private TriageHandler triage(String mode) {
    return new TriageHandler(
        aws.settings("MODEL", "in-function", "MODEL_MODE", mode, "MODEL_FOLDER", folder.toString()),
        aws.s3(),
        aws.sqs());
  }

  private DecisionRecord triaged(TriageHandler triage, Photo photo) {
    TestAws.invoke(triage, aws.event(photo));
    return aws.results().decision(photo).orElseThrow();
  }

  @Test
  void whatTheModelSeesNoBoardInIsDeletedRestorablyOnceItIsObeyed() throws IOException {
    TinyBackbone.writeSaying(folder, NO_BOARD);
    Photo photo = aws.upload("cat.jpg", Pictures.board());
    DecisionRecord record = triaged(triage("obey"), photo);
    assertThat(record.by()).isEqualTo(DecidedBy.MODEL);
    assertThat(record.rule()).contains("model-sees-no-board");
    assertThat(record.reason()).startsWith("model-board 0.001 ");
    assertThat(record.json()).contains("\"model-label\":");
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(aws.drain(aws.reviewQueue())).isEmpty();
  }

  @Test
  void whatTheModelTakesForABoardGoesToPeople() throws IOException {
    TinyBackbone.writeSaying(folder, BOARD);
    Photo photo = aws.upload("board.jpg", Pictures.board());
    DecisionRecord record = triaged(triage("obey"), photo);
    assertThat(record.by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(record.model().orElseThrow().error()).isEmpty();
    assertThat(record.json()).contains("\"model-board\":0.99");
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(aws.drain(aws.reviewQueue())).hasSize(1);
  }

  @Test
  void inShadowItDeletesNothingAndItsWordIsOnRecord() throws IOException {
    TinyBackbone.writeSaying(folder, NO_BOARD);
    Photo photo = aws.upload("board.jpg", Pictures.board());
    DecisionRecord record = triaged(triage("shadow"), photo);
    assertThat(record.by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(record.model().orElseThrow().mode()).isEqualTo(ModelMode.SHADOW);
    assertThat(record.model().orElseThrow().isShadowDeletion()).isTrue();
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(aws.drain(aws.reviewQueue())).hasSize(1);
  }

  private void breakLayer(String how) throws IOException {
    TinyBackbone.writeSaying(folder, NO_BOARD);
    Path network = folder.resolve("backbone.onnx");
    switch (how) {
      case "nothing in it" -> Files.delete(network);
      case "half a network" -> Files.write(network, List.of("no network"));
      case "no labels" -> Files.delete(folder.resolve("labels.txt"));
      case "another head" -> Files.writeString(folder.resolve("head.json"), "{\"weights\":[1]}");
      // The shipped head would be put on it, and its numbers mean nothing there.
      case "another backbone" -> Files.delete(folder.resolve("head.json"));
      default -> throw new IllegalArgumentException(how);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing in it",
        "half a network",
        "no labels",
        "another head",
        "another backbone"
      })
  void withABrokenLayerPeopleSeeWhatTheModelWouldHaveBeenAsked(String how) throws IOException {
    breakLayer(how);
    for (String mode : List.of("shadow", "obey")) {
      TriageHandler triage = triage(mode);
      Photo photo = aws.upload(mode + ".jpg", Pictures.board());
      FunctionOutput output = FunctionOutput.of(() -> triaged(triage, photo));
      DecisionRecord record = aws.results().decision(photo).orElseThrow();
      assertThat(record.by()).isEqualTo(DecidedBy.DEFAULT);
      assertThat(record.model().orElseThrow().error().orElseThrow())
          .startsWith("it cannot be loaded: ");
      assertThat(output.sum("ModelFailed")).isEqualTo(1);
      assertThat(aws.isThere(photo)).isTrue();
      assertThat(aws.drain(aws.reviewQueue())).hasSize(1);
    }
  }

  @Test
  void withABrokenLayerPlainRulesGoOn() throws IOException {
    breakLayer("nothing in it");
    Photo black = aws.upload("black.jpg", Pictures.black());
    DecisionRecord record = triaged(triage("obey"), black);
    assertThat(record.by()).isEqualTo(DecidedBy.RULE);
    assertThat(aws.isThere(black)).isFalse();
  }

  @Test
  void anEmptyLayerSaysWhichCommandsFillIt() {
    assertThat(reason(InFunctionClassifier.load(getClass().getClassLoader(), folder)))
        .contains("classifier/backbone/build", "mvn package", "deploy again")
        .doesNotEndWith("…");
  }

  @Test
  void withoutALayerAtAllTheModelFailsAndNothingElse() {
    assertThat(reason(InFunctionClassifier.load(new Code(""), folder)))
        .isEqualTo("it cannot be loaded: its layer is not attached to the function");
  }

  @Test
  void aLibraryThatDoesNotFitTheProcessorIsAFailureOfTheModel() {
    Code layer = new Code(WrongProcessor.class.getName());
    assertThat(reason(InFunctionClassifier.load(layer, folder)))
        .contains("UnsatisfiedLinkError", "wrong ELF class");
  }

  @Test
  void whateverTheModelThrowsIsAFailureOfIt() {
    Classifier model = InFunctionClassifier.load(new Code(Exhausting.class.getName()), folder);
    assertThat(reason(model)).contains("OutOfMemoryError");
  }

  private static String reason(Classifier model) {
    ModelAnswer answer = model.classify(new byte[0]);
    assertThat(answer).isInstanceOf(ModelAnswer.Failed.class);
    return ((ModelAnswer.Failed) answer).reason();
  }

  /** As natives of another processor do. */
  public static final class WrongProcessor implements ModelLoader {
    @Override
    public Classifier load(Path folder) {
      throw new UnsatisfiedLinkError("wrong ELF class");
    }
  }

  /** Takes more memory than there is. */
  public static final class Exhausting implements ModelLoader {
    @Override
    public Classifier load(Path folder) {
      return jpeg -> {
        throw new OutOfMemoryError("for a test");
      };
    }
  }

  /** The function's code with another layer: one that offers the loader of this name, if any. */
  private static final class Code extends ClassLoader {
    private final String loader;

    Code(String loader) {
      super(ModelInFunctionTest.class.getClassLoader());
      this.loader = loader;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.equals("META-INF/services/" + ModelLoader.class.getName())) {
        return super.getResources(name);
      }
      return loader.isEmpty()
          ? Collections.emptyEnumeration()
          : Collections.enumeration(List.of(URL.of(URI.create("test:" + loader), new Text())));
    }

    private final class Text extends URLStreamHandler {
      @Override
      protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
          @Override
          public void connect() {}

          @Override
          public InputStream getInputStream() {
            return new ByteArrayInputStream(loader.getBytes(StandardCharsets.UTF_8));
          }
        };
      }
    }
  }
}

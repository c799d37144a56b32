package io.boardsift.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.image.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {
  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve(Head.FILE), text);
  }

  private static float[] random(long seed) {
    float[] numbers = new float[Backbone.EMBEDDING];
    Random random = new Random(seed);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead() throws Exception {
    Head head = new Head(random(1), -320.125);
    Head read = Head.read(write(head.toJson()));
    assertThat(read.logOdds(random(2))).isEqualTo(head.logOdds(random(2)), within(0.01));
    assertThat(Files.size(folder.resolve(Head.FILE))).isLessThan(30_000);
  }

  @Test
  void givesProbabilities() {
    Head head = new Head(new float[Backbone.EMBEDDING], 0);
    assertThat(head.board(random(1))).isEqualTo(0.5);
    assertThat(head.shifted(Math.log(0.05 / 0.95)).board(random(1))).isEqualTo(0.05, within(1e-9));
    assertThat(head.shifted(-1000).board(random(1))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{}",
        "{\"format\":2,\"bias\":0,\"weights\":[]}",
        "{\"format\":1,\"bias\":0,\"weights\":[1,2,3]}",
        "{\"format\":1,\"bias\":\"x\",\"weights\":[]}"
      })
  void whatIsNoHeadIsRefusedByName(String text) throws IOException {
    Path file = write(text);
    assertThatThrownBy(() -> Head.read(file))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void aBiasWithoutAnEndIsRefused() throws IOException {
    String json = new Head(random(1), 0.5).toJson();
    Path file = write(json.replaceFirst("\"bias\" *: *0\\.5", "\"bias\":1e999"));
    assertThatThrownBy(() -> Head.read(file))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("the bias is not a number");
  }

  @Test
  void theShippedHeadIsSmallAndWholeAndTellsOnePhotoFromAnother() throws Exception {
    Head shipped = Head.shipped();
    assertThat(shipped.weights()).hasSize(Backbone.EMBEDDING);
    assertThat(shipped.logOdds(random(1))).isNotEqualTo(shipped.logOdds(random(2)));
    assertThat(Head.read(write(shipped.toJson())).toJson()).isEqualTo(shipped.toJson());
    assertThat(shipped.toJson().length()).isLessThan(60_000);
  }

  @Test
  void withoutItsBackboneTheShippedHeadTellsWhereItLookedAndWhatMakesOne() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ModelSource.shipped(missing).open(Limits.DEFAULT))
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(
            "the shipped head needs its backbone, and there is none in %s;"
                    .formatted(missing.toAbsolutePath())
                + " \"classifier/backbone/build %s\" fetches 17 MB of published weights and makes it"
                    .formatted(missing));
  }

  @Test
  void onAnotherBackboneTheShippedHeadIsRefused() throws Exception {
    TinyBackbone.write(folder, 5);
    assertThatThrownBy(() -> ModelSource.shipped(folder).open(Limits.DEFAULT))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("is not the backbone that the shipped head was trained on")
        .hasMessageContaining("classifier/backbone/build");
  }

  @Test
  void aFolderWithoutABackboneTellsHowToMakeOne() {
    assertThatThrownBy(() -> Backbone.open(folder))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("classifier/backbone/build");
  }

  @Test
  void aBackboneThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve(Backbone.NETWORK), "no network");
    Files.writeString(folder.resolve(Backbone.LABELS), "tench\n");
    assertThatThrownBy(() -> Backbone.open(folder))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("no backbone that fits");
  }
}

package io.boardsift.sift.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.model.ModelAnswer.Label;
import io.boardsift.sift.model.ModelAnswer.Told;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAnswersTest {
  private static final List<String> CLASSES = List.of("not-a-board", "board");

  private static ModelAnswer read(String body, List<String> classes) throws MalformedException {
    return ModelAnswers.read(body.getBytes(StandardCharsets.UTF_8), classes);
  }

  @Test
  void readsWhatItWrites() throws MalformedException {
    Told told =
        new Told(
            OptionalDouble.of(0.25),
            OptionalDouble.of(0.75),
            OptionalDouble.of(0.5),
            List.of(new Label("hard disk drive", 0.4)));
    assertThat(read(ModelAnswers.toJson(told), CLASSES)).isEqualTo(told);
  }

  @Test
  void readsAnUntrainedNetworksLabelsAlone() throws MalformedException {
    Told told = (Told) read("{\"electronics\":0.01,\"labels\":[]}", CLASSES);
    assertThat(told.board()).isEmpty();
    assertThat(told.electronics()).hasValue(0.01);
  }

  @Test
  void readsProbabilitiesInTheOrderOfTheClasses() throws MalformedException {
    assertThat(((Told) read("[0.9, 0.1]", CLASSES)).board()).hasValue(0.1);
    assertThat(((Told) read("[0.9, 0.1]", List.of("board", "not-a-board"))).board()).hasValue(0.9);
    Told several =
        (Told)
            read(
                "[0.3,0.2,0.4,0.1]",
                List.of("good-board", "broken-board", "not-a-board", "cannot-tell"));
    assertThat(several.board().orElseThrow()).isEqualTo(0.5, within(1e-9));
    assertThat(several.notABoard().orElseThrow()).isEqualTo(0.4, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "0.5",
        "\"board\"",
        "[]",
        "[0.5]",
        "[0.2,0.3,0.5]",
        "[0.5,0.1]",
        "[1.5,-0.5]",
        "[NaN,1]",
        "[\"0.5\",\"0.5\"]",
        "[0.5,0.5",
        "{}",
        "{\"board\":1e999,\"notABoard\":0}",
        "{\"board\":0.5,\"notABoard\":0.1}",
        "{\"board\":null,\"notABoard\":null}",
        "{\"board\":0.1,\"notABoard\":0.9,\"labels\":[{\"label\":3,\"probability\":1}]}",
        "{\"board\":0.1,\"notABoard\":0.9} and more"
      })
  void whatIsNoAnswerIsRefused(String body) {
    assertThatThrownBy(() -> read(body, CLASSES)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aHugeBodyIsRefusedUnread() {
    assertThatThrownBy(() -> read("[" + " ".repeat(1 << 20) + "0.5,0.5]", CLASSES))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("too many");
  }
}

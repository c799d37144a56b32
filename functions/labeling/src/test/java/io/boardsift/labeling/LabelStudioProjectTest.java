package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.records.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The labeling configuration that a Label Studio project is made with. */
class LabelStudioProjectTest {
  private static Document configuration() throws Exception {
    String path = "infra/labeling/label-studio.xml";
    Path file = Files.exists(Path.of(path)) ? Path.of(path) : Path.of("../..", path);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<String> attributes(String tag, String name) throws Exception {
    var elements = configuration().getElementsByTagName(tag);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      values.add(((Element) elements.item(i)).getAttribute(name));
    }
    return values;
  }

  @Test
  void theAnswersAreOursInTheirOrderWithTheKeysOfTheConsole() throws Exception {
    assertThat(attributes("Choice", "value"))
        .isEqualTo(Arrays.stream(Answer.values()).map(Answer::label).toList());
    assertThat(attributes("Choice", "hotkey")).containsExactly("1", "2", "3", "4");
  }

  @Test
  void theChoiceAndThePictureAreCalledAsTheFunctionsCallThem() throws Exception {
    assertThat(attributes("Choices", "name")).containsExactly("verdict");
    assertThat(attributes("Choices", "toName")).isEqualTo(attributes("Image", "name"));
    assertThat(attributes("Choices", "choice")).containsExactly("single-radio");
    assertThat(attributes("Choices", "required")).containsExactly("true");
    assertThat(attributes("Image", "value")).containsExactly("$image");
  }
}

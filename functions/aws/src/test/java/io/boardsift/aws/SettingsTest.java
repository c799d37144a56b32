package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void aWholeNumberIsReadAsItIs() {
    Settings settings = new Settings(Map.of("A", "2", "B", "3.0"));
    assertThat(settings.whole("A", 9, 0, 10)).isEqualTo(2);
    assertThat(settings.whole("B", 9, 0, 10)).isEqualTo(3);
    assertThat(settings.whole("C", 9, 0, 10)).isEqualTo(9);
    assertThat(settings.seconds("A", 9, 0, 10)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aNumberThatIsNotWholeIsRefusedAndNotRounded() {
    Settings settings = new Settings(Map.of("GRACE", "1.5"));
    assertThatThrownBy(() -> settings.whole("GRACE", 9, 0, 10))
        .isInstanceOf(SettingException.class)
        .hasMessage("setting GRACE is \"1.5\": a whole number from 0 to 10 is needed");
    assertThatThrownBy(() -> settings.seconds("GRACE", 9, 0, 10))
        .hasMessageContaining("a whole number");
  }
}

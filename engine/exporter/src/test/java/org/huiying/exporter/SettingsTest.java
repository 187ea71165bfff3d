package org.huiying.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SettingsTest {

  @Test
  @DisplayName("the address may come from the environment, so that no password stands in a config")
  void uriFromEnvironment() {
    final var settings =
        Settings.from(
            Map.of(), name -> name.equals("HUIYING_EXPORTER_URI") ? "mongodb://db/cases" : null);

    assertEquals("mongodb://db/cases", settings.uri());
    assertEquals("cases", settings.database());
    assertEquals("engine_records", settings.collection());
  }

  @Test
  @DisplayName("arguments named by environment variables come in small letters")
  void caseOfNames() {
    final var settings =
        Settings.from(
            Map.of("uri", "mongodb://db", "batchsize", "7", "flushmillis", 3), name -> null);

    assertEquals(7, settings.batchSize());
    assertEquals(3, settings.flushMillis());
    assertEquals("huiying", settings.database());
  }

  @Test
  @DisplayName("without an address the broker is told which one is missing")
  void noUri() {
    final var error =
        assertThrows(
            IllegalArgumentException.class, () -> Settings.from(Map.of(), name -> null));

    assertTrue(error.getMessage().contains("HUIYING_EXPORTER_URI"));
  }

  @Test
  @DisplayName("a number outside its bounds is refused with the bounds")
  void badNumber() {
    final var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Settings.from(Map.of("uri", "mongodb://db", "batchSize", "many"), name -> null));

    assertTrue(error.getMessage().contains("batchSize is many"));
  }

  @Test
  @DisplayName("what goes to the log holds no password")
  void noPassword() {
    final var settings = Settings.from(Map.of("uri", "mongodb://u:secret@db"), name -> null);

    assertFalse(settings.toString().contains("secret"));
  }
}

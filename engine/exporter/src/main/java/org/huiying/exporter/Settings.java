package org.huiying.exporter;

import com.mongodb.ConnectionString;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How the exporter is set up.
 *
 * @param uri the replica set; argument `uri`, or the environment's HUIYING_EXPORTER_URI so that no
 *     password need stand in the broker's configuration, which it writes to its log
 * @param database argument, else the database named in the uri, else `huiying`
 * @param collection argument, default `engine_records`
 * @param batchSize argument: most rows of one write
 * @param flushMillis argument: least pause between two writes under load; an idle exporter writes
 *     at once
 */
record Settings(String uri, String database, String collection, int batchSize, int flushMillis) {

  static final String URI_VARIABLE = "HUIYING_EXPORTER_URI";

  /**
   * @throws IllegalArgumentException with a sentence that says which setting is wrong
   */
  static Settings from(
      final Map<String, Object> arguments, final UnaryOperator<String> environment) {
    final var given = byLowerCase(arguments);
    final var uri = text(given, "uri", environment.apply(URI_VARIABLE));
    if (uri == null) {
      throw new IllegalArgumentException(
          "The exporter needs a MongoDB address: set " + URI_VARIABLE + " or the argument uri.");
    }
    final var named = new ConnectionString(uri).getDatabase();
    return new Settings(
        uri,
        text(given, "database", named == null ? "huiying" : named),
        text(given, "collection", "engine_records"),
        number(given, "batchSize", 1_000, 1, 10_000),
        number(given, "flushMillis", 10, 0, 60_000));
  }

  /** Arguments given by environment variables lose the case of their names. */
  private static Map<String, Object> byLowerCase(final Map<String, Object> arguments) {
    return arguments == null
        ? Map.of()
        : arguments.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    Map.Entry::getValue,
                    (first, second) -> first));
  }

  private static String text(
      final Map<String, Object> given, final String name, final String otherwise) {
    final var value = given.get(name.toLowerCase(Locale.ROOT));
    final var text = value == null ? "" : value.toString().strip();
    if (!text.isEmpty()) {
      return text;
    }
    return otherwise == null || otherwise.isBlank() ? null : otherwise;
  }

  private static int number(
      final Map<String, Object> given,
      final String name,
      final int otherwise,
      final int least,
      final int most) {
    final var text = text(given, name, Integer.toString(otherwise));
    try {
      final int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (final NumberFormatException e) {
      // Told below, with the bounds.
    }
    throw new IllegalArgumentException(
        "The exporter's %s is %s; it must be a whole number from %d to %d."
            .formatted(name, text, least, most));
  }

  /** Without the uri: it carries a password. */
  @Override
  public String toString() {
    return "%s.%s, batches of %d, %d ms".formatted(database, collection, batchSize, flushMillis);
  }
}

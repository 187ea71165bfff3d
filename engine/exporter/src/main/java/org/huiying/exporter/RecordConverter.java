package org.huiying.exporter;

import java.util.function.Consumer;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;

/** Turns engine records into rows. Never throws: what cannot be turned becomes a dead-letter row. */
final class RecordConverter {

  /** Below MongoDB's limit of 16 MiB, with room for the envelope. */
  static final int LARGEST_ROW = 15 * 1024 * 1024;

  private final Consumer<String> alarm;

  RecordConverter(final Consumer<String> alarm) {
    this.alarm = alarm;
  }

  Row convert(final io.camunda.zeebe.protocol.record.Record<?> record) {
    try {
      final var document = envelope(record);
      document.append("value", RecordValues.convert(record.getValue()));
      final var row = Row.of(record.getPosition(), document);
      return row.size() <= LARGEST_ROW
          ? row
          : deadLetter(record, "the record has %d bytes".formatted(row.size()));
    } catch (final RuntimeException | StackOverflowError e) {
      return deadLetter(record, e.toString());
    }
  }

  private Row deadLetter(
      final io.camunda.zeebe.protocol.record.Record<?> record, final String reason) {
    final long position = record.getPosition();
    final var document = identity(record.getPartitionId(), position);
    try {
      document.putAll(envelope(record));
    } catch (final RuntimeException e) {
      // The envelope itself is broken; the identity says where to look in the engine's log.
      document.append("at", new BsonDateTime(0));
    }
    return Row.of(position, withReason(document, reason));
  }

  /** The row in place of one that the database refused for its content. */
  Row refused(final Row row, final String reason) {
    final var document = new BsonDocument();
    row.document()
        .forEach(
            (name, value) -> {
              if (!name.equals("value")) {
                document.append(name, value);
              }
            });
    return Row.of(row.position(), withReason(document, reason));
  }

  private BsonDocument withReason(final BsonDocument document, final String reason) {
    alarm.accept("record %s: %s".formatted(document.getString("_id").getValue(), reason));
    document.append("value", BsonNull.VALUE);
    return document.append("deadLetter", Text.value(reason));
  }

  private static BsonDocument envelope(final io.camunda.zeebe.protocol.record.Record<?> record) {
    return identity(record.getPartitionId(), record.getPosition())
        .append("key", Text.key(record.getKey()))
        .append("valueType", new BsonString(record.getValueType().name()))
        .append("intent", new BsonString(record.getIntent().name()))
        .append("at", new BsonDateTime(record.getTimestamp()));
  }

  /** Partition and position as numbers beside the text: `1:10` sorts before `1:9`. */
  private static BsonDocument identity(final int partition, final long position) {
    return new BsonDocument("_id", new BsonString(partition + ":" + position))
        .append("partition", new BsonInt32(partition))
        .append("position", new BsonInt64(position));
  }
}

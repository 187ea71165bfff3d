package org.huiying.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RecordConverterPoisonTest {

  private final List<String> alarms = new ArrayList<>();
  private final RecordConverter converter = new RecordConverter(alarms::add);

  private RawBsonDocument convert(
      final io.camunda.zeebe.protocol.record.Record<RecordValue> record) {
    return converter.convert(record).document();
  }

  @Test
  @DisplayName("a text of a megabyte is cut, a lone surrogate is replaced")
  void textsAreTamed() {
    final var incident =
        ImmutableIncidentRecordValue.builder()
            .withErrorType(ErrorType.UNKNOWN)
            .withErrorMessage("a\uD800b" + "x".repeat(1_000_000))
            .build();

    final var message =
        convert(
                Records.record(1, ValueType.INCIDENT, IncidentIntent.CREATED, incident).build())
            .getDocument("value")
            .getString("errorMessage")
            .getValue();

    assertEquals(Text.VALUE_LIMIT, message.length());
    assertTrue(message.startsWith("a?b"), message.substring(0, 4));
  }

  @Test
  @DisplayName("a value of an unknown kind becomes a dead letter with its reason")
  void unknownValue() {
    final var job = ImmutableJobRecordValue.builder().build();

    final var row =
        converter.convert(
            Records.record(9, ValueType.INCIDENT, IncidentIntent.CREATED, job).build());

    assertEquals(9, row.position());
    assertEquals(BsonNull.VALUE, row.document().get("value"));
    assertTrue(
        row.document().getString("deadLetter").getValue().contains("ImmutableJobRecordValue"));
    assertEquals(1, alarms.size());
  }

  @Test
  @DisplayName("a record larger than the database takes becomes a dead letter")
  void tooLarge() {
    final var process =
        ImmutableProcess.builder().withResource(new byte[RecordConverter.LARGEST_ROW + 1]).build();

    final var row =
        converter.convert(
            Records.record(1, ValueType.PROCESS, ProcessIntent.CREATED, process).build());

    assertTrue(row.document().containsKey("deadLetter"));
    assertTrue(row.size() < 1_000);
  }

  @Test
  @DisplayName("a record whose envelope is broken still becomes a row at its position")
  void brokenEnvelope() {
    final var broken =
        Records.record(12, ValueType.USER_TASK, UserTaskIntent.CREATED, null)
            .withIntent(null)
            .build();

    final var row = converter.convert(broken);

    assertEquals("1:12", row.id().getValue());
    assertTrue(row.document().containsKey("deadLetter"));
  }

  @Test
  @DisplayName("a header may be named like a field path")
  void headerNames() {
    final var task = Records.task().withCustomHeaders(Map.of("$a.b", "c")).build();

    final var row =
        convert(Records.record(1, ValueType.USER_TASK, UserTaskIntent.CREATED, task).build());

    assertFalse(row.containsKey("deadLetter"));
  }
}

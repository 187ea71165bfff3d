package org.huiying.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MongoExporterTest {

  private final FakeSink sink = new FakeSink();
  private final FakeController controller = new FakeController();
  private final MongoExporter exporter = open(Map.of());

  private MongoExporter open(final Map<String, Object> more) {
    final var arguments = new java.util.HashMap<String, Object>(more);
    arguments.put("uri", "mongodb://127.0.0.1/huiying");
    final var opened = new MongoExporter();
    opened.configure(new FakeContext(arguments));
    opened.open(controller, () -> sink);
    return opened;
  }

  @AfterEach
  void close() {
    sink.comeBack();
    exporter.close();
  }

  @Test
  @DisplayName("a record is stored, then acknowledged")
  void storesThenAcknowledges() throws InterruptedException {
    exporter.export(Records.taskCreated(5));

    controller.awaitAcknowledged(5);
    assertEquals(List.of(5L), sink.positions());
  }

  @Test
  @DisplayName("nothing is acknowledged while the database is down, and nothing is lost by it")
  void waitsForTheDatabase() throws InterruptedException {
    sink.goDown();
    exporter.export(Records.taskCreated(5));
    exporter.export(Records.taskCreated(6));
    while (sink.attempts.get() < 2) {
      Thread.onSpinWait();
    }
    assertEquals(-1, controller.getLastExportedRecordPosition());

    sink.comeBack();

    controller.awaitAcknowledged(6);
    assertEquals(List.of(5L, 6L), sink.positions());
  }

  @Test
  @DisplayName("while a write is under way the next batch gathers")
  void batchesUnderLoad() throws InterruptedException {
    final var gate = sink.hold();
    exporter.export(Records.taskCreated(1));
    while (sink.attempts.get() < 1) {
      Thread.onSpinWait();
    }
    LongStream.rangeClosed(2, 500).forEach(at -> exporter.export(Records.taskCreated(at)));

    gate.countDown();

    controller.awaitAcknowledged(500);
    assertEquals(2, sink.batches.size());
    assertEquals(LongStream.rangeClosed(1, 500).boxed().toList(), sink.positions());
  }

  @Test
  @DisplayName("no batch is larger than it may be")
  void batchSize() throws InterruptedException {
    final var small = open(Map.of("BATCHSIZE", "10"));
    final var gate = sink.hold();
    LongStream.rangeClosed(1, 100).forEach(at -> small.export(Records.taskCreated(at)));

    gate.countDown();

    controller.awaitAcknowledged(100);
    assertTrue(sink.batches.stream().allMatch(batch -> batch.size() <= 10));
    small.close();
  }

  @Test
  @DisplayName("a record that cannot be converted is stored as a dead letter and the next one follows")
  void poison() throws InterruptedException {
    final var poison =
        Records.record(
                7,
                ValueType.INCIDENT,
                IncidentIntent.CREATED,
                ImmutableJobRecordValue.builder().build())
            .build();

    exporter.export(poison);
    exporter.export(Records.taskCreated(8));

    controller.awaitAcknowledged(8);
    assertEquals(List.of(7L, 8L), sink.positions());
    assertTrue(sink.batches.getFirst().getFirst().document().containsKey("deadLetter"));
  }

  @Test
  @DisplayName("a record outside the white list is acknowledged once those before it are stored")
  void passesOver() throws InterruptedException {
    final var gate = sink.hold();
    exporter.export(Records.taskCreated(1));
    exporter.export(
        Records.element(
            2, BpmnElementType.SEQUENCE_FLOW, ProcessInstanceIntent.ELEMENT_COMPLETED));
    assertEquals(-1, controller.getLastExportedRecordPosition());

    gate.countDown();

    controller.awaitAcknowledged(2);
    assertEquals(List.of(1L), sink.positions());
  }

  @Test
  @DisplayName("a full queue makes the engine wait and hand the record over again")
  void fullQueue() throws InterruptedException {
    final var gate = sink.hold();
    final long[] next = {1};

    assertThrows(
        IllegalStateException.class,
        () -> {
          while (next[0] < 100_000) {
            exporter.export(Records.taskCreated(next[0]));
            next[0]++;
          }
        });
    gate.countDown();
    exporter.export(Records.taskCreated(next[0]));

    controller.awaitAcknowledged(next[0]);
    assertEquals(LongStream.rangeClosed(1, next[0]).boxed().toList(), sink.positions());
  }

  @Test
  @DisplayName("closing stores what is queued")
  void closing() {
    exporter.export(Records.taskCreated(1));
    exporter.close();

    assertEquals(List.of(1L), sink.positions());
  }

  @Test
  @DisplayName("closing while the database is down does not wait for it, and acknowledges nothing")
  void closingWithoutDatabase() {
    sink.goDown();
    exporter.export(Records.taskCreated(1));
    exporter.close();

    sink.comeBack();

    assertEquals(List.of(), sink.positions());
    assertEquals(-1, controller.getLastExportedRecordPosition());
  }

  @Test
  @DisplayName("closing before the writer has begun stores what is queued all the same")
  void closingBeforeTheWriterBegan() throws InterruptedException {
    final var queue = new RowQueue(10, 1_000_000);
    final var settings = Settings.from(Map.of("uri", "mongodb://127.0.0.1/huiying"), name -> null);
    final var logger = new FakeContext(Map.of()).getLogger();
    final var writer =
        new RecordWriter(
            queue, () -> sink, controller::updateLastExportedRecordPosition, settings, logger);
    queue.offer(new RecordConverter(reason -> {}).convert(Records.taskCreated(7)), 0);

    writer.endWhenStored();
    writer.start();

    controller.awaitAcknowledged(7);
    assertEquals(List.of(7L), sink.positions());
  }
}

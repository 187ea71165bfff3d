package org.huiying.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Writes a white list of the engine's records to MongoDB.
 *
 * <p>The engine hands records over in order, one partition to one instance of this class, and
 * repeats from the last acknowledged position after a restart. Nothing is acknowledged before it is
 * durable; content never raises an error, because the engine would repeat that record for ever and
 * no other would follow.
 */
public final class MongoExporter implements Exporter {

  private static final int QUEUED_ROWS = 10_000;
  private static final long QUEUED_BYTES = 32L * 1024 * 1024;

  /** Longer waits would hold the engine's thread; the engine tries again with a pause of its own. */
  private static final long ROOM_WAIT_MILLIS = 500;

  private static final long CLOSE_WAIT_MILLIS = 2_000;

  private final WhiteList whiteList = new WhiteList();
  private Settings settings;
  private Logger logger;
  private int partition;
  private RecordConverter converter;
  private RowQueue queue;
  private RecordWriter writer;

  /** Called by the broker: once to check the settings, then once for each partition. */
  public MongoExporter() {}

  @Override
  public void configure(final Context context) {
    settings = Settings.from(context.getConfiguration().getArguments(), System::getenv);
    logger = context.getLogger();
    partition = context.getPartitionId();
    converter = new RecordConverter(reason -> logger.error("Dead letter: {}", reason));
    context.setFilter(whiteList);
  }

  @Override
  public void open(final Controller controller) {
    logger.info("Exporting partition {} to {}.", partition, settings);
    open(controller, () -> new MongoRecordSink(settings, partition, converter));
  }

  void open(final Controller controller, final Supplier<RecordSink> connect) {
    queue = new RowQueue(QUEUED_ROWS, QUEUED_BYTES);
    writer =
        new RecordWriter(
            queue, connect, controller::updateLastExportedRecordPosition, settings, logger);
    writer.start();
  }

  @Override
  public void export(final io.camunda.zeebe.protocol.record.Record<?> record) {
    if (!whiteList.accepts(record)) {
      writer.pass(record.getPosition());
      return;
    }
    enqueue(converter.convert(record));
  }

  /** Throws only for want of room: the engine keeps the record and hands it over again. */
  private void enqueue(final Row row) {
    try {
      if (!queue.offer(row, ROOM_WAIT_MILLIS)) {
        throw new IllegalStateException(
            "MongoDB takes no records; the engine keeps them and tries again.");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The exporter is closing.", e);
    }
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.stop(CLOSE_WAIT_MILLIS);
    }
  }
}

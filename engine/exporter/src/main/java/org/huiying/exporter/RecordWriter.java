package org.huiying.exporter;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Writes rows in a thread of its own: while one write waits for the journal, the next batch gathers.
 * So batches are small and quick when little happens, and large when much does.
 */
final class RecordWriter {

  /** The engine writes a step's records together; the first one waits this long for the others. */
  private static final long GATHER_MILLIS = 1;

  private static final long IDLE_MILLIS = 1_000;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long BATCH_BYTES = 8L * 1024 * 1024;

  private final RowQueue queue;
  private final Supplier<RecordSink> connect;
  private final LongConsumer acknowledge;
  private final int batchSize;
  private final long flushNanos;
  private final Logger logger;
  private final Thread thread;

  private volatile boolean stopping;

  /** Everything up to here was seen and is either queued before it or needs no row. */
  private volatile long passed = -1;

  private long acknowledged = -1;
  private long lastWriteNanos;

  RecordWriter(
      final RowQueue queue,
      final Supplier<RecordSink> connect,
      final LongConsumer acknowledge,
      final Settings settings,
      final Logger logger) {
    this.queue = queue;
    this.connect = connect;
    this.acknowledge = acknowledge;
    this.batchSize = settings.batchSize();
    this.flushNanos = TimeUnit.MILLISECONDS.toNanos(settings.flushMillis());
    this.logger = logger;
    thread = new Thread(this::run, "huiying-exporter-writer");
    thread.setDaemon(true);
  }

  void start() {
    lastWriteNanos = System.nanoTime() - flushNanos;
    thread.start();
  }

  /** A record that needs no row: acknowledged once all rows before it are stored. */
  void pass(final long position) {
    passed = position;
  }

  /** The writer ends once the queue is empty, also if it has not begun yet. */
  void endWhenStored() {
    stopping = true;
  }

  /** Stores what is queued if that goes quickly; the engine repeats whatever was not acknowledged. */
  void stop(final long waitMillis) {
    endWhenStored();
    try {
      thread.join(waitMillis);
      thread.interrupt();
      thread.join(waitMillis);
    } catch (final InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  /** Goes round at least once: who is asked to stop before it began has rows to store all the same. */
  private void run() {
    do {
      try (RecordSink sink = connect.get()) {
        while (step(sink)) {
          // Until there is nothing left to do.
        }
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (final RuntimeException e) {
        // Of the address (a name that cannot be resolved), never of a record: nothing was taken yet.
        logger.warn("The exporter cannot be set up; trying again: {}", e.toString());
        pauseUnlessStopping();
      }
    } while (!stopping);
  }

  private void pauseUnlessStopping() {
    try {
      TimeUnit.MILLISECONDS.sleep(stopping ? 0 : LONGEST_PAUSE_MILLIS);
    } catch (final InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false when it is time to end: all is stored, or a closing exporter cannot store it. */
  private boolean step(final RecordSink sink) throws InterruptedException {
    // Both read before looking at the queue: rows that come in between lie behind it.
    final long settled = passed;
    final boolean last = stopping;
    if (!queue.awaitRow(last ? 0 : IDLE_MILLIS)) {
      acknowledge(settled);
      return !last;
    }
    gather();
    final var batch = queue.take(batchSize, BATCH_BYTES);
    if (!writeUntilStored(sink, batch)) {
      return false;
    }
    lastWriteNanos = System.nanoTime();
    acknowledge(batch.getLast().position());
    return true;
  }

  private void gather() throws InterruptedException {
    final long sinceLastWrite = System.nanoTime() - lastWriteNanos;
    final long rest = flushNanos - sinceLastWrite;
    final long wait = Math.max(rest, TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS));
    if (!stopping && flushNanos > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }

  private boolean writeUntilStored(final RecordSink sink, final List<Row> batch)
      throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        sink.write(batch);
        if (attempt > 1) {
          logger.info("MongoDB takes records again, after {} attempts.", attempt);
        }
        return true;
      } catch (final RuntimeException e) {
        if (stopping) {
          return false;
        }
        report(attempt, batch, e);
        Thread.sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /** At the first failure and then now and then: an outage is one event, not thousands. */
  private void report(final int attempt, final List<Row> batch, final RuntimeException e) {
    if (attempt == 1 || attempt % 20 == 0) {
      logger.warn(
          "MongoDB did not take {} records from position {} (attempt {}); trying again: {}",
          batch.size(),
          batch.getFirst().position(),
          attempt,
          e.toString());
    }
  }

  private void acknowledge(final long position) {
    if (position > acknowledged) {
      acknowledged = position;
      acknowledge.accept(position);
    }
  }
}

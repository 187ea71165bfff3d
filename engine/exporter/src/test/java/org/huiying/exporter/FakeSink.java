package org.huiying.exporter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink in memory that can be held up or taken down. */
final class FakeSink implements RecordSink {

  final List<List<Row>> batches = new ArrayList<>();
  final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean down;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  /** Writes wait until the returned latch is opened. */
  CountDownLatch hold() {
    gate = new CountDownLatch(1);
    return gate;
  }

  @Override
  public void write(final List<Row> rows) {
    attempts.incrementAndGet();
    await(gate);
    if (down) {
      throw new IllegalStateException("nobody answers");
    }
    synchronized (this) {
      batches.add(List.copyOf(rows));
      notifyAll();
    }
  }

  private static void await(final CountDownLatch latch) {
    try {
      latch.await();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  synchronized List<Long> positions() {
    return batches.stream().flatMap(List::stream).map(Row::position).toList();
  }

  @Override
  public void close() {}
}

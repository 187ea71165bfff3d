package org.huiying.exporter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Rows waiting for the writer, bounded by number and by bytes. */
final class RowQueue {

  private final int mostRows;
  private final long mostBytes;
  private final ArrayDeque<Row> rows = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private long bytes;

  RowQueue(final int mostRows, final long mostBytes) {
    this.mostRows = mostRows;
    this.mostBytes = mostBytes;
  }

  /**
   * Adds a row, waiting a little for room.
   *
   * @return false when there was no room in time
   */
  boolean offer(final Row row, final long waitMillis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    lock.lockInterruptibly();
    try {
      while (isFull(row)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = drained.awaitNanos(nanos);
      }
      rows.add(row);
      bytes += row.size();
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A single row larger than all the room is let into an empty queue: it must pass some time. */
  private boolean isFull(final Row row) {
    return rows.size() >= mostRows || (!rows.isEmpty() && bytes + row.size() > mostBytes);
  }

  /**
   * Waits until there is a row.
   *
   * @return false when none came in time
   */
  boolean awaitRow(final long waitMillis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    lock.lockInterruptibly();
    try {
      while (rows.isEmpty()) {
        if (nanos <= 0) {
          return false;
        }
        nanos = filled.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the oldest rows, at least one, at most so many and about so many bytes. */
  List<Row> take(final int mostOfBatch, final long mostBytesOfBatch) {
    lock.lock();
    try {
      final var batch = new ArrayList<Row>(Math.min(mostOfBatch, rows.size()));
      long batchBytes = 0;
      while (!rows.isEmpty()
          && batch.size() < mostOfBatch
          && (batch.isEmpty() || batchBytes + rows.peek().size() <= mostBytesOfBatch)) {
        final var row = rows.remove();
        batchBytes += row.size();
        batch.add(row);
      }
      bytes -= batchBytes;
      drained.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return rows.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}

package org.huiying.exporter;

import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The engine's side: remembers what was acknowledged. */
final class FakeController implements Controller {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private long position = -1;

  @Override
  public synchronized void updateLastExportedRecordPosition(final long newPosition) {
    position = newPosition;
    notifyAll();
  }

  @Override
  public void updateLastExportedRecordPosition(final long newPosition, final byte[] metadata) {
    updateLastExportedRecordPosition(newPosition);
  }

  @Override
  public synchronized long getLastExportedRecordPosition() {
    return position;
  }

  /** Waits for the condition, with a limit only as a net. */
  synchronized void awaitAcknowledged(final long wanted) throws InterruptedException {
    final long end = System.nanoTime() + LIMIT_NANOS;
    while (position < wanted) {
      final long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (rest <= 0) {
        throw new AssertionError("acknowledged only up to " + position);
      }
      wait(rest);
    }
  }

  @Override
  public ScheduledTask scheduleCancellableTask(final Duration delay, final Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<byte[]> readMetadata() {
    return Optional.empty();
  }
}

package org.huiying.exporter;

import java.util.List;

/** Where rows go. */
interface RecordSink extends AutoCloseable {

  /**
   * Stores the rows, in order of position, and then moves the partition's watermark to the last of
   * them. Rows that are there already are left as they are. On return everything is durable.
   *
   * @throws RuntimeException when the database cannot take them now; the same rows come again
   */
  void write(List<Row> rows);

  @Override
  void close();
}

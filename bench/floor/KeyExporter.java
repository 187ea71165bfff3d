package org.huiying.bench;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Tells the keys of new user tasks over a socket, one line each, and nothing else. The engine has no
 * other way to learn them without a search database, so this is the least that any inbox must pay.
 */
public final class KeyExporter implements Exporter {

  private int port;
  private Controller controller;
  private OutputStream out;

  /** Called by the broker. */
  public KeyExporter() {}

  @Override
  public void configure(final Context context) {
    port = Integer.parseInt(context.getConfiguration().getArguments().get("port").toString());
    context.setFilter(
        new Context.RecordFilter() {
          @Override
          public boolean acceptType(final RecordType type) {
            return type == RecordType.EVENT;
          }

          @Override
          public boolean acceptValue(final ValueType type) {
            return type == ValueType.USER_TASK;
          }
        });
  }

  @Override
  public void open(final Controller given) {
    controller = given;
  }

  @Override
  public void export(final io.camunda.zeebe.protocol.record.Record<?> record) {
    if (record.getIntent() == UserTaskIntent.CREATED
        && record.getValue() instanceof UserTaskRecordValue task) {
      tell(
          "%d\t%s\t%d\t%d\n"
              .formatted(
                  task.getUserTaskKey(),
                  task.getElementId(),
                  task.getProcessInstanceKey(),
                  record.getTimestamp()));
    }
    controller.updateLastExportedRecordPosition(record.getPosition());
  }

  /** Connected at the first word: the broker opens an exporter once only to see that it can. */
  private void tell(final String line) {
    try {
      if (out == null) {
        final var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
      }
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (final IOException e) {
      throw new IllegalStateException("Nobody listens for keys.", e);
    }
  }
}

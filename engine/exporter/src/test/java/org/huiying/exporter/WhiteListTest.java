package org.huiying.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WhiteListTest {

  private final WhiteList whiteList = new WhiteList();

  @Test
  @DisplayName("a created task is exported")
  void exportsCreatedTask() {
    assertTrue(whiteList.accepts(Records.taskCreated(1)));
  }

  @Test
  @DisplayName("commands and rejections are not exported: nothing has happened yet")
  void leavesCommandsOut() {
    final var value = Records.task().build();
    final var command =
        Records.record(1, ValueType.USER_TASK, UserTaskIntent.CREATED, value)
            .withRecordType(RecordType.COMMAND)
            .build();

    assertFalse(whiteList.accepts(command));
    assertFalse(whiteList.acceptType(RecordType.COMMAND));
    assertFalse(whiteList.acceptType(RecordType.COMMAND_REJECTION));
  }

  @Test
  @DisplayName("steps between two states of a task are not exported")
  void leavesIntermediateIntentsOut() {
    final var value = Records.task().build();
    for (final var intent :
        EnumSet.of(
            UserTaskIntent.CREATING,
            UserTaskIntent.ASSIGNING,
            UserTaskIntent.COMPLETING,
            UserTaskIntent.CANCELING)) {
      assertFalse(
          whiteList.accepts(Records.record(1, ValueType.USER_TASK, intent, value).build()));
    }
  }

  @ParameterizedTest
  @DisplayName("of the elements a token passes through only the event-based gateway is exported")
  @EnumSource(
      value = BpmnElementType.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = ".*GATEWAY|SEQUENCE_FLOW|USER_TASK|PROCESS|END_EVENT")
  void keepsElementsWhereTokensRest(final BpmnElementType type) {
    final var passedThrough =
        EnumSet.of(
            BpmnElementType.SEQUENCE_FLOW,
            BpmnElementType.EXCLUSIVE_GATEWAY,
            BpmnElementType.PARALLEL_GATEWAY,
            BpmnElementType.INCLUSIVE_GATEWAY);

    final var record = Records.element(1, type, ProcessInstanceIntent.ELEMENT_ACTIVATED);

    assertEquals(!passedThrough.contains(type), whiteList.accepts(record));
  }

  @Test
  @DisplayName("variables, jobs and deployments are not even read")
  void filtersWholeTypes() {
    for (final var type :
        EnumSet.of(
            ValueType.VARIABLE,
            ValueType.JOB,
            ValueType.JOB_BATCH,
            ValueType.DEPLOYMENT,
            ValueType.MESSAGE)) {
      assertFalse(whiteList.acceptValue(type), type.name());
    }
    assertTrue(whiteList.acceptValue(ValueType.USER_TASK));
  }
}

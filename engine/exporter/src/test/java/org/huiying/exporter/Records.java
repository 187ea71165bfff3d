package org.huiying.exporter;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builds records as the engine hands them over. */
final class Records {

  static final Instant AT = Instant.parse("2026-11-21T01:02:03.004Z");

  private Records() {}

  static ImmutableRecord.Builder<RecordValue> record(
      final long position, final ValueType type, final Intent intent, final RecordValue value) {
    return ImmutableRecord.builder()
        .withPartitionId(1)
        .withPosition(position)
        .withKey(2251799813685250L)
        .withTimestamp(AT.toEpochMilli())
        .withRecordType(RecordType.EVENT)
        .withValueType(type)
        .withIntent(intent)
        .withValue(value);
  }

  static ImmutableUserTaskRecordValue.Builder task() {
    return ImmutableUserTaskRecordValue.builder()
        .withUserTaskKey(2251799813685250L)
        .withElementId("PreCheck")
        .withElementInstanceKey(2251799813685249L)
        .withBpmnProcessId("complaint")
        .withProcessDefinitionVersion(3)
        .withProcessDefinitionKey(2251799813685200L)
        .withProcessInstanceKey(2251799813685201L)
        .withAssignee("")
        .withCandidateGroupsList(List.of("intake-clerk"))
        .withCandidateUsersList(List.of())
        .withDueDate("")
        .withFollowUpDate("")
        .withFormKey(2251799813685199L)
        .withPriority(50)
        .withCustomHeaders(Map.of("action", "accept"))
        .withVariables(Map.of("note", "a text nobody asked for"));
  }

  static io.camunda.zeebe.protocol.record.Record<RecordValue> taskCreated(final long position) {
    return record(position, ValueType.USER_TASK, UserTaskIntent.CREATED, task().build()).build();
  }

  static io.camunda.zeebe.protocol.record.Record<RecordValue> element(
      final long position, final BpmnElementType type, final ProcessInstanceIntent intent) {
    final var value =
        ImmutableProcessInstanceRecordValue.builder()
            .withBpmnProcessId("complaint")
            .withVersion(3)
            .withProcessDefinitionKey(2251799813685200L)
            .withProcessInstanceKey(2251799813685201L)
            .withElementId("somewhere")
            .withBpmnElementType(type)
            .withFlowScopeKey(-1L)
            .withParentProcessInstanceKey(-1L)
            .withParentElementInstanceKey(-1L)
            .build();
    return record(position, ValueType.PROCESS_INSTANCE, intent, value).build();
  }
}

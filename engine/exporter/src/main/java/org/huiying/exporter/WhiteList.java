package org.huiying.exporter;

import io.camunda.zeebe.exporter.api.context.Context.RecordFilter;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.ErrorIntent;
import io.camunda.zeebe.protocol.record.intent.FormIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which records the projection needs. Everything would be about 10 KiB of JSON for each activity,
 * and most of it repeats variables.
 */
final class WhiteList implements RecordFilter {

  private static final Map<ValueType, Set<Intent>> INTENTS =
      Map.ofEntries(
          Map.entry(
              ValueType.USER_TASK,
              Set.of(
                  UserTaskIntent.CREATED,
                  UserTaskIntent.ASSIGNED,
                  UserTaskIntent.UPDATED,
                  UserTaskIntent.COMPLETED,
                  UserTaskIntent.CANCELED,
                  UserTaskIntent.MIGRATED)),
          Map.entry(
              ValueType.PROCESS_INSTANCE,
              Set.of(
                  ProcessInstanceIntent.ELEMENT_ACTIVATED,
                  ProcessInstanceIntent.ELEMENT_COMPLETED,
                  ProcessInstanceIntent.ELEMENT_TERMINATED,
                  ProcessInstanceIntent.ELEMENT_MIGRATED)),
          Map.entry(
              ValueType.INCIDENT,
              Set.of(IncidentIntent.CREATED, IncidentIntent.RESOLVED, IncidentIntent.MIGRATED)),
          Map.entry(ValueType.ERROR, Set.of(ErrorIntent.CREATED)),
          Map.entry(
              ValueType.DECISION_EVALUATION,
              Set.of(DecisionEvaluationIntent.EVALUATED, DecisionEvaluationIntent.FAILED)),
          Map.entry(ValueType.PROCESS, Set.of(ProcessIntent.CREATED)),
          Map.entry(ValueType.FORM, Set.of(FormIntent.CREATED)),
          Map.entry(ValueType.DECISION, Set.of(DecisionIntent.CREATED)),
          Map.entry(
              ValueType.DECISION_REQUIREMENTS, Set.of(DecisionRequirementsIntent.CREATED)),
          Map.entry(
              ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
              Set.of(MessageStartEventSubscriptionIntent.CORRELATED)),
          Map.entry(
              ValueType.TIMER,
              Set.of(
                  TimerIntent.CREATED,
                  TimerIntent.TRIGGERED,
                  TimerIntent.CANCELED,
                  TimerIntent.MIGRATED)));

  /** Where a token never rests: it passes through within one step of the engine. */
  private static final Set<BpmnElementType> PASSED_THROUGH =
      EnumSet.of(
          BpmnElementType.SEQUENCE_FLOW,
          BpmnElementType.EXCLUSIVE_GATEWAY,
          BpmnElementType.PARALLEL_GATEWAY,
          BpmnElementType.INCLUSIVE_GATEWAY);

  @Override
  public boolean acceptType(final RecordType type) {
    return type == RecordType.EVENT;
  }

  @Override
  public boolean acceptValue(final ValueType type) {
    return INTENTS.containsKey(type);
  }

  boolean accepts(final io.camunda.zeebe.protocol.record.Record<?> record) {
    if (record.getRecordType() != RecordType.EVENT) {
      return false;
    }
    final var intents = INTENTS.get(record.getValueType());
    if (intents == null || !intents.contains(record.getIntent())) {
      return false;
    }
    return !(record.getValue() instanceof ProcessInstanceRecordValue value)
        || !PASSED_THROUGH.contains(value.getBpmnElementType());
  }
}

package org.huiying.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.ErrorIntent;
import io.camunda.zeebe.protocol.record.intent.FormIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.ImmutableDecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableErrorRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedInputValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedOutputValue;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMatchedRuleValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableTimerRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableDecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableDecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableForm;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RecordConverterTest {

  private final List<String> alarms = new ArrayList<>();
  private final RecordConverter converter = new RecordConverter(alarms::add);

  private RawBsonDocument convert(
      final io.camunda.zeebe.protocol.record.Record<RecordValue> record) {
    return converter.convert(record).document();
  }

  @Test
  @DisplayName("the envelope carries partition and position as numbers and the key as text")
  void envelope() {
    final var row = convert(Records.taskCreated(77));

    assertEquals("1:77", row.getString("_id").getValue());
    assertEquals(1, row.getInt32("partition").getValue());
    assertEquals(77L, row.getInt64("position").getValue());
    assertEquals("2251799813685250", row.getString("key").getValue());
    assertEquals("USER_TASK", row.getString("valueType").getValue());
    assertEquals("CREATED", row.getString("intent").getValue());
    assertEquals(Records.AT.toEpochMilli(), row.getDateTime("at").getValue());
  }

  @Test
  @DisplayName("a task shows its place, its candidates, form and headers, never its variables")
  void userTask() {
    final var value = convert(Records.taskCreated(1)).getDocument("value");

    assertEquals("PreCheck", value.getString("elementId").getValue());
    assertEquals("2251799813685199", value.getString("formKey").getValue());
    assertEquals("intake-clerk", value.getArray("candidateGroups").get(0).asString().getValue());
    final var header = value.getArray("headers").get(0).asDocument();
    assertEquals("action", header.getString("name").getValue());
    assertEquals("accept", header.getString("value").getValue());
    assertTrue(value.isNull("assignee"));
    assertTrue(value.isNull("dueDate"));
    assertFalse(value.toJson().contains("nobody asked for"));
  }

  @Test
  @DisplayName("a key beyond 2^53 keeps every digit, and no key is null")
  void keys() {
    final var task = Records.task().withFormKey(-1L).withUserTaskKey((4L << 51) + 9_007_199_254_740_993L);

    final var value =
        convert(
                Records.record(1, ValueType.USER_TASK, UserTaskIntent.CREATED, task.build())
                    .build())
            .getDocument("value");

    assertTrue(value.isNull("formKey"));
    assertEquals("18014398509481985", value.getString("userTaskKey").getValue());
  }

  @Test
  @DisplayName("an element of an instance shows where its token is")
  void element() {
    final var value =
        convert(
                Records.element(
                    1, BpmnElementType.PROCESS, ProcessInstanceIntent.ELEMENT_ACTIVATED))
            .getDocument("value");

    assertEquals("PROCESS", value.getString("elementType").getValue());
    assertTrue(value.isNull("parentProcessInstanceKey"));
  }

  @Test
  @DisplayName("a decision shows version, inputs, matched rules and outputs")
  void decision() {
    final var input =
        ImmutableEvaluatedInputValue.builder()
            .withInputId("i1")
            .withInputName("channel")
            .withInputValue("\"web\"")
            .build();
    final var output =
        ImmutableEvaluatedOutputValue.builder()
            .withOutputId("o1")
            .withOutputName("regime")
            .withOutputValue("\"city\"")
            .build();
    final var evaluated =
        ImmutableEvaluatedDecisionValue.builder()
            .withDecisionId("Decision_Regime")
            .withDecisionName("办理规则")
            .withDecisionKey(5)
            .withDecisionVersion(2)
            .withDecisionType("DECISION_TABLE")
            .withDecisionOutput("\"city\"")
            .addEvaluatedInput(input)
            .addMatchedRule(
                ImmutableMatchedRuleValue.builder()
                    .withRuleId("r4")
                    .withRuleIndex(4)
                    .addEvaluatedOutput(output)
                    .build())
            .build();
    final var record =
        ImmutableDecisionEvaluationRecordValue.builder()
            .withDecisionId("Decision_Regime")
            .withDecisionName("办理规则")
            .withDecisionKey(5)
            .withDecisionVersion(2)
            .withProcessInstanceKey(9)
            .withElementId("DecideRegime")
            .addEvaluatedDecision(evaluated)
            .withEvaluationFailureMessage("")
            .build();

    final var value =
        convert(
                Records.record(
                        1,
                        ValueType.DECISION_EVALUATION,
                        DecisionEvaluationIntent.EVALUATED,
                        record)
                    .build())
            .getDocument("value");

    final var shown = value.getArray("evaluated").get(0).asDocument();
    assertEquals(2, shown.getInt32("version").getValue());
    assertEquals(
        "\"web\"", shown.getArray("inputs").get(0).asDocument().getString("value").getValue());
    final var rule = shown.getArray("matchedRules").get(0).asDocument();
    assertEquals(4, rule.getInt32("index").getValue());
    assertEquals(
        "\"city\"", rule.getArray("outputs").get(0).asDocument().getString("value").getValue());
    assertTrue(value.isNull("failureMessage"));
  }

  @Test
  @DisplayName("every type of the white list has its conversion")
  void everyType() {
    final var xml = "<x/>".getBytes(StandardCharsets.UTF_8);
    final List<io.camunda.zeebe.protocol.record.Record<RecordValue>> records =
        List.of(
            Records.record(
                    1,
                    ValueType.PROCESS,
                    ProcessIntent.CREATED,
                    ImmutableProcess.builder()
                        .withBpmnProcessId("complaint")
                        .withResource(xml)
                        .withChecksum(new byte[] {1, -1})
                        .build())
                .build(),
            Records.record(
                    2,
                    ValueType.FORM,
                    FormIntent.CREATED,
                    ImmutableForm.builder()
                        .withFormId("pre-check")
                        .withResource("{}".getBytes(StandardCharsets.UTF_8))
                        .build())
                .build(),
            Records.record(
                    3,
                    ValueType.DECISION,
                    DecisionIntent.CREATED,
                    ImmutableDecisionRecordValue.builder().withDecisionId("d").build())
                .build(),
            Records.record(
                    4,
                    ValueType.DECISION_REQUIREMENTS,
                    DecisionRequirementsIntent.CREATED,
                    ImmutableDecisionRequirementsRecordValue.builder()
                        .withDecisionRequirementsId("drg")
                        .withResource(xml)
                        .build())
                .build(),
            Records.record(
                    5,
                    ValueType.INCIDENT,
                    IncidentIntent.CREATED,
                    ImmutableIncidentRecordValue.builder()
                        .withErrorType(ErrorType.JOB_NO_RETRIES)
                        .withErrorMessage("no")
                        .build())
                .build(),
            Records.record(
                    6,
                    ValueType.ERROR,
                    ErrorIntent.CREATED,
                    ImmutableErrorRecordValue.builder().withExceptionMessage("broken").build())
                .build(),
            Records.record(
                    7,
                    ValueType.TIMER,
                    TimerIntent.CREATED,
                    ImmutableTimerRecordValue.builder().withTargetElementId("t").build())
                .build(),
            Records.record(
                    8,
                    ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
                    MessageStartEventSubscriptionIntent.CORRELATED,
                    ImmutableMessageStartEventSubscriptionRecordValue.builder()
                        .withCorrelationKey("C-1")
                        .withMessageName("complaint-received")
                        .build())
                .build());

    final var rows = records.stream().map(this::convert).toList();

    assertEquals(List.of(), alarms);
    rows.forEach(row -> assertFalse(row.isNull("value"), row.getString("_id").getValue()));
    final BsonDocument process = rows.getFirst().getDocument("value");
    assertEquals("01ff", process.getString("checksum").getValue());
    assertEquals("<x/>", process.getString("resource").getValue());
  }
}

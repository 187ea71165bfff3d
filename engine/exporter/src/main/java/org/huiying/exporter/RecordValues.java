package org.huiying.exporter;

import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.value.ErrorRecordValue;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Form;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** The fields of each kind of record that the projection needs; variables are never among them. */
final class RecordValues {

  private RecordValues() {}

  static BsonDocument convert(final RecordValue value) {
    return switch (value) {
      case UserTaskRecordValue task -> userTask(task);
      case ProcessInstanceRecordValue element -> element(element);
      case IncidentRecordValue incident -> incident(incident);
      case ErrorRecordValue error -> error(error);
      case DecisionEvaluationRecordValue evaluation -> EvaluationValues.convert(evaluation);
      case Process process -> DeploymentValues.process(process);
      case Form form -> DeploymentValues.form(form);
      case DecisionRecordValue decision -> DeploymentValues.decision(decision);
      case DecisionRequirementsRecordValue requirements ->
          DeploymentValues.requirements(requirements);
      case MessageStartEventSubscriptionRecordValue start -> messageStart(start);
      case TimerRecordValue timer -> timer(timer);
      default ->
          throw new IllegalArgumentException("no conversion for " + value.getClass().getName());
    };
  }

  private static BsonDocument userTask(final UserTaskRecordValue task) {
    return new BsonDocument()
        .append("userTaskKey", Text.key(task.getUserTaskKey()))
        .append("elementId", Text.name(task.getElementId()))
        .append("elementInstanceKey", Text.key(task.getElementInstanceKey()))
        .append("bpmnProcessId", Text.name(task.getBpmnProcessId()))
        .append("processVersion", new BsonInt32(task.getProcessDefinitionVersion()))
        .append("processDefinitionKey", Text.key(task.getProcessDefinitionKey()))
        .append("processInstanceKey", Text.key(task.getProcessInstanceKey()))
        .append("assignee", Text.optional(task.getAssignee()))
        .append("candidateGroups", names(task.getCandidateGroupsList()))
        .append("candidateUsers", names(task.getCandidateUsersList()))
        .append("dueDate", Text.optional(task.getDueDate()))
        .append("followUpDate", Text.optional(task.getFollowUpDate()))
        .append("formKey", Text.key(task.getFormKey()))
        .append("priority", new BsonInt32(task.getPriority()))
        .append("headers", headers(task.getCustomHeaders()));
  }

  private static BsonDocument element(final ProcessInstanceRecordValue element) {
    return new BsonDocument()
        .append("bpmnProcessId", Text.name(element.getBpmnProcessId()))
        .append("version", new BsonInt32(element.getVersion()))
        .append("processDefinitionKey", Text.key(element.getProcessDefinitionKey()))
        .append("processInstanceKey", Text.key(element.getProcessInstanceKey()))
        .append("elementId", Text.name(element.getElementId()))
        .append("elementType", new BsonString(element.getBpmnElementType().name()))
        .append("flowScopeKey", Text.key(element.getFlowScopeKey()))
        .append("parentProcessInstanceKey", Text.key(element.getParentProcessInstanceKey()))
        .append("parentElementInstanceKey", Text.key(element.getParentElementInstanceKey()));
  }

  private static BsonDocument incident(final IncidentRecordValue incident) {
    return new BsonDocument()
        .append("errorType", new BsonString(incident.getErrorType().name()))
        .append("errorMessage", Text.value(incident.getErrorMessage()))
        .append("bpmnProcessId", Text.name(incident.getBpmnProcessId()))
        .append("processInstanceKey", Text.key(incident.getProcessInstanceKey()))
        .append("elementId", Text.name(incident.getElementId()))
        .append("elementInstanceKey", Text.key(incident.getElementInstanceKey()))
        .append("jobKey", Text.key(incident.getJobKey()));
  }

  private static BsonDocument error(final ErrorRecordValue error) {
    return new BsonDocument()
        .append("exceptionMessage", Text.value(error.getExceptionMessage()))
        .append("stacktrace", Text.value(error.getStacktrace()))
        .append("processInstanceKey", Text.key(error.getProcessInstanceKey()));
  }

  private static BsonDocument messageStart(final MessageStartEventSubscriptionRecordValue start) {
    return new BsonDocument()
        .append("bpmnProcessId", Text.name(start.getBpmnProcessId()))
        .append("processDefinitionKey", Text.key(start.getProcessDefinitionKey()))
        .append("processInstanceKey", Text.key(start.getProcessInstanceKey()))
        .append("startEventId", Text.name(start.getStartEventId()))
        .append("messageName", Text.name(start.getMessageName()))
        .append("messageKey", Text.key(start.getMessageKey()))
        .append("correlationKey", Text.name(start.getCorrelationKey()));
  }

  private static BsonDocument timer(final TimerRecordValue timer) {
    return new BsonDocument()
        .append("processDefinitionKey", Text.key(timer.getProcessDefinitionKey()))
        .append("processInstanceKey", Text.key(timer.getProcessInstanceKey()))
        .append("elementInstanceKey", Text.key(timer.getElementInstanceKey()))
        .append("targetElementId", Text.name(timer.getTargetElementId()))
        .append("dueDate", new BsonDateTime(timer.getDueDate()));
  }

  private static BsonArray names(final List<String> names) {
    final var array = new BsonArray(names.size());
    names.forEach(name -> array.add(Text.name(name)));
    return array;
  }

  /** As a list: a header's name is free text, and as a field name it could hold dots and dollars. */
  private static BsonArray headers(final Map<String, String> headers) {
    final var array = new BsonArray(headers.size());
    headers.forEach(
        (name, text) ->
            array.add(
                new BsonDocument("name", Text.name(name)).append("value", Text.value(text))));
    return array;
  }
}

package org.huiying.exporter;

import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.EvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** What a decision record says: version, inputs, matched rules, outputs. */
final class EvaluationValues {

  private EvaluationValues() {}

  static BsonDocument convert(final DecisionEvaluationRecordValue evaluation) {
    return new BsonDocument()
        .append("decisionId", Text.name(evaluation.getDecisionId()))
        .append("decisionName", Text.name(evaluation.getDecisionName()))
        .append("decisionKey", Text.key(evaluation.getDecisionKey()))
        .append("decisionVersion", new BsonInt32(evaluation.getDecisionVersion()))
        .append("bpmnProcessId", Text.name(evaluation.getBpmnProcessId()))
        .append("processDefinitionKey", Text.key(evaluation.getProcessDefinitionKey()))
        .append("processInstanceKey", Text.key(evaluation.getProcessInstanceKey()))
        .append("elementId", Text.name(evaluation.getElementId()))
        .append("elementInstanceKey", Text.key(evaluation.getElementInstanceKey()))
        .append("failureMessage", Text.optional(evaluation.getEvaluationFailureMessage()))
        .append("failedDecisionId", Text.optional(evaluation.getFailedDecisionId()))
        .append("evaluated", each(evaluation.getEvaluatedDecisions(), EvaluationValues::decision));
  }

  private static BsonDocument decision(final EvaluatedDecisionValue decision) {
    return new BsonDocument()
        .append("decisionId", Text.name(decision.getDecisionId()))
        .append("decisionName", Text.name(decision.getDecisionName()))
        .append("decisionKey", Text.key(decision.getDecisionKey()))
        .append("version", new BsonInt32(decision.getDecisionVersion()))
        .append("output", Text.value(decision.getDecisionOutput()))
        .append(
            "inputs",
            each(
                decision.getEvaluatedInputs(),
                input -> named(input.getInputId(), input.getInputName(), input.getInputValue())))
        .append("matchedRules", each(decision.getMatchedRules(), EvaluationValues::rule));
  }

  private static BsonDocument rule(final MatchedRuleValue rule) {
    return new BsonDocument()
        .append("id", Text.name(rule.getRuleId()))
        .append("index", new BsonInt32(rule.getRuleIndex()))
        .append(
            "outputs",
            each(
                rule.getEvaluatedOutputs(),
                output ->
                    named(output.getOutputId(), output.getOutputName(), output.getOutputValue())));
  }

  private static BsonDocument named(final String id, final String name, final String value) {
    return new BsonDocument("id", Text.name(id))
        .append("name", Text.name(name))
        .append("value", Text.value(value));
  }

  private static <T> BsonArray each(
      final List<T> items, final Function<T, BsonDocument> conversion) {
    final var array = new BsonArray(items.size());
    items.forEach(item -> array.add(conversion.apply(item)));
    return array;
  }
}

package org.huiying.rulelab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.camunda.zeebe.dmn.DecisionEngine;
import io.camunda.zeebe.dmn.DecisionEngineFactory;
import io.camunda.zeebe.dmn.DecisionEvaluationResult;
import io.camunda.zeebe.dmn.EvaluatedDecision;
import io.camunda.zeebe.dmn.ParsedDecisionRequirementsGraph;
import io.camunda.zeebe.dmn.impl.VariablesContext;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Decision files, each parsed once and known by its digest; evaluated as the engine does it. */
final class Rules {

  /** So many files are kept; the one used longest ago goes first and can be loaded again. */
  private static final int MOST_FILES = 64;

  /** A value beyond this is no output of a rule; in bytes. */
  private static final int LONGEST_VALUE = 64 * 1024;

  private final DecisionEngine engine = DecisionEngineFactory.createDecisionEngine();
  private final Map<String, ParsedDecisionRequirementsGraph> files =
      new LinkedHashMap<>(MOST_FILES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            final Map.Entry<String, ParsedDecisionRequirementsGraph> eldest) {
          return size() > MOST_FILES;
        }
      };

  ParsedDecisionRequirementsGraph load(final String digest, final String text) {
    final ParsedDecisionRequirementsGraph known = files.get(digest);
    if (known != null) {
      return known;
    }
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    final ParsedDecisionRequirementsGraph parsed = engine.parse(new ByteArrayInputStream(bytes));
    if (!parsed.isValid()) {
      throw new RefusedRule("NOT_READABLE", parsed.getFailureMessage());
    }
    files.put(digest, parsed);
    return parsed;
  }

  ParsedDecisionRequirementsGraph find(final String digest) {
    final ParsedDecisionRequirementsGraph parsed = files.get(digest);
    if (parsed == null) {
      throw new RefusedRule("NOT_LOADED", "the file is not loaded");
    }
    return parsed;
  }

  void evaluate(
      final String digest,
      final String decisionId,
      final Map<String, Object> variables,
      final ObjectNode answer) {
    final DecisionEvaluationResult result =
        engine.evaluateDecisionById(find(digest), decisionId, new VariablesContext(variables));
    if (result.isFailure()) {
      answer.put("failure", result.getFailureMessage()).put("failedId", result.getFailedDecisionId());
    } else {
      answer.putRawValue("output", valueOf(result.getOutput()));
    }
    final ArrayNode decisions = answer.putArray("decisions");
    for (final EvaluatedDecision decision : result.getEvaluatedDecisions()) {
      describe(decision, decisions.addObject());
    }
  }

  private static void describe(final EvaluatedDecision decision, final ObjectNode answer) {
    answer.put("id", decision.decisionId());
    final ArrayNode inputs = answer.putArray("inputs");
    decision
        .evaluatedInputs()
        .forEach(
            input ->
                inputs
                    .addObject()
                    .put("id", input.inputId())
                    .put("name", input.inputName())
                    .putRawValue("value", valueOf(input.inputValue())));
    final ArrayNode matched = answer.putArray("rules");
    decision
        .matchedRules()
        .forEach(rule -> matched.addObject().put("id", rule.ruleId()).put("index", rule.ruleIndex()));
  }

  private static RawValue valueOf(final DirectBuffer value) {
    if (value.capacity() > LONGEST_VALUE) {
      throw new RefusedRule("TOO_LARGE", "a value is longer than " + LONGEST_VALUE + " bytes");
    }
    return new RawValue(MsgPackConverter.convertToJson(value));
  }
}

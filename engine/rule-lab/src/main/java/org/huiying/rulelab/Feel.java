package org.huiying.rulelab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** Single expressions, as diagrams have them. */
final class Feel {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

  private Feel() {}

  /** Evaluates an expression for its own sake: whether it comes to an end, and what the library says of it. */
  static void evaluate(
      final String expression, final Map<String, Object> variables, final ObjectNode answer) {
    final EvaluationResult result = FEEL.evaluateExpression(expression, variables);
    if (result.isFailure()) {
      answer.put("failure", result.failure().message());
    } else {
      answer.putNull("failure");
    }
  }
}

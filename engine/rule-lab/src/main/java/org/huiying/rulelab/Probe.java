package org.huiying.rulelab;

import io.camunda.zeebe.dmn.ParsedDecisionRequirementsGraph;
import io.camunda.zeebe.dmn.impl.ParsedDmnScalaDrg;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.dmn.parser.FeelExpression;
import org.camunda.dmn.parser.ParsedDecision;
import org.camunda.dmn.parser.ParsedDecisionTable;
import org.camunda.dmn.parser.ParsedExpression;
import org.camunda.dmn.parser.ParsedInput;
import org.camunda.dmn.parser.ParsedLiteralExpression;
import org.camunda.dmn.parser.ParsedRule;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Evaluates every cell of every table by itself, also those of rows that no example reaches: a row that never comes to
 * an end would otherwise wait for the first case that fits it.
 */
final class Probe {

  /** What a careless pattern takes longest with. */
  private static final String HARD_TEXT = "a".repeat(40) + "!";

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
  private final Consumer<String> onCell;

  Probe(final Consumer<String> onCell) {
    this.onCell = onCell;
  }

  /** How many cells were evaluated. What they answer, or that they fail without a real case, says nothing here. */
  int run(final ParsedDecisionRequirementsGraph file) {
    if (!(file instanceof ParsedDmnScalaDrg readable)) {
      return 0;
    }
    int cells = 0;
    for (final ParsedDecision decision :
        CollectionConverters.asJava(readable.getParsedDmn().decisions())) {
      if (decision.logic() instanceof ParsedDecisionTable table) {
        cells += probeTable(decision.id(), table);
      } else if (decision.logic() instanceof ParsedLiteralExpression literal) {
        evaluate(decision.id(), literal.expression(), Map.of());
        cells += 1;
      }
    }
    return cells;
  }

  private int probeTable(final String decisionId, final ParsedDecisionTable table) {
    final Map<String, Object> variables = new LinkedHashMap<>();
    int cells = 0;
    for (final ParsedInput input : CollectionConverters.asJava(table.inputs())) {
      evaluate(decisionId + "/" + input.id(), input.expression(), variables);
      if (input.expression() instanceof FeelExpression expression) {
        variables.put(expression.expression().text().trim(), HARD_TEXT);
      }
      cells += 1;
    }
    int row = 0;
    for (final ParsedRule rule : CollectionConverters.asJava(table.rules())) {
      final String at = decisionId + "/" + ++row;
      for (final ParsedExpression cell : CollectionConverters.asJava(rule.inputEntries())) {
        evaluate(at, cell, variables);
        cells += 1;
      }
      for (final var cell : CollectionConverters.asJava(rule.outputEntries())) {
        evaluate(at, cell._2(), variables);
        cells += 1;
      }
    }
    return cells;
  }

  private void evaluate(
      final String at, final ParsedExpression cell, final Map<String, Object> variables) {
    if (!(cell instanceof FeelExpression expression)) {
      return;
    }
    onCell.accept(at);
    feel.evaluateWithInput(expression.expression(), HARD_TEXT, variables);
  }
}

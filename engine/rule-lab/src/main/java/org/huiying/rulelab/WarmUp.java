package org.huiying.rulelab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Loads what every evaluation needs, so that the first request is not charged with it. */
final class WarmUp {

  private static final String TABLE =
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="WarmUp" name="WarmUp" namespace="warm-up">
        <decision id="Decision_WarmUp" name="WarmUp">
          <decisionTable id="Table" hitPolicy="FIRST">
            <input id="Input"><inputExpression id="Expression" typeRef="string"><text>word</text></inputExpression></input>
            <output id="Output" name="answer" typeRef="number"/>
            <rule id="Rule_1"><inputEntry id="In_1"><text>"a","b"</text></inputEntry><outputEntry id="Out_1"><text>1 + 1</text></outputEntry></rule>
            <rule id="Rule_2"><inputEntry id="In_2"><text></text></inputEntry><outputEntry id="Out_2"><text>null</text></outputEntry></rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  private WarmUp() {}

  static void run() {
    final Rules rules = new Rules();
    rules.load("warm-up", TABLE);
    for (final String word : new String[] {"a", "z"}) {
      rules.evaluate(
          "warm-up", "Decision_WarmUp", Map.of("word", word), new ObjectMapper().createObjectNode());
    }
    new Probe(at -> {}).run(rules.find("warm-up"));
  }
}

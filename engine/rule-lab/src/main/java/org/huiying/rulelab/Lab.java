package org.huiying.rulelab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

/** Reads requests and answers them one after the other. */
final class Lab {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rules rules;
  private final PrintStream answers;

  Lab(final Rules rules, final PrintStream answers) {
    this.rules = rules;
    this.answers = answers;
  }

  /** Serves for as long as the process lives. */
  void serve(final BlockingQueue<String> requests) {
    WarmUp.run();
    say(JSON.createObjectNode().put("ready", true));
    try {
      while (true) {
        answer(JSON.readTree(requests.take()));
      }
    } catch (final InterruptedException | JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void answer(final JsonNode request) {
    final ObjectNode answer = JSON.createObjectNode().put("id", request.path("id").asLong());
    try {
      switch (request.path("op").asText()) {
        case "load" -> load(request, answer);
        case "evaluate" -> evaluate(request, answer);
        case "probe" -> probe(request, answer);
        case "feel" -> feel(request, answer);
        default -> answer.put("error", "OPERATION_UNKNOWN");
      }
    } catch (final StackOverflowError tooDeep) {
      answer.removeAll();
      answer.put("id", request.path("id").asLong()).put("error", "TOO_DEEP");
    } catch (final RefusedRule refused) {
      answer.put("error", refused.code()).put("message", refused.getMessage());
    } catch (final RuntimeException failed) {
      answer.put("error", "FAILED").put("message", String.valueOf(failed.getMessage()));
    }
    say(answer);
  }

  private void load(final JsonNode request, final ObjectNode answer) {
    final ArrayNode decisions = answer.putArray("decisions");
    rules
        .load(request.path("digest").asText(), request.path("text").asText())
        .getDecisions()
        .forEach(
            decision ->
                decisions.addObject().put("id", decision.getId()).put("name", decision.getName()));
  }

  private void evaluate(final JsonNode request, final ObjectNode answer) {
    final String digest = request.path("digest").asText();
    final String decisionId = request.path("decisionId").asText();
    final ArrayNode results = answer.putArray("results");
    for (final JsonNode inputs : request.path("inputs")) {
      rules.evaluate(digest, decisionId, variablesOf(inputs), results.addObject());
    }
  }

  /** Each cell is named before it is evaluated: so whoever kills this process knows which one it was. */
  private void probe(final JsonNode request, final ObjectNode answer) {
    final long id = request.path("id").asLong();
    final Probe probe =
        new Probe(at -> say(JSON.createObjectNode().put("id", id).put("at", at)));
    answer.put("cells", probe.run(rules.find(request.path("digest").asText())));
  }

  private void feel(final JsonNode request, final ObjectNode answer) {
    final long id = request.path("id").asLong();
    final Map<String, Object> variables = variablesOf(request.path("variables"));
    final ArrayNode results = answer.putArray("results");
    int at = 0;
    for (final JsonNode expression : request.path("expressions")) {
      say(JSON.createObjectNode().put("id", id).put("at", String.valueOf(at++)));
      Feel.evaluate(expression.asText(), variables, results.addObject());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> variablesOf(final JsonNode inputs) {
    return JSON.convertValue(inputs, Map.class);
  }

  private void say(final ObjectNode line) {
    try {
      answers.println(JSON.writeValueAsString(line));
    } catch (final JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
    answers.flush();
  }
}

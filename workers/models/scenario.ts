import { z } from 'zod';
import type { Decision } from '../zeebe/lint/decision.ts';
import { lineOf, type Problem } from '../zeebe/lint/problem.ts';
import type { ModelSet } from '../zeebe/lint/read-set.ts';
import { textProblems } from '../zeebe/lint/read-text.ts';
import type { Resource } from '../zeebe/port.ts';

const scenarioCase = z.looseObject({
  name: z.string().min(1),
  inputs: z.record(z.string(), z.unknown()),
  expect: z.unknown(),
});
const scenarioFile = z.looseObject({
  name: z.string(),
  decision: z.string().min(1),
  cases: z.array(scenarioCase),
});
export type Scenario = z.infer<typeof scenarioFile>;

/** The examples of a scenario file; null when it is none. */
export function readScenario(content: string): Scenario | null {
  try {
    return scenarioFile.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

type Say = (message: string, place?: string) => Problem;

/** Inputs that a table does not read, or does not get, would make every run of the example mean something else. */
function caseProblems(scenario: Scenario, decision: Decision, say: Say): Problem[] {
  const columns = decision.inputs.map(({ expression }) => expression);
  const names = scenario.cases.map(({ name }) => name);
  const twice = names.filter((name, at) => names.indexOf(name) < at);
  return [
    ...twice.map((name) => say(`two examples are called «${name}»`)),
    ...scenario.cases.flatMap(({ name, inputs }) => [
      ...Object.keys(inputs)
        .filter((input) => !columns.includes(input))
        .map((input) =>
          say(`the example «${name}» gives «${input}», which the decision does not read`),
        ),
      ...columns
        .filter((column) => !Object.hasOwn(inputs, column))
        .map((column) => say(`the example «${name}» does not say «${column}»`)),
    ]),
  ];
}

/** What is wrong with a file of examples: not readable, for a decision that is not there, with inputs it does not have. */
export function scenarioProblems({ name, content }: Resource, set: ModelSet): Problem[] {
  const unsafe = textProblems(name, content);
  if (unsafe.length > 0) return unsafe.map((problem) => ({ ...problem, file: name }));
  const say: Say = (message, element) => ({
    ...{ file: name, element: element ?? null, rule: 'scenario', message },
    line: lineOf(content, element ?? null),
  });
  const scenario = readScenario(content);
  if (scenario === null) return [say('the file holds no examples: name, decision and cases')];
  const decision = set.decisions.find((one) => one.decision.id === scenario.decision);
  return decision === undefined
    ? [say(`the decision «${scenario.decision}» does not exist`)]
    : caseProblems(scenario, decision.decision, say);
}

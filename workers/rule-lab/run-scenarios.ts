import { canonicalJson } from '../../processes/canonical-json.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { RuleAnswer } from '../../processes/replay/past-case.ts';
import {
  isScenario,
  meets,
  readScenario,
  type ScenarioCase,
  type ScenarioFile,
} from '../../processes/replay/scenario.ts';
import type { RuleProblem, ScenarioResult, ScenarioRun } from '../store/scenario-runs.ts';
import type { Resource } from '../zeebe/port.ts';
import { expressionsIn } from './expressions-in.ts';
import type { RuleLab } from './rule-lab.ts';
import { isRuleFile, type RuleSet, readRules, ruleTextOf } from './rule-set.ts';

/** What a run over example cases found. */
export type ScenarioFindings = Pick<ScenarioRun, 'passed' | 'cells' | 'problems' | 'results'>;

interface Sides {
  readonly draft: readonly Resource[];
  readonly inForce: readonly Resource[];
}

/** What is refused for the sake of the draft; a lab that is away or busy says nothing of it. */
function problemOf(error: unknown, file: string): RuleProblem {
  if (!(error instanceof Refusal)) throw error;
  if (error.code === 'RULE_LAB_AWAY' || error.code === 'RULE_LAB_BUSY') throw error;
  const { place = '', message = '' } = error.params;
  return { code: error.code, file, place: String(place), message: String(message) };
}

async function tried(file: string, work: () => Promise<number>) {
  try {
    return { cells: await work(), problems: [] };
  } catch (error) {
    return { cells: 0, problems: [problemOf(error, file)] };
  }
}

/** Every cell of a changed table and every expression of a changed diagram by itself: it must come to an end. */
async function probe(lab: RuleLab, { draft, inForce }: Sides) {
  const known = new Map(inForce.map(({ name, content }) => [name, content]));
  const changed = draft.filter(({ name, content }) => known.get(name) !== content);
  let cells = 0;
  const problems: RuleProblem[] = [];
  for (const file of changed) {
    const found = await tried(file.name, async () => {
      if (isRuleFile(file)) return lab.probe(ruleTextOf(file));
      if (file.name.endsWith('.bpmn'))
        await lab.tryExpressions(file.name, expressionsIn(file.content));
      return 0;
    });
    cells += found.cells;
    problems.push(...found.problems);
  }
  return { cells, problems };
}

const rowOf = ({ rows }: RuleAnswer) =>
  rows.length === 0 ? null : rows.map(({ index, id }) => `${index} ${id}`).join(', ');

async function answerOf(
  lab: RuleLab,
  rules: RuleSet,
  decisionId: string,
  inputs: ScenarioCase['inputs'],
): Promise<RuleAnswer | null> {
  const rule = rules.get(decisionId);
  if (rule === undefined) return null;
  const [answer] = await lab.evaluate(rule.file, decisionId, [inputs]);
  return answer ?? null;
}

interface Trial {
  readonly file: string;
  readonly scenario: ScenarioFile;
  readonly example: ScenarioCase;
}

async function tryOne(
  lab: RuleLab,
  { file, scenario, example }: Trial,
  rules: { readonly draft: RuleSet; readonly inForce: RuleSet },
): Promise<ScenarioResult> {
  const { decision: decisionId, name } = scenario;
  const answer = await answerOf(lab, rules.draft, decisionId, example.inputs);
  const before = await answerOf(lab, rules.inForce, decisionId, example.inputs);
  const answered = answer ?? { output: null, rows: [], failure: 'DECISION_MISSING' };
  return {
    ...{ file, scenario: name, decisionId, name: example.name },
    inputs: canonicalJson(example.inputs),
    expect: canonicalJson(example.expect),
    output: canonicalJson(answered.output),
    row: rowOf(answered),
    failure: answered.failure,
    passed: meets(example, answered),
    inForce: before && { output: canonicalJson(before.output), row: rowOf(before) },
  };
}

function trialsIn({ name: file, content }: Resource): Trial[] {
  const scenario = readScenario(file, content);
  return scenario.cases.map((example) => ({ file, scenario, example }));
}

/**
 * Runs every example case of a draft on its own rules and on those in force, after each changed cell was tried by
 * itself. It passed when nothing had to be refused and every case answers as it expects.
 *
 * @throws Refusal `RULE_LAB_AWAY`, `RULE_LAB_BUSY`
 */
export async function runScenarios(lab: RuleLab, sides: Sides): Promise<ScenarioFindings> {
  const { cells, problems } = await probe(lab, sides);
  const results: ScenarioResult[] = [];
  const nothing = { passed: false, cells, results };
  if (problems.length > 0) return { ...nothing, problems };
  const inForce = await readRules(sides.inForce);
  const draft = await readRules(sides.draft);
  for (const file of sides.draft.filter(({ name }) => isScenario(name))) {
    try {
      for (const trial of trialsIn(file))
        results.push(await tryOne(lab, trial, { draft, inForce }));
    } catch (error) {
      problems.push(problemOf(error, file.name));
    }
  }
  const passed = problems.length === 0 && results.every((result) => result.passed);
  return { passed, cells, problems, results };
}

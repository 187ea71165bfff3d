import { Refusal } from '../../processes/refusal.ts';
import type { RuleTable } from '../../processes/replay/past-case.ts';
import { sha256 } from '../platform/digest.ts';
import { type Decision, readDecisions } from '../zeebe/lint/decision.ts';
import { namesIn } from '../zeebe/lint/feel-names.ts';
import { parseDecisions } from '../zeebe/lint/read-xml.ts';
import type { Resource } from '../zeebe/port.ts';
import type { RuleText } from './rule-lab.ts';

/** One decision of a set: where it stands, and which variables it reads. */
export interface Rule {
  /** What people call it. */
  readonly name: string;
  readonly file: RuleText;
  readonly inputs: readonly { readonly variable: string; readonly typeRef: string }[];
  readonly table: RuleTable;
  /** Every name its file reads: what else is known of a case cannot change the answer. */
  readonly reads: ReadonlySet<string>;
}

/** The decisions of a set by id. */
export type RuleSet = ReadonlyMap<string, Rule>;

/** True for a file of decisions. */
export function isRuleFile({ name }: { readonly name: string }): boolean {
  return name.endsWith('.dmn');
}

/** A file of decisions with the digest of its text. */
export function ruleTextOf({ name, content }: Resource): RuleText {
  return { name, content, digest: sha256(content) };
}

/** What one decision answers the others in its file read by its id or name: nobody has to know it beforehand. */
function variablesOf(decision: Decision, all: readonly Decision[]): RuleTable['inputs'] {
  const answers = new Set(all.flatMap(({ id, name }) => [id, name]));
  return decision.inputs
    .filter(({ expression }) => !answers.has(expression))
    .map(({ id, expression }) => ({ id, variable: expression }));
}

function namesOf(decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set(
    decisions.flatMap(({ inputs, rules }) => [
      ...inputs.flatMap(({ expression }) => namesIn(expression)),
      ...rules.flatMap((rule) => [...rule.inputs, ...rule.outputs].flatMap(namesIn)),
    ]),
  );
}

async function rulesOf(file: Resource): Promise<[string, Rule][]> {
  const { root, problems } = await parseDecisions(file.content);
  const [problem] = problems;
  if (problem !== undefined)
    throw new Refusal('RULE_UNREADABLE', { file: file.name, message: problem.message });
  const text = ruleTextOf(file);
  const decisions = readDecisions(root);
  const reads = namesOf(decisions);
  return decisions.map((decision) => {
    const { id: decisionId, name } = decision;
    const table = { decisionId, inputs: variablesOf(decision, decisions) };
    const inputs = decision.inputs.map(({ expression: variable, typeRef }) => ({
      variable,
      typeRef,
    }));
    return [decisionId, { name, file: text, inputs, table, reads }];
  });
}

/**
 * The decisions of a set of files.
 *
 * @throws Refusal `RULE_UNREADABLE` naming the file
 */
export async function readRules(files: readonly Resource[]): Promise<RuleSet> {
  const read = await Promise.all(files.filter(isRuleFile).map(rulesOf));
  return new Map(read.flat());
}

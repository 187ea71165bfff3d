import { canonicalJson } from '../../processes/canonical-json.ts';
import type { RuleAnswer } from '../../processes/replay/past-case.ts';
import type { Question } from '../../processes/replay/questions.ts';
import type { RuleLab, RuleText, Variables } from './rule-lab.ts';
import type { RuleSet } from './rule-set.ts';

/** Answers of the rules of a set, in the order of the questions. */
export type AskRules = (
  rules: RuleSet,
  questions: readonly Question[],
) => Promise<readonly RuleAnswer[]>;

/** So many examples go to the lab in one request. */
const mostAtOnce = 100;
/** So many different answers are remembered; a case that reads the same gets the same. */
const mostKept = 20_000;

const noDecision: RuleAnswer = { output: null, rows: [], failure: 'DECISION_MISSING' };

interface Asked {
  readonly key: string;
  readonly file: RuleText;
  readonly decisionId: string;
  readonly variables: Variables;
}

function askedOf(rules: RuleSet, { decisionId, variables }: Question): Asked | null {
  const rule = rules.get(decisionId);
  if (rule === undefined) return null;
  const { file, reads } = rule;
  const read = Object.fromEntries(Object.entries(variables).filter(([name]) => reads.has(name)));
  const key = `${file.digest} ${decisionId} ${canonicalJson(read)}`;
  return { key, file, decisionId, variables: read };
}

function inRequests(asked: readonly Asked[]): Asked[][] {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const name = `${one.file.digest} ${one.decisionId}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / mostAtOnce) }, (_, index) =>
      group.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
    ),
  );
}

/** Asks the lab, each different question once: a rule reads its inputs and nothing else, so equal ones have one answer. */
export function createAskRules(lab: Pick<RuleLab, 'evaluate'>): AskRules {
  const kept = new Map<string, RuleAnswer>();

  async function learn(asked: readonly Asked[]): Promise<void> {
    const unknown = [...new Map(asked.map((one) => [one.key, one])).values()].filter(
      ({ key }) => !kept.has(key),
    );
    if (kept.size + unknown.length > mostKept) kept.clear();
    for (const request of inRequests(unknown)) {
      const [first] = request;
      if (first === undefined) continue;
      const inputs = request.map(({ variables }) => variables);
      const answers = await lab.evaluate(first.file, first.decisionId, inputs);
      for (const [index, { key }] of request.entries()) {
        const answer = answers[index];
        if (answer === undefined) throw new Error('the rule lab left a question unanswered');
        const { output, rows, failure } = answer;
        kept.set(key, { output, rows, failure });
      }
    }
  }

  return async (rules, questions) => {
    const asked = questions.map((question) => askedOf(rules, question));
    await learn(asked.flatMap((one) => one ?? []));
    return asked.map((one) => (one === null ? noDecision : (kept.get(one.key) ?? noDecision)));
  };
}

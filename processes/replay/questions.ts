import type { PastCase, PastDecision, RuleTable } from './past-case.ts';

/** One evaluation of a replay: a decision, and everything known of the case when it was taken. */
export interface Question {
  readonly decisionId: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Variables the tables read and nobody knows of this case: they would be taken as empty. */
  readonly missing: readonly string[];
  /** Null where no decision was recorded and the inputs are those the case has. */
  readonly recorded: PastDecision | null;
}

/** The decisions complaint.bpmn takes from what was handed in: any case can be asked, also one of another system. */
export const decisionsOnReceipt = ['Decision_Regime', 'Decision_PreCheck', 'Decision_Routing'];

/** As `complaint:open-case` puts them into the engine. */
function variablesOnReceipt({ channel, topic, area, times }: PastCase): Record<string, unknown> {
  const later = { unitId: null, complexity: null };
  return { channel, topic, area, ...later, receivedAt: times.received.toISOString() };
}

function variablesOf(
  past: PastCase,
  recorded: PastDecision,
  tables: readonly RuleTable[],
): Record<string, unknown> {
  const nameOf = new Map(
    tables.flatMap(({ inputs }) => inputs.map(({ id, variable }) => [id, variable] as const)),
  );
  const columns = Object.entries(recorded.inputs).flatMap(([id, value]) => {
    const name = nameOf.get(id);
    return name === undefined ? [] : [[name, value] as const];
  });
  return { ...variablesOnReceipt(past), ...Object.fromEntries(columns) };
}

function ask(
  variables: Readonly<Record<string, unknown>>,
  tables: readonly RuleTable[],
  about: Pick<Question, 'decisionId' | 'recorded'>,
): Question {
  const read = new Set(tables.flatMap(({ inputs }) => inputs.map(({ variable }) => variable)));
  const missing = [...read].filter((name) => !(name in variables)).toSorted();
  return { ...about, variables, missing };
}

/**
 * What is asked of a past case: every decision that was recorded, with its recorded inputs, and each decision on receipt
 * that was not, with what was handed in. Decisions without a table here are left out.
 *
 * @param tables the tables of both sides, by decision
 */
export function questionsOf(
  past: PastCase,
  tables: ReadonlyMap<string, readonly RuleTable[]>,
): Question[] {
  const recorded = past.decisions.flatMap((decision) => {
    const { decisionId } = decision;
    const own = tables.get(decisionId);
    if (own === undefined) return [];
    return [ask(variablesOf(past, decision, own), own, { decisionId, recorded: decision })];
  });
  const known = new Set(recorded.map(({ decisionId }) => decisionId));
  const onReceipt = decisionsOnReceipt.flatMap((decisionId) => {
    const own = tables.get(decisionId);
    if (own === undefined || known.has(decisionId)) return [];
    return [ask(variablesOnReceipt(past), own, { decisionId, recorded: null })];
  });
  return [...recorded, ...onReceipt];
}

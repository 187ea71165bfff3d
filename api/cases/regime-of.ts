import { z } from 'zod';
import type { Case } from '../../processes/complaint/case.ts';
import { nameOfRegime, type Regime, regime } from '../../processes/complaint/regime.ts';
import type { DecisionStore } from '../../workers/store/decisions.ts';
import type { DefinitionStore } from '../../workers/store/definitions.ts';
import type { RegimeView } from './regime-view.ts';

/** What a decision said of the regime; null where it is no regime. */
const said = z
  .string()
  .transform((text, { addIssue }): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      addIssue('no JSON');
      return null;
    }
  })
  .pipe(regime);

function regimeIn(output: string): Regime | null {
  const read = said.safeParse(output);
  return read.success ? read.data : null;
}

interface Decided {
  readonly decisions: Pick<DecisionStore, 'ofCase'>;
  readonly definitions: Pick<DefinitionStore, 'find'>;
}

/** The decision that put a case under a regime last. One after it that named the same again changed nothing. */
async function decisionFor({ decisions }: Decided, caseId: string, regimeId: string) {
  const taken = await decisions.ofCase(caseId);
  const named = taken.flatMap((decision) => {
    const row = decision.decisionId === 'Decision_Regime' ? regimeIn(decision.output) : null;
    return row === null ? [] : [{ decision, row }];
  });
  let place = named.findLastIndex(({ row }) => row.id === regimeId);
  while (named[place - 1]?.row.id === regimeId) place -= 1;
  return named[place];
}

/** The version and row of the rule that put a case under a regime; null where no decision is on record. */
export async function ruleOfRegime(
  deps: Decided,
  caseId: string,
  regimeId: string,
): Promise<RegimeView['rule']> {
  const found = await decisionFor(deps, caseId, regimeId);
  if (found === undefined) return null;
  const { version, decisionKey, matchedRules } = found.decision;
  const rule = await deps.definitions.find(decisionKey ?? '');
  const [zh, en] = [nameOfRegime(found.row, 'zh'), nameOfRegime(found.row, 'en')];
  return {
    ...{ version, versionTag: rule?.versionTag ?? null },
    names: zh === null || en === null ? null : { zh, en },
    rows: matchedRules.map(({ id, index }) => ({ id, index })),
  };
}

/** The regime as the case file shows it; null before one was chosen. */
export async function presentRegime(
  deps: Decided,
  { id: caseId, regime: own, regimeAsk, closedAt, events = [] }: Case,
  may: RegimeView['may'],
): Promise<RegimeView | null> {
  if (own === null) return null;
  const { id, answeredBy, publishes, waiting = [] } = own;
  return {
    ...{ id, answeredBy, publishes, may },
    inWriting: own.inWriting === true,
    timetableCounts: own.timetableCounts === true,
    complexity: regimeAsk?.complexity ?? null,
    pending: regimeAsk?.state === 'asked',
    // What has not begun when the case ends never begins.
    waiting: (closedAt === null ? waiting : []).map(({ startEvent: event, kind, amount, unit }) => {
      return { kind, event, amount, unit };
    }),
    events: events.map((one) => ({ event: one.event, at: one.at.toISOString() })),
    rule: await ruleOfRegime(deps, caseId, id),
  };
}

import { canonicalJson } from '../canonical-json.ts';
import { type Difference, type DifferenceKind, differencesOf } from './differences.ts';
import type { CountingGround, PastCase, RuleAnswer } from './past-case.ts';
import type { Question } from './questions.ts';
import { type Counted, type CountedClock, countClocks } from './recount.ts';

/** A question with the answers of both sides. */
export interface Answered {
  readonly question: Question;
  readonly before: RuleAnswer;
  readonly after: RuleAnswer;
}

/** One side of a case: who handles it and whether its answer came in time. */
interface CaseSide {
  readonly unitId: string | null;
  readonly done: CountedClock | null;
}

/** What a replay says of one case. */
export interface CaseReplay {
  readonly differences: readonly Difference[];
  readonly before: CaseSide;
  readonly after: CaseSide;
  /** Variables that a table reads and nobody knows of this case. */
  readonly missing: readonly string[];
  /** How many decisions the rules in force answer otherwise than the engine recorded then. */
  readonly drifted: number;
}

const regimeId = 'Decision_Regime';
const routingId = 'Decision_Routing';

const isoOf = (clock: CountedClock | undefined) => clock?.dueAt.toISOString() ?? null;

function clockDifferences(before: Counted, after: Counted): Difference[] {
  if (before.refused !== after.refused) {
    const told = { before: before.refused, after: after.refused };
    return [{ kind: 'failed', of: regimeId, what: 'due', ...told }];
  }
  const kinds = new Set([...before.clocks, ...after.clocks].map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const was = before.clocks.find((clock) => clock.kind === kind);
    const is = after.clocks.find((clock) => clock.kind === kind);
    const pairs = [
      ['due', isoOf(was), isoOf(is)],
      ['verdict', was?.verdict ?? null, is?.verdict ?? null],
    ] satisfies [DifferenceKind, string | null, string | null][];
    return pairs.flatMap(([what, one, other]): Difference[] =>
      one === other ? [] : [{ kind: what, of: kind, what: '', before: one, after: other }],
    );
  });
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The unit the case is with; where the routing rule answers otherwise now, the one it would be with. */
function unitAfter(unitId: string | null, routing: Answered | undefined): string | null {
  if (routing === undefined || routing.before.output === routing.after.output) return unitId;
  return isText(routing.after.output) ? routing.after.output : unitId;
}

function hasDrifted({ question, before }: Answered): boolean {
  const { recorded } = question;
  return recorded !== null && canonicalJson(recorded.output) !== canonicalJson(before.output);
}

/** Compares what the rules in force and the draft make of one past case. */
export function replayCase(
  past: PastCase,
  answered: readonly Answered[],
  ground: CountingGround,
): CaseReplay {
  // The regime may have been asked for again: the last answer is the one the case is under.
  const answerOf = (id: string) => answered.findLast(({ question }) => question.decisionId === id);
  const [regime, routing] = [answerOf(regimeId), answerOf(routingId)];
  const none: Counted = { clocks: [], refused: null };
  const before = regime ? countClocks(past, regime.before.output, ground) : none;
  const isSame =
    regime === undefined ||
    canonicalJson(regime.before.output) === canonicalJson(regime.after.output);
  const after = isSame ? before : countClocks(past, regime.after.output, ground);
  const doneOf = ({ clocks }: Counted) => clocks.find(({ kind }) => kind === 'done') ?? null;
  const routed = routing?.before.output;
  const unitBefore = past.unitId ?? (isText(routed) ? routed : null);
  return {
    differences: [
      ...answered.flatMap((one) => differencesOf(one.question.decisionId, one.before, one.after)),
      ...clockDifferences(before, after),
    ],
    before: { unitId: unitBefore, done: doneOf(before) },
    after: { unitId: unitAfter(unitBefore, routing), done: doneOf(after) },
    missing: [...new Set(answered.flatMap(({ question }) => question.missing))],
    drifted: answered.filter(hasDrifted).length,
  };
}

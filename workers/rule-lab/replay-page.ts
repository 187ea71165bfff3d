import type { CountingGround, PastCase, RuleTable } from '../../processes/replay/past-case.ts';
import { questionsOf } from '../../processes/replay/questions.ts';
import { type CaseReplay, replayCase } from '../../processes/replay/replay-case.ts';
import type { AskRules } from './ask-rules.ts';
import type { RuleSet } from './rule-set.ts';

/** The two sides of a replay. */
export interface Sides {
  readonly before: RuleSet;
  readonly after: RuleSet;
}

/** The tables of both sides, by decision. */
function tablesOf({ before, after }: Sides): ReadonlyMap<string, readonly RuleTable[]> {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return new Map(
    [...ids].map((id) => [id, [before, after].flatMap((rules) => rules.get(id)?.table ?? [])]),
  );
}

/** A past case with what both sides make of it. */
export interface Replayed {
  readonly past: PastCase;
  readonly replay: CaseReplay;
}

/** Puts every question about a page of past cases to both sides and compares the answers, case by case. */
export async function replayPage(
  cases: readonly PastCase[],
  sides: Sides,
  { ask, ground }: { readonly ask: AskRules; readonly ground: CountingGround },
): Promise<Replayed[]> {
  const tables = tablesOf(sides);
  const questions = cases.map((past) => questionsOf(past, tables));
  const all = questions.flat();
  const before = await ask(sides.before, all);
  const after = await ask(sides.after, all);
  let next = 0;
  return cases.map((past, index) => {
    const answered = (questions[index] ?? []).flatMap((question) => {
      const [was, is] = [before[next], after[next]];
      next += 1;
      return was === undefined || is === undefined ? [] : [{ question, before: was, after: is }];
    });
    return { past, replay: replayCase(past, answered, ground) };
  });
}

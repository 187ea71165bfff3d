import { checkHold, standingHold } from '../../processes/retention/rule.ts';
import { type Doer, entryOfMove } from './clock-moves.ts';
import type { Stores } from './stores.ts';

type HoldDeps = Pick<Stores, 'cases' | 'entries'>;

/**
 * Keeps a case beyond its time, with the reason on record.
 * @throws Refusal `HELD_ALREADY`, `CASE_ERASED`, and what the action table refuses
 */
export async function holdCase(
  { cases, entries }: HoldDeps,
  { caseId, by, at }: Doer,
  reason: string,
): Promise<void> {
  const current = await cases.find(caseId);
  const holdId = `${caseId}:hold-${current?.version ?? 0}`;
  const entry = entryOfMove(holdId, { caseId, by, at }, 'hold', { reason });
  await cases.act(
    caseId,
    (one) => {
      checkHold(one);
      return [{ type: 'hold', at, by, data: { holdId }, digests: { [holdId]: entry.digest } }];
    },
    (tx) => entries.put(tx, entry),
  );
}

/**
 * Lets a case go its way again; the next run erases it when its time is over.
 * @throws Refusal `NOT_HELD`, and what the action table refuses
 */
export async function liftHold(
  { cases, entries }: HoldDeps,
  { caseId, by, at }: Doer,
  reason: string,
): Promise<void> {
  const current = await cases.find(caseId);
  const entryId = `${current?.hold?.id ?? caseId}:lifted`;
  const entry = entryOfMove(entryId, { caseId, by, at }, 'lift-hold', { reason });
  await cases.act(
    caseId,
    (one) => {
      const { id: holdId } = standingHold(one);
      return [
        { type: 'lift-hold', at, by, data: { holdId }, digests: { [entryId]: entry.digest } },
      ];
    },
    (tx) => entries.put(tx, entry),
  );
}

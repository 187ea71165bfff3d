import { computeDue } from '../../processes/clock/due.ts';
import {
  type ActionDraft,
  type Actor,
  type Case,
  theHouse,
} from '../../processes/complaint/case.ts';
import { openContributions, unitsToAsk } from '../../processes/complaint/contributions.ts';
import type { Contribution } from '../../processes/complaint/turn-actions.ts';
import { Refusal } from '../../processes/refusal.ts';
import { calendarInUse } from './calendar-in-use.ts';
import { entryOfMove } from './clock-moves.ts';
import type { QuestionDeps } from './questions.ts';
import { takeStep } from './step.ts';
import { isStanding } from './units.ts';

/** Working days of a unit that is added while others are at work. */
const usualDays = 3;

interface Place {
  readonly caseId: string;
  readonly at: Date;
}

async function dueAfter(deps: QuestionDeps, startAt: Date, days: number | null) {
  const calendar = await deps.calendars.find(await calendarInUse(deps.settings));
  if (calendar === null || days === null) return null;
  return computeDue({ startAt, amount: days, unit: 'wd', calendar }).dueAt;
}

function asked(
  current: Case,
  unitIds: readonly string[],
  { at, by, dueAt }: { readonly at: Date; readonly by: Actor; readonly dueAt: Date | null },
): Extract<ActionDraft, { type: 'ask-contribution' }>[] {
  const before = current.contributions?.length ?? 0;
  return unitIds.map((unitId, index) => {
    const contributionId = `${current.id}:contribution-${before + index + 1}`;
    return { type: 'ask-contribution', at, by, data: { contributionId, unitId, dueAt } };
  });
}

/**
 * Asks the units the office named for their part, each once.
 *
 * @returns the contributions that are awaited
 */
export async function askContributions(
  deps: QuestionDeps,
  { caseId, at }: Place,
  { unitIds, days }: { readonly unitIds: readonly string[]; readonly days: number | null },
): Promise<readonly Contribution[]> {
  const dueAt = await dueAfter(deps, at, days);
  await takeStep(deps, caseId, at, (current) => {
    const toAsk = unitsToAsk(current, unitIds);
    if (toAsk.length === 0 || current.status !== 'assigned') return null;
    return { drafts: asked(current, toAsk, { at, by: theHouse, dueAt }) };
  });
  const current = await deps.cases.find(caseId);
  return current === null ? [] : openContributions(current);
}

function word(name: string, correlationKey: string, occasion: string, variables = {}) {
  const messageId = `${name}:${occasion}`;
  const told = { kind: 'message', name, correlationKey, messageId, variables } as const;
  return { key: messageId, told };
}

/** Units are added and released while others are at work; afterwards the lead unit has gone on. */
function checkAtWork(current: Case): void {
  if (openContributions(current).length === 0) throw new Refusal('JOINT_HANDLING_OVER');
}

/**
 * Asks another unit while others are at work.
 *
 * @returns the id of its contribution
 * @throws Refusal `JOINT_HANDLING_OVER`, `UNIT_UNKNOWN`, `UNIT_DISSOLVED`, `UNIT_ASKED` when it leads or was asked, and what the action table
 *   refuses
 */
export async function addContribution(
  deps: QuestionDeps,
  { caseId, at, by }: Place & { readonly by: Actor },
  unitId: string,
): Promise<string> {
  const unit = await deps.units.find(unitId);
  if (unit === null) throw new Refusal('UNIT_UNKNOWN', { field: 'unitId' });
  if (!isStanding(unit, at))
    throw new Refusal('UNIT_DISSOLVED', { field: 'unitId', name: unit.name });
  const dueAt = await dueAfter(deps, at, usualDays);
  let added = '';
  await takeStep(deps, caseId, at, (current) => {
    checkAtWork(current);
    if (unitsToAsk(current, [unitId]).length === 0)
      throw new Refusal('UNIT_ASKED', { field: 'unitId' });
    const [draft] = asked(current, [unitId], { at, by, dueAt });
    if (draft === undefined) return null;
    added = draft.data.contributionId;
    const variables = { addedId: added, addedUnitId: unitId };
    return {
      drafts: [draft],
      also: (tx) =>
        deps.outbox.put(tx, at, caseId, [word('contribution-added', caseId, added, variables)]),
    };
  });
  return added;
}

/**
 * Releases a unit whose part is not needed any more.
 * @throws Refusal `CONTRIBUTION_OVER` when nothing is awaited of it, and what the action table refuses
 */
export async function withdrawContribution(
  deps: QuestionDeps,
  { caseId, at, by }: Place & { readonly by: Actor },
  { contributionId, reason }: { readonly contributionId: string; readonly reason: string },
): Promise<void> {
  await takeStep(deps, caseId, at, (current) => {
    const isOpen = openContributions(current).some(({ id }) => id === contributionId);
    if (!isOpen) throw new Refusal('CONTRIBUTION_OVER');
    const entryId = `${contributionId}:withdrawn`;
    const entry = entryOfMove(entryId, { caseId, by, at }, 'withdraw-contribution', { reason });
    const digests = { [entryId]: entry.digest };
    return {
      drafts: [{ type: 'withdraw-contribution', at, by, digests, data: { contributionId } }],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        const told = word('contribution-withdrawn', contributionId, contributionId);
        await deps.outbox.put(tx, at, caseId, [told]);
      },
    };
  });
}

/**
 * The lead unit goes on without the parts that are missing, and says why.
 * @throws Refusal `JOINT_HANDLING_OVER`, and what the action table refuses
 */
export async function closeContributions(
  deps: QuestionDeps,
  { caseId, at, by }: Place & { readonly by: Actor },
  reason: string,
): Promise<void> {
  await takeStep(deps, caseId, at, (current) => {
    checkAtWork(current);
    const entryId = `${caseId}:contributions-closed-${current.version}`;
    const entry = entryOfMove(entryId, { caseId, by, at }, 'close-contributions', { reason });
    const digests = { [entryId]: entry.digest };
    return {
      drafts: [{ type: 'close-contributions', at, by, digests, data: {} }],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        await deps.outbox.put(tx, at, caseId, [word('contributions-closed', caseId, entryId)]);
      },
    };
  });
}

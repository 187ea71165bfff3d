import type { ClockRecord } from '../../processes/clock/clock.ts';
import { type Actor, type Case, theHouse } from '../../processes/complaint/case.ts';
import { foldCase } from '../../processes/complaint/fold.ts';
import { type Occasion, type OccasionKind, occasionOfClock } from '../../processes/score/score.ts';
import type { Tx } from './connect.ts';
import type { Stores } from './stores.ts';

type NoteDeps = Pick<Stores, 'occasions' | 'outbox'>;
type HolderDeps = Pick<Stores, 'cases' | 'users' | 'units'>;

/**
 * Notes in the transaction of its cause that a duty was missed or work commended, and starts the diagram that judges
 * it. Noted again it changes nothing.
 */
export async function noteOccasion(
  { occasions, outbox }: NoteDeps,
  tx: Tx,
  occasion: Occasion,
  at: Date,
): Promise<void> {
  if (!(await occasions.putOnce(tx, occasion))) return;
  const told = {
    kind: 'message',
    name: 'demerit-occasion',
    correlationKey: occasion.id,
    messageId: occasion.id,
    variables: { occasionId: occasion.id },
  } as const;
  await outbox.put(tx, at, occasion.caseId, [{ key: `demerit-occasion:${occasion.id}`, told }]);
}

/** The unit whose people coordinate the house: it answers for what no unit holds yet. */
async function officeOf({ users, units }: Pick<HolderDeps, 'users' | 'units'>): Promise<string> {
  const [person] = await users.inGroup('office');
  const office = person?.roles.find(({ role }) => role === 'office');
  if (office !== undefined) return office.unitId;
  return (await units.list())[0]?._id ?? 'U-office';
}

/**
 * The unit that held a case at an instant: by its log, so that whoever got it later does not answer for what was
 * late before.
 */
async function holderAt(deps: HolderDeps, current: Case, at: Date): Promise<string> {
  if (current.unitId === null && current.turns === undefined) return officeOf(deps);
  const log = await deps.cases.log(current.id);
  const then = foldCase(log.filter((action) => action.at <= at));
  return then?.unitId ?? officeOf(deps);
}

/**
 * Notes the demerit of an overdue clock: that it ran out, or that it was named in a bulletin.
 *
 * @param cause `overdue` with the verdict, `bulletin` with the rung of the ladder
 */
export async function noteOverdue(
  deps: NoteDeps & HolderDeps,
  tx: Tx,
  {
    current,
    clock,
    cause,
    at,
    by = theHouse,
  }: {
    readonly current: Case;
    readonly clock: ClockRecord;
    readonly cause: 'overdue' | 'bulletin';
    readonly at: Date;
    readonly by?: Actor;
  },
): Promise<void> {
  const kind: OccasionKind =
    cause === 'bulletin' ? 'named-in-bulletin' : occasionOfClock(clock.kind);
  const occasion: Occasion = {
    id: `${clock.id}:${cause}`,
    kind,
    caseId: clock.caseId,
    clockId: clock.id,
    clockKind: clock.kind,
    regimeId: clock.regimeId,
    unitId: await holderAt(deps, current, clock.dueAt),
    at: cause === 'overdue' ? clock.dueAt : at,
    ground: null,
    by,
  };
  await noteOccasion(deps, tx, occasion, at);
}

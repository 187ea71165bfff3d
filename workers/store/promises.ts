import { startClock } from '../../processes/clock/clock.ts';
import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import type { Promised } from '../../processes/promise/actions.ts';
import { makePromise, promiseClock } from '../../processes/promise/promise.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { clockMessage } from './clock-messages.ts';
import type { Tx } from './connect.ts';
import { messageAbout } from './message-about.ts';
import { type Opening, openBeside } from './open-beside.ts';
import type { QuestionDeps } from './questions.ts';
import type { PublicPromise } from './replies.ts';
import { takeStep } from './step.ts';
import type { Stores } from './stores.ts';

/** What an answer that goes out says will be done, as an action of its case and a word to the diagram; nothing for most. */
export function promiseMadeBy(current: Case, measuresBy: string | null | undefined, at: Date) {
  const made = makePromise(current, measuresBy, { at, by: theHouse });
  if (made === null) return { drafts: [], words: [], shown: {} };
  const { promiseId, by } = made.data;
  const variables = { promiseId, unitId: current.unitId ?? '', regimeId: current.regime?.id ?? '' };
  const promise: PublicPromise = { by, keptOn: null };
  const words = [messageAbout('promise-made', promiseId, variables)];
  return { drafts: [made], words, shown: { promise } };
}

function promisedIn({ promise }: Case): Promised {
  if (promise === undefined) throw new Unrecoverable('nothing was promised');
  return promise;
}

/** The promise that an instance takes up. */
interface PromiseOpening extends Omit<Opening, 'id'> {
  readonly promiseId: string;
  readonly warnDays: number;
}

/**
 * Claims a promise for an instance, once, and starts its clock with a diagram of its own.
 *
 * @param warnDays working days before its day at which the unit is warned; 0 for none
 */
export function openPromise(
  deps: QuestionDeps,
  { promiseId, instanceKey, warnDays, at }: PromiseOpening,
): Promise<{ claimed: boolean; until: Date }> {
  return openBeside(deps, { id: promiseId, instanceKey, at }, (current, calendar) => {
    const promise = promisedIn(current);
    const clock = startClock(promiseClock(current, promise, warnDays), calendar);
    const { id: clockId, kind, startEvent, startAt, dueAt, provisional } = clock;
    const started = { clockId, kind, startEvent, startAt, dueAt, provisional };
    const also = async (tx: Tx) => {
      await deps.clocks.startOnce(tx, clock);
      const word = clockMessage('clock-started', clockId, { clockId });
      await deps.outbox.put(tx, at, current.id, [word]);
    };
    return {
      ...{ holder: promise.instanceKey, until: dueAt },
      draft: { type: 'open-promise', at, by: theHouse, data: { promiseId, instanceKey } },
      besides: { drafts: [{ type: 'start-clock', at, by: theHouse, data: started }], also },
    };
  });
}

/** Tells who joined a case, once, that what its answer promised is done. */
async function tellFollowers(deps: QuestionDeps, { followers = [] }: Case, at: Date) {
  for (const { caseId } of followers)
    await takeStep(deps, caseId, at, (one) =>
      one.notices.includes('promise-kept') || one.status === 'withdrawn'
        ? null
        : { drafts: [], tells: 'promise-kept' },
    );
}

/** Answers the sender once more, and says in public that the promise is kept; those who joined the case with them. */
export async function closePromise(
  deps: QuestionDeps & Pick<Stores, 'replies'>,
  promiseId: string,
  at: Date,
): Promise<void> {
  const caseId = caseIdOfClock(promiseId);
  await takeStep(deps, caseId, at, (current) => {
    const { keptAt, closedAt, report } = promisedIn(current);
    if (keptAt === null || report === null) throw new Unrecoverable('the promise is not kept');
    if (closedAt !== null) return null;
    const closing: ActionDraft = { type: 'close-promise', at, by: theHouse, data: { promiseId } };
    return {
      drafts: [closing],
      tells: 'promise-kept',
      also: (tx) => deps.replies.keepPromise(tx, current, report.doneOn),
    };
  });
  const current = await deps.cases.find(caseId);
  if (current !== null) await tellFollowers(deps, current, at);
}

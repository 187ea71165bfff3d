import { randomUUID } from 'node:crypto';
import type { Calendar } from '../../processes/clock/calendar.ts';
import { type ClockFacts, type ClockRecord, startClock } from '../../processes/clock/clock.ts';
import { theCitizen, theHouse } from '../../processes/complaint/case.ts';
import type { Stores } from '../../workers/store/stores.ts';

/** What differs from eight working days from now. */
export type ClockWish = Partial<
  Pick<ClockFacts, 'startAt' | 'amount' | 'unit' | 'kind' | 'warn'>
> & {
  /** Numbers of cases need to differ. */
  readonly number?: string;
};

/**
 * A case with one running clock, as the regime would have started it, without a complaint and a diagram of its own.
 *
 * @param tellEngine also starts the clock's own diagram
 */
export async function openClock(
  { store, cases, clocks, outbox }: Pick<Stores, 'store' | 'cases' | 'clocks' | 'outbox'>,
  calendar: Calendar,
  { number, ...facts }: ClockWish,
  tellEngine = false,
): Promise<ClockRecord> {
  const caseId = randomUUID();
  const at = facts.startAt ?? new Date();
  const kind = facts.kind ?? 'done';
  const about = { id: `${caseId}:${kind}`, caseId, kind, regimeId: 'city', startEvent: 'received' };
  const usual = { amount: 8, unit: 'wd', warn: { amount: 2, unit: 'wd' } } as const;
  const clock = startClock({ ...about, ...usual, startAt: at, ...facts }, calendar);
  const { id: clockId, startAt, dueAt, provisional, startEvent } = clock;
  await store.transaction(async (tx) => {
    const opened = await cases.open(tx, caseId, {
      type: 'receive',
      at,
      by: theCitizen,
      data: {
        number: number ?? `TEST-${caseId}`,
        channel: 'web',
        topic: 'environment',
        area: null,
        anonymous: true,
        confidential: false,
        posted: at,
        collected: at,
        received: at,
      },
    });
    await cases.append(tx, opened, [
      {
        type: 'start-clock',
        at,
        by: theHouse,
        data: { clockId, kind, startEvent, startAt, dueAt, provisional },
      },
    ]);
    await clocks.startOnce(tx, clock);
    if (!tellEngine) return;
    const key = `clock-started:${clockId}`;
    const message = { name: 'clock-started', correlationKey: clockId, messageId: key };
    const told = { kind: 'message', ...message, variables: { clockId } } as const;
    await outbox.put(tx, at, caseId, [{ key, told }]);
  });
  return clock;
}

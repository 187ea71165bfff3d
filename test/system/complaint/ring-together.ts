import type { ActionRow } from '../../../workers/store/cases.ts';
import type { ClockRow } from '../../../workers/store/clocks.ts';
import type { TimerRow } from '../../../workers/store/timers.ts';
import { until } from '../../support/until.ts';
import type { MovedHouse } from './moved-time.ts';

const atOnce = 20;
const hour = 3_600_000;

/** Opens one clock of 24 hours with a warning 4 hours before, from a given instant, and gives its id. */
export type OpenClock = (startAt: Date) => Promise<string>;

/** A complaint's own clock: that of its first response. */
export const ofComplaint =
  (house: MovedHouse): OpenClock =>
  async (startAt) =>
    `${(await house.submit(startAt)).caseId}:first-response`;

/**
 * Opens clocks at one and the same instant, so that they are due in the same second, and lets that second come.
 *
 * @returns how many rang, how many were judged overdue, and how long the last verdict took, in ms of the house's time
 */
export async function ringTogether(house: MovedHouse, count: number, open: OpenClock) {
  // A net only: a busy machine starts a few cases a second.
  const limitMs = 60_000 + count * 1000;
  const receivedAt = house.now();
  const ids: string[] = [];
  for (let sent = 0; sent < count; sent += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - sent) }, () => open(receivedAt));
    ids.push(...(await Promise.all(batch)));
  }
  const clocks = house.store.rows<ClockRow>('clocks');
  const timers = house.store.rows<TimerRow>('timers');
  const armed = (dueAt: Date) =>
    until(
      `${count} timers`,
      async () => (await timers.countDocuments({ dueAt, state: 'created' })) >= count,
      limitMs,
    );
  const dueAt = new Date(receivedAt.getTime() + 24 * hour);
  await armed(new Date(dueAt.getTime() - 4 * hour));
  await house.moveTo(new Date(dueAt.getTime() - 4 * hour + 1000));
  await armed(dueAt);
  await house.moveTo(new Date(dueAt.getTime() + 1));
  const wanted = { _id: { $in: ids }, verdict: 'overdue' } as const;
  await until(
    `${count} verdicts`,
    async () => (await clocks.countDocuments(wanted)) === count,
    limitMs,
  );
  const last = await clocks.find(wanted).sort({ verdictAt: -1 }).limit(1).next();
  const rang = await house.store
    .rows<ActionRow>('actions')
    .countDocuments({ type: 'overdue', 'data.clockId': { $in: ids } });
  return {
    rang,
    judged: await clocks.countDocuments(wanted),
    slowestMs: (last?.verdictAt ?? dueAt).getTime() - dueAt.getTime(),
  };
}

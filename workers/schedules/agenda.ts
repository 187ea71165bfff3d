import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Now } from '../platform/clock.ts';
import { toError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Store } from '../store/connect.ts';
import type { PeriodStore } from '../store/periods.ts';
import { runDue, type Schedule } from './run-period.ts';

export interface AgendaDeps {
  readonly store: Store;
  readonly periods: PeriodStore;
  readonly now: Now;
  readonly logger: Logger;
}

/**
 * Wakes the schedules. The alarm clock only rings: what is due, and whether it was done, stands in the ledger of
 * periods, because a run may be woken twice and a missed one only once.
 *
 * @returns the way to stop
 */
export async function startSchedules(
  deps: AgendaDeps,
  schedules: readonly Schedule[],
): Promise<() => Promise<void>> {
  const { store, periods, now, logger } = deps;
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: store.database(), collection: 'agenda_jobs' }),
  });
  agenda.on('error', (error: unknown) =>
    logger.warn('schedule.clock-failed', { error: toError(error) }),
  );
  for (const schedule of schedules) {
    agenda.define(schedule.name, async () => {
      const ran = await runDue(periods, schedule, now());
      if (ran) logger.info('schedule.ran', { schedule: schedule.name });
    });
    agenda.on(`fail:${schedule.name}`, (error: unknown) => {
      logger.error('schedule.failed', { schedule: schedule.name, error: toError(error) });
    });
  }
  await agenda.start();
  for (const { name } of schedules) await agenda.every('1 minute', name);
  return () => agenda.stop();
}

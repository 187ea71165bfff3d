import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { type ClockFacts, type ClockRecord, startClock } from '../../processes/clock/clock.ts';

/** An instant by Chinese local time. */
export function at(local: string): Date {
  return new Date(`${local}+08:00`);
}

/** A clock of three working days from Monday 16 November 2026, 10:00: due with the end of Thursday. */
export function buildClock(
  facts: Partial<ClockFacts> = {},
  state: Partial<ClockRecord> = {},
): ClockRecord {
  const started = startClock(
    {
      id: 'C-1:done',
      caseId: 'C-1',
      kind: 'done',
      regimeId: 'city',
      startEvent: 'received',
      startAt: at('2026-11-16T10:00'),
      amount: 3,
      unit: 'wd',
      warn: { amount: 1, unit: 'wd' },
      ...facts,
    },
    chineseCalendar(),
  );
  return { ...started, ...state };
}

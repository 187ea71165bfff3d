import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import type { DutyChanges, Leave, Span, StandIn } from '../../processes/rota/changes.ts';
import type { DutyFacts } from '../../processes/rota/duties.ts';
import type { Rota, Shift } from '../../processes/rota/rota.ts';

/** A moment of the institution, e.g. `2026-02-15 08:00`. */
export function moment(local: string): Date {
  return new Date(`${local.replace(' ', 'T')}:00+08:00`);
}

export function span(from: string, until: string): Span {
  return { from: moment(from), until: moment(until) };
}

/** A day and a night at the desk from 8 o'clock, each in their turn. */
export function shiftOf(given: Partial<Shift> = {}): Shift {
  return {
    ...{ id: 'day', zh: '白班', en: 'Day', from: '2026-01-01', until: null },
    ...{ pattern: 'FREQ=DAILY', on: 'every-day', startsAt: '08:00', minutes: 24 * 60 },
    ...{ turn: ['P-an', 'P-bo', 'P-cui'], rotates: 'shift' },
    ...given,
  };
}

export function rotaOf(shifts: readonly Shift[], given: Partial<Rota> = {}): Rota {
  return {
    ...{ id: 'desk', zh: '值班室', en: 'Duty desk', role: 'duty-officer', covers: 'always' },
    ...given,
    shifts: [...shifts],
  };
}

export function standIn(given: Partial<StandIn> & Span): StandIn {
  return {
    ...{ id: 'S-1', rotaId: 'desk', shiftId: 'day', userId: 'P-dou', isSwap: false },
    ...{ at: moment('2026-01-01 00:00'), ...given },
  };
}

export function leaveOf(userId: string, from: string, until: string): Leave {
  return { id: `L-${userId}-${from}`, userId, ...span(from, until) };
}

export function factsOf(
  changes: Partial<DutyChanges> = {},
  isFit: DutyFacts['isFit'] = () => true,
): DutyFacts {
  return {
    calendar: chineseCalendar(),
    changes: { standIns: [], leaves: [], ...changes },
    isFit,
  };
}

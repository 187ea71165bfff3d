import type { ClockFacts } from '../clock/clock.ts';
import type { Duties } from './duties.ts';
import type { Incident } from './incident.ts';
import type { IncidentClockKind } from './words.ts';

const hour = 3_600_000;
/** From the occurrence, until the level says how long a reply may take. */
const usualReplyHours = 12;
type IncidentClockFacts = ClockFacts<IncidentClockKind>;
type Timed = Pick<Incident, 'id' | 'times'>;

/** Until when something has to be done: by its clocks, and before its level starts them by the usual time of a reply. */
export function nextDue({
  status,
  dueAt,
  times,
}: Pick<Incident, 'status' | 'dueAt' | 'times'>): Date | null {
  return status === 'raised' ? new Date(times.occurred.getTime() + usualReplyHours * hour) : dueAt;
}

/** The clock to the published statement: by the hour from the occurrence, rest days and nights included. */
export function replyClock({ id, times }: Timed, duties: Duties): IncidentClockFacts {
  const { replyHours, warnHours } = duties;
  return {
    ...{ id: `${id}:incident-reply`, caseId: id, kind: 'incident-reply' },
    ...{ regimeId: 'incident', startEvent: 'occurred', startAt: times.occurred },
    ...{ amount: replyHours, unit: 'h' },
    warn: warnHours < replyHours ? { amount: warnHours, unit: 'h' } : null,
  };
}

/**
 * The clock of a contact sheet: from its sending, and never later than the reply needs. A reply that is late already
 * leaves the unit its whole time.
 */
export function sheetClock(
  { id, times }: Timed,
  sheet: { readonly id: string; readonly sentAt: Date },
  { sheetHours, replyHours }: Pick<Duties, 'sheetHours' | 'replyHours'>,
): IncidentClockFacts {
  const { sentAt } = sheet;
  const needed = times.occurred.getTime() + replyHours * hour;
  const isNeededFirst = sentAt.getTime() < needed && needed < sentAt.getTime() + sheetHours * hour;
  return {
    ...{ id: `${sheet.id}:facts`, caseId: id, kind: 'contact-sheet', regimeId: 'incident' },
    ...(isNeededFirst
      ? { startEvent: 'occurred', startAt: times.occurred, amount: replyHours }
      : { startEvent: 'sheet-sent', startAt: sentAt, amount: sheetHours }),
    ...{ unit: 'h', warn: { amount: 1, unit: 'h' } },
  };
}

import { type Calendar, calendarDay } from '../clock/calendar.ts';
import { dayOf, endOfDay, isoDateOf, localDay } from '../clock/day.ts';
import { type DutyChanges, holds, isAway, overlaps, type Span, type StandIn } from './changes.ts';
import { patternDays } from './pattern.ts';
import type { Rota, Shift } from './rota.ts';

/** Why nobody stands a duty: nobody is on its turn, whoever is has leave, or may no longer stand it. */
export const lacks = ['empty', 'leave', 'gone'] as const;
export type Lack = (typeof lacks)[number];

/** A piece of a shift with whoever stands it. */
export interface Duty extends Span {
  readonly rotaId: string;
  readonly shiftId: string;
  /** The day its shift begins, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whose turn it is; null when nobody is on the turn. */
  readonly turnOf: string | null;
  /** Who stands it; null when nobody does. */
  readonly userId: string | null;
  readonly how: 'turn' | 'stand-in' | 'swap';
  readonly lack: Lack | null;
}

/** What duties depend on beside the rotas. */
export interface DutyFacts {
  readonly calendar: Calendar;
  readonly changes: DutyChanges;
  /** Whether somebody may stand duty for a role on a day: they hold it then and are not kept out. */
  readonly isFit: (userId: string, role: Rota['role'], date: string) => boolean;
}

interface Slot extends Span {
  readonly date: string;
  readonly turnOf: string | null;
}

const minute = 60_000;

function isOn({ on }: Shift, calendar: Calendar, day: number): boolean {
  if (on === 'every-day') return true;
  return calendarDay(calendar, day).works === (on === 'working-days');
}

/** Monday of the week of a day, as counted by `dayOf`. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

function turnAt({ turn, rotates, from }: Shift, day: number, index: number): string | null {
  if (turn.length === 0) return null;
  const nth = rotates === 'shift' ? index : (mondayOf(day) - mondayOf(dayOf(from))) / 7;
  return turn[nth % turn.length] ?? null;
}

/** The shifts that touch a span, each with whose turn it is: the turn counts from the shift's first day. */
function slotsOf(shift: Shift, { from, until }: Span, calendar: Calendar): Slot[] {
  const { zone } = calendar;
  const end = localDay(until, zone);
  const last = shift.until === null ? end : Math.min(end, dayOf(shift.until));
  const days = patternDays(shift.pattern, dayOf(shift.from), last).filter((day) =>
    isOn(shift, calendar, day),
  );
  return days.flatMap((day, index): Slot[] => {
    const begins = endOfDay(day, zone, shift.startsAt);
    const ends = new Date(begins.getTime() + shift.minutes * minute);
    if (ends <= from || begins >= until) return [];
    return [{ from: begins, until: ends, date: isoDateOf(day), turnOf: turnAt(shift, day, index) }];
  });
}

/** The slot cut wherever somebody else begins or ends to stand it. */
function pieces(slot: Slot, cuts: readonly Span[]): Span[] {
  const [begin, end] = [slot.from.getTime(), slot.until.getTime()];
  const inside = cuts
    .flatMap(({ from, until }) => [from.getTime(), until.getTime()])
    .filter((at) => begin < at && at < end);
  const bounds = [...new Set([begin, ...inside, end])].sort((a, b) => a - b);
  return bounds
    .slice(1)
    .map((at, index) => ({ from: new Date(bounds[index] ?? begin), until: new Date(at) }));
}

function lackOf(
  userId: string | null,
  { role }: Rota,
  { from }: Span,
  { calendar, changes, isFit }: DutyFacts,
): Lack | null {
  if (userId === null) return 'empty';
  if (isAway(changes, userId, from)) return 'leave';
  return isFit(userId, role, isoDateOf(localDay(from, calendar.zone))) ? null : 'gone';
}

/** The last one that was put there counts. */
function standInAt(standIns: readonly StandIn[], at: Date): StandIn | undefined {
  return standIns
    .filter((one) => holds(one, at))
    .reduce<StandIn | undefined>(
      (latest, one) => (latest === undefined || one.at >= latest.at ? one : latest),
      undefined,
    );
}

function dutiesOfShift(rota: Rota, shift: Shift, span: Span, facts: DutyFacts): Duty[] {
  const its = facts.changes.standIns.filter(
    ({ rotaId, shiftId }) => rotaId === rota.id && shiftId === shift.id,
  );
  return slotsOf(shift, span, facts.calendar).flatMap((slot) => {
    const cuts = [...its, ...facts.changes.leaves].filter((one) => overlaps(one, slot));
    return pieces(slot, cuts).map((piece): Duty => {
      const standIn = standInAt(its, piece.from);
      const planned = standIn?.userId ?? slot.turnOf;
      const lack = lackOf(planned, rota, piece, facts);
      const how = standIn === undefined ? 'turn' : standIn.isSwap ? 'swap' : 'stand-in';
      return {
        ...{ ...piece, rotaId: rota.id, shiftId: shift.id, date: slot.date },
        ...{ turnOf: slot.turnOf, userId: lack === null ? planned : null, how, lack },
      };
    });
  });
}

function isSame(one: Duty, next: Duty): boolean {
  const isNext = one.until.getTime() === next.from.getTime() && one.date === next.date;
  const isSamePerson = one.userId === next.userId && one.lack === next.lack;
  return isNext && isSamePerson && one.how === next.how;
}

/** The duties of a rota that touch a span, in the order they begin. */
export function dutiesOf(rota: Rota, span: Span, facts: DutyFacts): Duty[] {
  const all = rota.shifts.flatMap((shift) => {
    const joined: Duty[] = [];
    for (const duty of dutiesOfShift(rota, shift, span, facts)) {
      const before = joined.at(-1);
      if (before !== undefined && isSame(before, duty))
        joined[joined.length - 1] = { ...before, until: duty.until };
      else joined.push(duty);
    }
    return joined;
  });
  return all
    .filter((duty) => overlaps(duty, span))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

/** Duties that are being stood, or should be, at an instant. */
export function dutiesAt(duties: readonly Duty[], at: Date): Duty[] {
  return duties.filter((duty) => holds(duty, at));
}

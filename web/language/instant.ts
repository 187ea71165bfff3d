/** Where the institution's clocks are read, whatever the browser's own zone is. */
export const institutionZone = 'Asia/Shanghai';

export interface InstantParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const fields = new Intl.DateTimeFormat('en-US-u-hc-h23', {
  timeZone: institutionZone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/** What calendar and wall clock of the institution show at an instant. */
export function partsOf(at: Date): InstantParts {
  const found = new Map(fields.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
  };
}

const dayMs = 86_400_000;

/** Days since 1970 of the institution's date at an instant. */
export function dayNumber(at: Date): number {
  const { year, month, day } = partsOf(at);
  return Math.round(Date.UTC(year, month - 1, day) / dayMs);
}

/**
 * A due date as people say it: the clock ends when the last day ends, so midnight is 24:00 of the day before.
 */
export function dueParts(at: Date): InstantParts {
  const parts = partsOf(at);
  if (parts.hour !== 0 || parts.minute !== 0) return parts;
  return { ...partsOf(new Date(at.getTime() - 1)), hour: 24, minute: 0 };
}

/** The last instant that still counts: what decides whether a task is due today. */
export function lastInstant(due: string): Date {
  return new Date(new Date(due).getTime() - 1);
}

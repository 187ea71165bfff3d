import type { Words } from './words.ts';

const units: Readonly<Record<string, string>> = {
  ...{ D: 'days', W: 'weeks', M: 'months', Y: 'years' },
  ...{ TH: 'hours', TM: 'minutes', TS: 'seconds' },
};

/** A duration of one unit, the way most are written; null for anything else. */
function simple(text: string): Words | null {
  const [, time = '', count = '', letter = ''] = /^P(T?)(\d+)([A-Z])$/.exec(text) ?? [];
  const unit = units[time + letter];
  return unit === undefined ? null : { key: `timer.${unit}`, params: { n: count } };
}

const kinds: Readonly<Record<string, string>> = {
  timeDuration: 'after',
  timeDate: 'at',
  timeCycle: 'every',
};

/**
 * A timer in words: after a duration, at a moment, again and again.
 *
 * @param name `timeDuration`, `timeDate` or `timeCycle`
 */
export function timerWords(name: string, text: string): Words {
  const time = simple(text) ?? { key: 'timer.other', params: { text } };
  return { key: `timer.${kinds[name] ?? 'after'}`, params: { time } };
}

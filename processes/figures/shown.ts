import { DateTime } from 'luxon';
import { definitions } from './definitions.ts';
import type { Rhythm } from './rhythm.ts';
import type { FigureValue } from './survey.ts';

/** A value with the unit it is said in; the words are `value.<unit>` in the dictionary `figures.json`. */
export interface Shown {
  readonly unit: 'none' | 'percent' | 'days' | 'hours' | 'minutes' | 'count' | 'score';
  readonly value: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A rate of 0..1 in percent with one decimal. */
export function percent(rate: number): string {
  return (rate * 100).toFixed(1);
}

/** A length of time in the unit people say it in: days from two days on, hours from two hours on. */
export function showSpan(ms: number): Shown {
  if (ms >= 2 * day) return { unit: 'days', value: (ms / day).toFixed(1) };
  if (ms >= 2 * hour) return { unit: 'hours', value: (ms / hour).toFixed(1) };
  return { unit: 'minutes', value: (ms / minute).toFixed(0) };
}

/** A figure as it is said; a rate of nothing is no rate. */
export function showFigure({ figure, value }: Pick<FigureValue, 'figure' | 'value'>): Shown {
  if (value === null) return { unit: 'none', value: '' };
  switch (definitions[figure].kind) {
    case 'count':
      return { unit: 'count', value: String(value) };
    case 'rate':
    case 'share':
      return { unit: 'percent', value: percent(value) };
    case 'mean':
      return { unit: 'score', value: value.toFixed(2) };
    case 'median':
      return showSpan(value);
  }
}

const quarters = ['quarterly.1', 'quarterly.2', 'quarterly.3', 'quarterly.4'] as const;

function nameOf(
  kind: Rhythm,
  quarter: number,
): Exclude<Rhythm, 'quarterly'> | (typeof quarters)[number] {
  return kind === 'quarterly' ? (quarters[quarter - 1] ?? 'quarterly.1') : kind;
}

/** The name of a period: its words are `period.<name>` in the dictionary `figures.json`, filled with its parts. */
export function periodParts(
  kind: Rhythm,
  { since, until }: { readonly since: Date; readonly until: Date },
  zone: string,
) {
  // A daily report is named after the day it is given on, everything else after the time it is about.
  const at = DateTime.fromJSDate(kind === 'daily' ? until : since, { zone }).setLocale('en-GB');
  const parts = {
    year: String(kind === 'weekly' ? at.weekYear : at.year),
    month: String(at.month),
    day: String(at.day),
    week: String(at.weekNumber),
    monthName: at.toFormat('LLLL'),
  };
  return { name: nameOf(kind, at.quarter), parts };
}

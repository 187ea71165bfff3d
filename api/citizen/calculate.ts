import type { Calendar } from '../../processes/clock/calendar.ts';
import { type Proof, proveDue } from '../../processes/clock/proof.ts';
import type { Span, Unit } from '../../processes/clock/span.ts';
import type { Regime } from '../../processes/complaint/regime.ts';
import type { FieldError } from './form.ts';
import type { Words } from './words.ts';

/** What was typed into the calculator; texts as they came. */
export interface Typed {
  readonly date: string;
  readonly time: string;
  /** Id of a regime; empty for an amount of one's own. */
  readonly rule: string;
  readonly amount: string;
  readonly unit: string;
}

export const units = ['wd', 'd', 'h', 'month'] as const satisfies readonly Unit[];
/** As far as anybody waits for an answer: a longer sheet nobody reads. */
const most = { wd: 300, d: 400, h: 2000, month: 24 } as const satisfies Record<Unit, number>;

export interface Counted {
  readonly kind: 'first-response' | 'done';
  readonly proof: Proof;
}

function isUnit(word: string): word is Unit {
  return units.some((unit) => unit === word);
}

/** The instant that was typed, Chinese local time; null when there is no such day or time. */
function instantOf({ date, time }: Typed): Date | null {
  const clock = time === '' ? '00:00' : time;
  if (!/^20\d\d-\d\d-\d\d$/.test(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) return null;
  const at = new Date(`${date}T${clock}:00+08:00`);
  if (Number.isNaN(at.getTime())) return null;
  // A day that does not exist would roll over into the next month.
  const back = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return back === date ? at : null;
}

function judgeAmount({ amount, unit }: Typed, { say }: Words): FieldError[] {
  if (!isUnit(unit)) return [{ field: 'unit', message: say('error.unitMissing') }];
  const fits = /^[1-9]\d{0,3}$/.test(amount) && Number(amount) <= most[unit];
  if (fits) return [];
  return [{ field: 'amount', message: say('error.amountRange', { most: most[unit] }) }];
}

/** What is to be mended before anything can be counted. */
export function judgeTyped(typed: Typed, regimes: readonly Regime[], words: Words): FieldError[] {
  const knows = typed.rule === '' || regimes.some(({ id }) => id === typed.rule);
  return [
    ...(instantOf(typed) === null
      ? [{ field: 'date', message: words.say('error.dateMissing') }]
      : []),
    ...(knows ? [] : [{ field: 'rule', message: words.say('error.ruleUnknown') }]),
    ...(typed.rule === '' ? judgeAmount(typed, words) : []),
  ];
}

function spansOf(typed: Typed, regime: Regime | undefined): (Span & Pick<Counted, 'kind'>)[] {
  if (regime === undefined) {
    const { amount, unit } = typed;
    return isUnit(unit) ? [{ kind: 'done', amount: Number(amount), unit }] : [];
  }
  const { firstAmount, firstUnit, doneAmount, doneUnit } = regime;
  const first =
    firstAmount == null || firstUnit == null
      ? []
      : [{ kind: 'first-response', amount: firstAmount, unit: firstUnit } as const];
  return [...first, { kind: 'done', amount: doneAmount, unit: doneUnit }];
}

/** Counts what was typed and found free of errors: the answer, and before it the first response where there is one. */
export function countTyped(
  typed: Typed,
  regimes: readonly Regime[],
  calendar: Calendar,
): Counted[] {
  const startAt = instantOf(typed);
  if (startAt === null) return [];
  const regime = regimes.find(({ id }) => id === typed.rule);
  return spansOf(typed, regime).map(({ kind, amount, unit }) => ({
    kind,
    proof: proveDue({ startAt, amount, unit, calendar }),
  }));
}

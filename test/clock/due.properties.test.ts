import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayKind } from '../../processes/clock/calendar.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { computeDue } from '../../processes/clock/due.ts';
import { proveDue } from '../../processes/clock/proof.ts';
import type { Span, SpanFacts, Unit } from '../../processes/clock/span.ts';

const calendar = chineseCalendar();
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'] as const;
const minute = 60_000;
const most = { h: 400, d: 60, wd: 40, month: 4 } as const satisfies Record<Unit, number>;

const unit = fc.constantFrom<Unit>('h', 'd', 'wd', 'month');
const span = unit.chain((one) =>
  fc.record({ amount: fc.integer({ min: 1, max: most[one] }), unit: fc.constant(one) }),
);

/** Pauses that do not overlap: gaps and lengths in minutes, laid one after the other; some touch, some are whole days. */
const stretch = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(1440, 2880, 10_080));
const pausesAfter = (startAt: Date, maxLength = 5) =>
  fc.array(fc.tuple(fc.oneof(stretch, fc.constant(0)), stretch), { maxLength }).map((stretches) => {
    let at = startAt.getTime();
    return stretches.map(([gap, length]) => {
      const from = at + gap * minute;
      at = from + length * minute;
      return { from: new Date(from), to: new Date(at) };
    });
  });

const facts: fc.Arbitrary<SpanFacts> = fc
  .tuple(
    fc.date({
      min: new Date('2018-01-01T00:00:00Z'),
      max: new Date('2026-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    span,
    fc.constantFrom(...zones),
    fc.constantFrom('24:00', '17:30'),
  )
  .chain(([startAt, { amount, unit: own }, zone, endOfDay]) =>
    fc.record({
      startAt: fc.constant(startAt),
      amount: fc.constant(amount),
      unit: fc.constant(own),
      zone: fc.constant(zone),
      endOfDay: fc.constant(endOfDay),
      calendar: fc.constant(calendar),
      pauses: pausesAfter(startAt),
      extensions: fc.array(
        span.filter((one) => one.unit !== 'month' || own === 'month'),
        { maxLength: 3 },
      ),
    }),
  );

const dueAt = (one: SpanFacts) => computeDue(one).dueAt.getTime();
const holds = <T>(arbitrary: fc.Arbitrary<T>, claim: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, claim), { numRuns: 150 });

describe('a due date', () => {
  test('is never made earlier by one more pause', () => {
    const withOneLess = facts
      .filter(({ pauses = [] }) => pauses.length > 0)
      .chain((one) => fc.tuple(fc.constant(one), fc.nat((one.pauses ?? []).length - 1)));

    holds(withOneLess, ([one, without]) => {
      const fewer = (one.pauses ?? []).filter((_, index) => index !== without);

      expect(dueAt(one)).toBeGreaterThanOrEqual(dueAt({ ...one, pauses: fewer }));
    });
  });

  test('is never made earlier by a longer pause, nor by a later end of one that lasts', () => {
    holds(fc.tuple(facts, stretch, stretch), ([one, length, more]) => {
      const from = new Date(one.startAt.getTime() + 90 * minute);
      const asOf = (minutes: number) =>
        dueAt({
          ...one,
          pauses: [{ from, to: null }],
          now: new Date(from.getTime() + minutes * minute),
        });

      expect(asOf(length + more)).toBeGreaterThanOrEqual(asOf(length));
    });
  });

  test('does not depend on the order of pauses or of extensions', () => {
    const shuffled = facts.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray([...(one.pauses ?? [])], { minLength: one.pauses?.length ?? 0 }),
        fc.shuffledSubarray([...(one.extensions ?? [])], {
          minLength: one.extensions?.length ?? 0,
        }),
      ),
    );

    holds(shuffled, ([one, pauses, extensions]) => {
      expect(dueAt({ ...one, pauses, extensions })).toBe(dueAt(one));
    });
  });

  test('is never made earlier by a greater amount or an extension', () => {
    const withExtension = fc.tuple(facts, span).filter(([one, more]) => {
      return more.unit !== 'month' || one.unit === 'month';
    });

    holds(withExtension, ([one, more]) => {
      const extensions = [...(one.extensions ?? []), more];

      expect(dueAt({ ...one, amount: one.amount + 1 })).toBeGreaterThanOrEqual(dueAt(one));
      expect(dueAt({ ...one, extensions })).toBeGreaterThanOrEqual(dueAt(one));
    });
  });

  test('lies after the start, and no later for an earlier start', () => {
    const bare = facts.map((one) => ({ ...one, pauses: [], extensions: [] }));

    holds(fc.tuple(bare, stretch), ([one, minutes]) => {
      const later = { ...one, startAt: new Date(one.startAt.getTime() + minutes * minute) };

      expect(dueAt(one)).toBeGreaterThan(one.startAt.getTime());
      expect(dueAt(later)).toBeGreaterThanOrEqual(dueAt(one));
    });
  });

  test('of days, working days or months is never on a rest day of the calendar', () => {
    const inDays = facts.filter(({ unit: own, extensions = [] }) =>
      [own, ...extensions.map((one) => one.unit)].every((one) => one !== 'h'),
    );

    holds(inDays, (one) => {
      const { lastDay, provisional } = computeDue(one);

      expect(provisional || ['working', 'makeup'].includes(dayKind(calendar, lastDay))).toBe(true);
    });
  });
});

describe('the warning', () => {
  test('lies between start and due date', () => {
    const warn = fc.record({
      amount: fc.integer({ min: 1, max: 10 }),
      unit: fc.constantFrom('h', 'd', 'wd'),
    });

    holds(fc.tuple(facts, warn), ([one, before]) => {
      const due = computeDue({ ...one, warn: before });
      const at = due.warnAt ?? due.dueAt;

      expect(at.getTime()).toBeGreaterThan(one.startAt.getTime());
      expect(at.getTime()).toBeLessThanOrEqual(due.dueAt.getTime());
    });
  });
});

describe('the proof', () => {
  test('sums to the due date', () => {
    holds(facts, (one) => {
      const proof = proveDue(one);
      const last = proof.lines.at(-1);

      expect(new Date(proof.dueAt).getTime()).toBe(dueAt(one));
      expect(last?.to ?? proof.dueAt).toBe(proof.dueAt);
      expect(last?.date).toBe(proof.lastDay);
      for (const [index, counted] of proof.spans.entries()) {
        expect(
          lengthCounted(
            proof.lines.filter((line) => line.span === index),
            counted,
          ),
        ).toBe(lengthAsked(counted, one.startAt, one.zone ?? calendar.zone));
      }
    });
  });

  test('names every day between the start and the last day, each once and in order', () => {
    const inDays = facts.filter(({ unit: own, extensions = [] }) =>
      [own, ...extensions.map((one) => one.unit)].every((one) => one !== 'h'),
    );

    holds(inDays, (one) => {
      const dates = proveDue(one).lines.map(({ date }) => Date.parse(date));

      expect(dates.every((date, index) => date === (dates[0] ?? 0) + index * 1440 * minute)).toBe(
        true,
      );
    });
  });
});

type Line = ReturnType<typeof proveDue>['lines'][number];

/** Hours in milliseconds, days by the number of the last counted one. */
function lengthCounted(lines: readonly Line[], { unit: counted }: Span): number {
  const countedLines = lines.filter((line) => line.counted);
  if (counted !== 'h') return countedLines.length;
  const lengths = countedLines.map(({ from = '', to = '' }) => Date.parse(to) - Date.parse(from));
  return lengths.reduce((sum, length) => sum + length, 0);
}

function lengthAsked({ amount, unit: asked }: Span, startAt: Date, zone: string): number {
  if (asked === 'h') return amount * 60 * minute;
  if (asked !== 'month') return amount;
  // The corresponding day by another way: step back from it while the month overshoots.
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(startAt);
  const [year = 0, month = 0, day = 0] = local.split('-').map(Number);
  let end = Date.UTC(year, month - 1 + amount, day);
  while (new Date(end).getUTCMonth() !== (month - 1 + amount) % 12) end -= 1440 * minute;
  return (end - Date.UTC(year, month - 1, day)) / (1440 * minute);
}

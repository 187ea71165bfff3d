import { beforeAll, describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { type ClockRecord, meetClock, ringClock, startClock } from '../../processes/clock/clock.ts';
import {
  type ActionDraft,
  type Case,
  theCitizen,
  theHouse,
} from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { clocksOf, openingsOf, plannedClocks } from '../../processes/complaint/clocks.ts';
import { type Regime, regime } from '../../processes/complaint/regime.ts';
import { checkEvent, nextAsk, openAsk, regimeStated } from '../../processes/complaint/regimes.ts';
import { at, digest, staff } from '../support/build-case.ts';
import { shippedRegimes } from './build-regime.ts';

const calendar = chineseCalendar();
let table: ReadonlyMap<string, Regime>;
beforeAll(async () => {
  table = await shippedRegimes();
});

function regimeOf(id: string): Regime {
  const found = table.get(id);
  if (found === undefined) throw new Error(`there is no regime ${id}`);
  return found;
}

/** Posted on Tuesday, found and received on Wednesday, the week before the Spring Festival of 2026. */
const times = {
  posted: at('2026-02-10T10:00'),
  collected: at('2026-02-11T09:00'),
  received: at('2026-02-11T10:00'),
} as const;
const before: ActionDraft = {
  ...{ type: 'receive', at: times.received, by: theCitizen },
  data: {
    ...{ number: 'HY20260211-0001', channel: 'web', topic: 'other', area: null },
    ...{ anonymous: false, confidential: false, ...times },
  },
};

function caseWith(...drafts: readonly ActionDraft[]): Case {
  const { next } = appendActions('case-1', null, [before, ...drafts], digest);
  if (next === null) throw new Error('a case has at least one action');
  return next;
}

/** A case under a regime as it is set on receipt, with the records of the clocks that began. */
function under(id: string): { one: Case; clocks: ClockRecord[] } {
  const opened = caseWith();
  const plan = plannedClocks(regimeOf(id));
  const { open, waiting } = openingsOf(opened, id, { plan, clocks: [] });
  const data = regimeStated(regimeOf(id), waiting, null);
  const set: ActionDraft = { type: 'set-regime', at: times.received, by: theHouse, data };
  return { one: caseWith(set), clocks: open.map((facts) => startClock(facts, calendar)) };
}

const noted = (event: string, happened: string): ActionDraft => ({
  ...{ type: 'note-event', at: at(happened), by: staff('office') },
  data: { event, happenedAt: at(happened) },
});
const local = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
const ends = (clocks: readonly ClockRecord[]) =>
  Object.fromEntries(clocks.map(({ kind, dueAt }) => [kind, local(dueAt)]));

describe('each regime, over the Spring Festival of 2026 and its make-up workdays', () => {
  test.each([
    ['city', { 'first-response': '2026-02-12T10:00', done: '2026-03-01T00:00' }],
    ['district', {}],
    ['audit-simple', { done: '2026-02-15T00:00' }],
    ['audit-complex', { 'first-response': '2026-02-15T00:00', done: '2026-03-11T00:00' }],
    ['civil-defence', { 'first-response': '2026-02-14T00:00', done: '2026-02-14T00:00' }],
    ['civil-defence-departments', { 'first-response': '2026-02-14T00:00' }],
    ['civil-defence-government', { 'first-response': '2026-02-14T00:00' }],
    ['town', { 'first-response': '2026-02-12T10:00', done: '2026-03-01T00:00' }],
    [
      'board',
      {
        ...{ 'first-response': '2026-02-12T09:00', reply: '2026-02-25T00:00' },
        done: '2026-03-12T00:00',
      },
    ],
    ['disclosure-request', { done: '2026-03-18T00:00' }],
  ])('%s begins the clocks whose start event has happened', (id, expected) => {
    expect(ends(under(id).clocks)).toEqual(expected);
  });

  test.each([
    ['district', 'session-ended', '2026-02-12T17:00', { done: '2026-02-25T00:00' }],
    ['civil-defence-departments', 'submitted', '2026-02-13T09:00', { done: '2026-03-20T00:00' }],
    [
      ...(['civil-defence-government', 'submitted-government'] as const),
      ...(['2026-02-13T09:00', { done: '2026-04-14T00:00' }] as const),
    ],
    ['town', 'sheet-received', '2026-02-13T15:00', { facts: '2026-02-15T00:00' }],
  ])('%s begins the others when «%s» is recorded', (id, event, happened, expected) => {
    const { one, clocks } = under(id);
    const plan = one.regime?.waiting ?? [];
    expect(plan.map(({ startEvent }) => startEvent)).toEqual([event]);

    const current = { ...one, events: [{ event, at: at(happened) }] };
    const { open, waiting } = openingsOf(current, id, { plan, clocks });

    expect(waiting).toEqual([]);
    expect(ends(open.map((facts) => startClock(facts, calendar)))).toEqual(expected);
  });

  test('there are ten, each in both languages', () => {
    expect(table.size).toBe(10);
    for (const { name, nameEn } of table.values()) expect([name, nameEn]).not.toContain(null);
  });

  test('a clock may warn only before it ends', () => {
    for (const id of table.keys())
      for (const facts of clocksOf(caseWith(), regimeOf(id))) {
        const { warnAt, dueAt } = startClock(facts, calendar);
        expect(warnAt === null || warnAt < dueAt).toBe(true);
      }
  });
});

describe('a regime of an administrator', () => {
  test('may have any id and any start event, with no word of code', () => {
    const own = regime.parse({
      ...{ id: '专项督办', startEvent: '专家论证完成', doneAmount: 5, doneUnit: 'wd' },
      ...{ answeredBy: 'office', publishes: false },
    });

    const opened = caseWith(noted('专家论证完成', '2026-02-13T09:00'));

    expect(clocksOf(caseWith(), own)).toEqual([]);
    expect(clocksOf(opened, own)).toMatchObject([
      { kind: 'done', startEvent: '专家论证完成', regimeId: '专项督办' },
    ]);
  });

  test('that names an amount without its unit is refused', () => {
    expect(() => plannedClocks({ ...regimeOf('city'), factsAmount: 1 })).toThrow(
      'REGIME_UNIT_MISSING',
    );
  });

  test('of an older table, without the later columns, reads as it did', () => {
    const none = { firstStart: undefined, name: undefined, reopenDays: undefined };
    const old = { ...regimeOf('city'), ...none };

    expect(regimeStated(regime.parse(old), [], null)).toEqual({
      ...{ regimeId: 'city', startEvent: 'received', answeredBy: 'unit', publishes: true },
    });
  });
});

describe('the civil-defence office', () => {
  const submitted = noted('submitted', '2026-02-13T09:00');
  const plan = () => plannedClocks(regimeOf('civil-defence-departments'));

  test('begins anew on submission: the clock that ran from posting runs from there', () => {
    const { clocks } = under('civil-defence');
    const { open, restart } = openingsOf(caseWith(submitted), 'civil-defence-departments', {
      plan: plan(),
      clocks,
    });

    expect(open).toEqual([]);
    expect(restart.map(({ clock, facts }) => [clock.id, facts.startEvent, facts.amount])).toEqual([
      ['case-1:done', 'submitted', 20],
    ]);
  });

  test('keeps the clock of three days running until the submission is recorded', () => {
    const { clocks } = under('civil-defence');
    const { open, restart, waiting } = openingsOf(caseWith(), 'civil-defence-departments', {
      plan: plan(),
      clocks,
    });

    expect([open, restart]).toEqual([[], []]);
    expect(waiting).toMatchObject([{ kind: 'done', startEvent: 'submitted' }]);
  });

  test.each([
    ['ran out', (clock: ClockRecord) => ringClock({ ...clock, warnAt: null }, clock.dueAt).clock],
    ['was met', (clock: ClockRecord) => meetClock(clock, at('2026-02-12T09:00'), 'interim-reply')],
  ])('gives a second clock where the first %s; its verdict stays', (_how, end) => {
    const clocks = under('civil-defence').clocks.map(end);
    const { open, restart } = openingsOf(caseWith(submitted), 'civil-defence-departments', {
      plan: plan().filter(({ kind }) => kind === 'done'),
      clocks,
    });

    expect(restart).toEqual([]);
    expect(open).toMatchObject([{ id: 'case-1:done:2', startEvent: 'submitted' }]);
  });

  test('takes no notice of the clock that a source brought along: it was never counted here', () => {
    const plan = plannedClocks(regimeOf('city'));
    const clocks = under('city')
      .clocks.filter(({ kind }) => kind === 'done')
      .map((clock): ClockRecord => ({ ...clock, id: 'case-1:source', status: 'frozen' }));

    expect(openingsOf(caseWith(), 'city', { plan, clocks }).open.map(({ id }) => id)).toEqual([
      'case-1:first-response',
      'case-1:done',
    ]);
  });

  test('never a second one from the same event', () => {
    const clocks = under('civil-defence').clocks.map((clock) =>
      meetClock(clock, at('2026-02-12T09:00'), 'publish'),
    );

    expect(
      openingsOf(caseWith(), 'civil-defence', {
        plan: plannedClocks({ ...regimeOf('civil-defence'), doneAmount: 9 }),
        clocks,
      }),
    ).toEqual({ open: [], restart: [], waiting: [] });
  });
});

describe('a matter found to be complex', () => {
  test('gets the longer answer from receipt; its first response was given, and is not asked for again', () => {
    const { clocks } = under('audit-simple');
    const told = caseWith({
      ...{ type: 'notify', at: times.received, by: theHouse },
      data: { notice: 'first-response' },
    });
    const { open, restart } = openingsOf(told, 'audit-complex', {
      plan: plannedClocks(regimeOf('audit-complex')),
      clocks,
    });

    expect(open).toEqual([]);
    expect(restart).toMatchObject([
      { facts: { kind: 'done', amount: 15, startEvent: 'received' } },
    ]);
  });

  test('is asked about once for the same finding', () => {
    const asked = nextAsk(caseWith(), { complexity: 'several-sections' });
    expect(asked).toEqual({ n: 1, complexity: 'several-sections', unitId: null });
    if (asked === null) return;
    const by = { at: times.received, by: theHouse } as const;
    const one = caseWith({ ...by, type: 'ask-regime', data: asked });

    expect(openAsk(one, 1)).toMatchObject({ instanceKey: null });
    expect(nextAsk(one, { complexity: 'several-sections' })).toBeNull();
    expect(nextAsk(one, { unitId: 'U-a' })).toEqual({
      ...{ n: 2, complexity: 'several-sections', unitId: 'U-a' },
    });

    const kept = caseWith(
      { ...by, type: 'ask-regime', data: asked },
      { ...by, type: 'claim-regime', data: { n: 1, instanceKey: '7' } },
      { ...by, type: 'keep-regime', data: { n: 1 } },
    );
    expect(openAsk(kept, 1)).toBeNull();
  });
});

describe('a start event', () => {
  const now = at('2026-02-13T12:00');
  const happened = at('2026-02-12T17:00');
  const district = () => under('district').one;

  test('is recorded once; the same again changes nothing', () => {
    expect(checkEvent(district(), 'session-ended', happened, now)).toBe(true);
    const after = { ...district(), events: [{ event: 'session-ended', at: happened }] };

    expect(checkEvent(after, 'session-ended', happened, now)).toBe(false);
    expect(() => checkEvent(after, 'session-ended', now, now)).toThrow('EVENT_NOTED');
  });

  test.each([
    ['EVENT_NOT_AWAITED', 'submitted', happened],
    ['EVENT_NOT_AWAITED', 'received', happened],
    ['START_EVENT_IN_FUTURE', 'session-ended', at('2026-02-13T12:01')],
    ['EVENT_LONG_BEFORE', 'session-ended', at('2025-02-12T17:00')],
  ])('is refused: %s', (code, event, when) => {
    expect(() => checkEvent(district(), event, when, now)).toThrow(code);
  });

  test('takes what waited for it off the case', () => {
    const data = regimeStated(regimeOf('district'), plannedClocks(regimeOf('district')), null);
    const set: ActionDraft = { type: 'set-regime', at: times.received, by: theHouse, data };
    const one = caseWith(set, noted('session-ended', '2026-02-12T17:00'));

    expect(one.regime).toEqual({
      ...{ id: 'district', startEvent: 'session-ended', answeredBy: 'office' },
      ...{ publishes: true, inWriting: true, reopenDays: 30 },
    });
    expect(one.events).toEqual([{ event: 'session-ended', at: happened }]);
  });
});

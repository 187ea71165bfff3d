import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import { type ClockRecord, meetClock, startClock } from '../../../processes/clock/clock.ts';
import { theHouse } from '../../../processes/complaint/case.ts';
import type { Demerit } from '../../../processes/score/contract.ts';
import { noteOverdue } from '../../../workers/store/note-occasion.ts';
import { recordPoints } from '../../../workers/store/record-points.ts';
import { takeStep } from '../../../workers/store/step.ts';
import { pointsFollowVerdicts } from '../../../workers/verify/points.ts';
import { type ApiHouse, assign, receive, startApi } from '../api/start-api.ts';

jest.setTimeout(60_000);

let house: ApiHouse;
const hour = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * hour);

beforeAll(async () => {
  house = await startApi();
  await house.hire('zhaolei', { role: 'office', unitId: 'U-office' });
});

afterAll(() => house.stop());

/** A case with a clock that was due at an instant, its verdict open. */
async function caseDueAt(dueAt: Date): Promise<ClockRecord> {
  const { caseId } = await receive(house);
  const started = startClock(
    {
      ...{ id: `${caseId}:done`, caseId, kind: 'done', regimeId: 'city', startEvent: 'received' },
      ...{ startAt: soon(-48), amount: 24, unit: 'h', warn: null },
    },
    chineseCalendar(),
  );
  const clock = { ...started, dueAt };
  const { id: clockId, kind, startEvent, startAt, provisional } = clock;
  const data = { clockId, kind, startEvent, startAt, dueAt, provisional };
  const { cases, clocks } = house.deps;
  await cases.act(
    caseId,
    () => [{ type: 'start-clock', at: new Date(), by: theHouse, data }],
    async (tx) => {
      await clocks.startOnce(tx, clock);
    },
  );
  return clock;
}

async function note(clock: ClockRecord, cause: 'overdue' | 'bulletin' = 'overdue') {
  const { deps } = house;
  await deps.store.transaction(async (tx) => {
    const current = await deps.cases.read(tx, clock.caseId);
    await noteOverdue(deps, tx, { current, clock, cause, at: new Date() });
  });
  return deps.occasions.find(`${clock.id}:${cause}`);
}

function verdicts() {
  const { store } = house.deps;
  return pointsFollowVerdicts.run({
    ...{ store, stores: house.deps, dataDir: '', now: new Date(), receipts: null },
  });
}

const rule: Demerit = { points: -0.5, besides: true, appealDays: 10 };
const record = (occasionId: string, demerit: Demerit, instanceKey = '7') =>
  recordPoints(house.deps, {
    ...{ occasionId, demerit, instanceKey, calendar: chineseCalendar(), at: new Date() },
  });

describe('who answers for an overdue clock', () => {
  test('the office, when the unit got the case only after the clock ran out', async () => {
    const clock = await caseDueAt(soon(-1));
    await assign(house, clock.caseId, 'U-shizheng');

    expect(await note(clock)).toMatchObject({ unitId: 'U-office', at: clock.dueAt });
  });

  test('the unit that held it then', async () => {
    const clock = await caseDueAt(soon(1));
    await assign(house, clock.caseId, 'U-shizheng');

    expect(await note(clock)).toMatchObject({
      ...{ unitId: 'U-shizheng', kind: 'not-in-time', clockId: clock.id, by: theHouse },
    });
    expect(await note(clock, 'bulletin')).toMatchObject({
      ...{ unitId: 'U-shizheng', kind: 'named-in-bulletin' },
    });
  });

  test('noted with the verdict also when it is met late before it rang', async () => {
    const clock = await caseDueAt(soon(-1));

    await takeStep(house.deps, clock.caseId, new Date(), () => ({
      drafts: [],
      meets: ['done'],
    }));

    expect(await house.deps.clocks.find(clock.id)).toMatchObject({ verdict: 'overdue' });
    expect(await house.deps.occasions.find(`${clock.id}:overdue`)).toMatchObject({
      ...{ kind: 'not-in-time', unitId: 'U-office' },
    });
  });
});

describe('the points of an occasion', () => {
  test('are recorded once, and the second try answers as the first did', async () => {
    const clock = await caseDueAt(soon(1));
    await note(clock);
    const id = `${clock.id}:overdue`;

    expect(await record(id, rule)).toBe(true);
    expect(await record(id, { ...rule, points: -5 })).toBe(true);

    expect(await house.deps.scores.find(id)).toMatchObject({ points: -0.5, instanceKey: '7' });
  });

  test('do not count beside others of the same clock where the rule says so', async () => {
    const clock = await caseDueAt(soon(1));
    await note(clock);
    await note(clock, 'bulletin');
    await record(`${clock.id}:overdue`, rule);

    const counted = await record(`${clock.id}:bulletin`, { ...rule, points: -1, besides: false });

    expect(counted).toBe(false);
    expect(await house.deps.scores.find(`${clock.id}:bulletin`)).toBeNull();
    expect(await house.deps.occasions.find(`${clock.id}:bulletin`)).toMatchObject({
      settled: 'no-points',
    });
  });

  test('may be none by rule', async () => {
    const clock = await caseDueAt(soon(1));
    await note(clock);

    expect(await record(`${clock.id}:overdue`, { ...rule, points: 0 })).toBe(false);
  });
});

describe('the check of points', () => {
  test('sees a verdict without occasion, points without occasion, and an occasion without verdict', async () => {
    const { store } = house.deps;
    await store.rows('score_occasions').deleteMany({});
    await store.rows('scores').deleteMany({});
    await store.rows('clocks').deleteMany({});
    const late = await caseDueAt(soon(-1));
    const met = meetClock(late, new Date(), 'archive');
    await store.transaction((tx) => house.deps.clocks.save(tx, met, late.version));
    expect((await verdicts()).violations).toEqual([
      `clock ${late.id} is overdue, and no occasion says so`,
    ]);

    await note(met);
    expect((await verdicts()).violations).toEqual([]);

    const early = await caseDueAt(soon(5));
    await note(early);
    await record(`${early.id}:overdue`, rule);
    expect((await verdicts()).violations).toEqual([
      `occasion ${early.id}:overdue: its clock is not overdue`,
    ]);

    await store.rows('score_occasions').deleteMany({ clockId: early.id });
    expect((await verdicts()).violations).toEqual([`points ${early.id}:overdue have no occasion`]);
  });
});

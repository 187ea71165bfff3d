import { describe, expect, test } from '@jest/globals';
import type { ActionDraft, Case } from '../../processes/complaint/case.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { drawSample, lookBackIdOf, mayLookBack } from '../../processes/look-back/look-back.ts';
import { sha256 } from '../../workers/platform/digest.ts';
import { at, buildCase, caseAfter, staff, straightWay } from '../support/build-case.ts';
import { refusalOf } from '../support/refusal-of.ts';

const archived = buildCase(straightWay.length);
const lookBackId = lookBackIdOf(archived.id);
const now = at('2026-12-20T10:00');
const draw: ActionDraft = {
  ...{ type: 'draw-look-back', at: now, by: staff('supervision') },
  data: { lookBackId, drawId: 'draw-1' },
};

const look = (current: Case, fields: Record<string, unknown>, userId = 'P-9') =>
  decideTask('look-back', current, fields, {
    ...{ at: now, by: staff('office', userId), step: 'Task_LookBack', digests: {} },
  });
describe('a sample', () => {
  const caseIds = Array.from({ length: 500 }, (_, n) => `case-${n}`);

  test('is the same whenever it is drawn again, whatever the order it is drawn from', () => {
    const first = drawSample(caseIds, { drawId: 'd-1', size: 20 }, sha256);

    expect(drawSample(caseIds.toReversed(), { drawId: 'd-1', size: 20 }, sha256)).toEqual(first);
    expect(drawSample(caseIds, { drawId: 'd-2', size: 20 }, sha256)).not.toEqual(first);
    expect(new Set(first).size).toBe(20);
    expect(drawSample(caseIds, { drawId: 'd-1', size: 1000 }, sha256)).toHaveLength(500);
  });

  test('prefers none of the cases', () => {
    const times = new Map(caseIds.map((caseId) => [caseId, 0]));
    for (let n = 0; n < 200; n += 1)
      for (const caseId of drawSample(caseIds, { drawId: `d-${n}`, size: 50 }, sha256))
        times.set(caseId, (times.get(caseId) ?? 0) + 1);

    // Each is expected twenty times; 4.2 is one standard deviation.
    expect(Math.min(...times.values())).toBeGreaterThan(3);
    expect(Math.max(...times.values())).toBeLessThan(40);
  });

  test('is drawn from answered cases nobody looked back at, without confidential senders', () => {
    expect(mayLookBack(archived)).toBe(true);
    expect(mayLookBack(caseAfter(archived, draw))).toBe(false);
    expect(mayLookBack({ ...archived, confidential: true })).toBe(false);
    expect(mayLookBack(buildCase(straightWay.length - 2))).toBe(false);
    expect(mayLookBack({ ...archived, erasedAt: now })).toBe(false);
    const reopenedAs = { caseId: 'C-2', number: 'N', at: now };
    expect(mayLookBack({ ...archived, reopenedAs })).toBe(false);
  });
});

describe('looking back at a drawn case', () => {
  test('is recorded once, with how and what was found', () => {
    const drawn = caseAfter(archived, draw);
    const looked = caseAfter(drawn, look(drawn, { how: 'phone', result: 'settled' }));

    expect(looked.lookBack).toMatchObject({ how: 'phone', result: 'settled', doneAt: now });
    expect(looked.status).toBe('archived');
    expect(refusalOf(() => look(looked, { how: 'phone', result: 'settled' }))).toEqual([
      'LOOKED_BACK',
    ]);
  });

  test('says what is left open, and is not done by whoever signed the answer, nor where nothing was drawn', () => {
    const drawn = { ...caseAfter(archived, draw), signedBy: 'P-9' };
    const settled = { how: 'visit', result: 'settled' };

    expect(refusalOf(() => look(drawn, { how: 'phone', result: 'not-settled' }))).toEqual([
      ...['FIELD_INVALID', 'LEFT_OPEN_MISSING'],
    ]);
    expect(refusalOf(() => look(drawn, settled))).toEqual(['OWN_ANSWER']);
    expect(refusalOf(() => look(archived, settled))).toEqual(['NOTHING_DRAWN']);
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  type ActionDraft,
  type Case,
  theCitizen,
  theHouse,
} from '../../processes/complaint/case.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { assignDown, holderOf, responsibleUnit, sendBack } from '../../processes/tiers/way.ts';
import { at, buildCase, caseAfter, staff } from '../support/build-case.ts';

const bureau = { id: 'U-shizheng', path: ['U-city', 'U-shizheng'] };
const street = { id: 'U-street', path: [...bureau.path, 'U-street'] };
const section = { id: 'U-section', path: [...street.path, 'U-section'] };
const village = { id: 'U-village', path: [...section.path, 'U-village'] };
const hamlet = { id: 'U-hamlet', path: [...village.path, 'U-hamlet'] };
const other = { id: 'U-other', path: ['U-city', 'U-other'] };
const nodes = [bureau, street, section, village, hamlet];

const when = at('2026-11-23T09:00');
const dueAt = at('2026-11-25T00:00');
const assigned = buildCase(6);

const as = (unitId: string) => ({ at: when, by: staff('unit-handler', `P-${unitId}`, unitId) });

function down(current: Case, from: number): Case {
  const [above, below] = [nodes[from] ?? other, nodes[from + 1] ?? other];
  const data = assignDown(current, above, below);
  const begun = caseAfter(current, { ...as(above.id), type: 'assign-down', data });
  const { stationId } = data;
  return caseAfter(begun, {
    ...{ type: 'open-station', at: when, by: theHouse },
    data: { stationId, instanceKey: '1', dueAt, squeezed: false },
  });
}

function task(current: Case, unitId: string, type: 'receive-down' | 'answer-up', day = when): Case {
  const fields = type === 'answer-up' ? { report: '已到现场核实，路灯线路已更换完毕。' } : {};
  const done = { ...as(unitId), at: day, step: 'Task_Any', digests: {} };
  return caseAfter(current, decideTask(type, current, fields, done));
}

/** Assigned down to the village, each tier with its receipt on record. */
function toVillage(): Case {
  const first = task(down(assigned, 0), 'U-street', 'receive-down');
  const second = task(down(first, 1), 'U-section', 'receive-down');
  return task(down(second, 2), 'U-village', 'receive-down');
}

describe('a case that is assigned down the tree', () => {
  test('stays with whoever received it first until the next receipt is on record', () => {
    const sent = down(assigned, 0);

    expect([holderOf(sent), responsibleUnit(sent)]).toEqual(['U-street', 'U-shizheng']);
    const received = task(sent, 'U-street', 'receive-down');
    expect([holderOf(received), responsibleUnit(received)]).toEqual(['U-street', 'U-street']);
  });

  test('goes no further before it was received, only down, from whoever has it, and three tiers', () => {
    const sent = down(assigned, 0);
    const received = task(sent, 'U-street', 'receive-down');

    expect(() => assignDown(sent, street, section)).toThrow('TIER_RECEIPT_AWAITED');
    expect(() => assignDown(received, street, other)).toThrow('TIER_NOT_BELOW');
    expect(() => assignDown(received, street, street)).toThrow('TIER_NOT_BELOW');
    expect(() => assignDown(received, bureau, street)).toThrow('TIER_ELSEWHERE');
    expect(() => assignDown(toVillage(), village, hamlet)).toThrow('TIER_TOO_DEEP');
  });

  test('is neither proposed nor given back nor merged while a unit below is at work', () => {
    const below = task(down(assigned, 0), 'U-street', 'receive-down');
    const proposal = { weight: 'simple', keyMatter: false } as const;
    const propose: ActionDraft = { ...as('U-shizheng'), type: 'propose', data: proposal };

    expect(() => caseAfter(below, propose)).toThrow('TIER_AWAITED');
    expect(caseAfter(task(below, 'U-street', 'answer-up'), propose).status).toBe('proposed');
  });
});

describe('an answer that goes up the tree', () => {
  test('comes to each tier in turn, each with its own verdict', () => {
    const third = task(toVillage(), 'U-village', 'answer-up', at('2026-11-24T09:00'));
    const second = task(third, 'U-section', 'answer-up', at('2026-11-24T10:00'));
    const first = task(second, 'U-street', 'answer-up', at('2026-11-25T10:00'));

    expect(responsibleUnit(third)).toBe('U-section');
    expect(holderOf(first)).toBe('U-shizheng');
    expect(first.way?.map(({ verdict }) => verdict)).toEqual(['overdue', 'on-time', 'on-time']);
  });

  test('is not given past a tier that has it, nor before the receipt', () => {
    expect(() => task(toVillage(), 'U-section', 'answer-up')).toThrow('TIER_ELSEWHERE');
    expect(() => task(down(assigned, 0), 'U-street', 'answer-up')).toThrow('TIER_RECEIPT_AWAITED');
  });

  test('that is sent back begins another time of the same unit; the first verdict stays', () => {
    const up = task(toVillage(), 'U-village', 'answer-up', at('2026-11-24T09:00'));
    const data = sendBack(up, 'U-section');
    const back = caseAfter(up, { ...as('U-section'), type: 'send-back', data });

    expect(holderOf(back)).toBe('U-village');
    expect(back.way?.at(-1)).toMatchObject({ receivedAt: when, dueAt: null, verdict: null });
    expect(back.way?.at(-2)?.verdict).toBe('on-time');
    expect(() => sendBack(toVillage(), 'U-village')).toThrow('TIER_NOTHING_ANSWERED');
  });

  test('is awaited of nobody once the sender has withdrawn', () => {
    const withdrawn = caseAfter(toVillage(), {
      type: 'withdraw',
      at: when,
      by: theCitizen,
      data: {},
    });

    expect(withdrawn.way?.map(({ closedAt }) => closedAt)).toEqual([when, when, when]);
  });
});

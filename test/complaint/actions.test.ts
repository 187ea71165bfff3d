import { describe, expect, test } from '@jest/globals';
import { allowed, allowedActions, checkAllowed } from '../../processes/complaint/actions.ts';
import { theCitizen, theHouse } from '../../processes/complaint/case.ts';
import { statuses } from '../../processes/complaint/statuses.ts';
import { buildCase, received, staff, straightWay } from '../support/build-case.ts';

const now = received.at;

describe('the action table', () => {
  test('has a row for every status', () => {
    expect(Object.keys(allowed).sort()).toEqual([...statuses].sort());
  });

  test('allows each action of the straight way in its turn', () => {
    straightWay.forEach((action, index) => {
      expect(() => checkAllowed(index === 0 ? null : buildCase(index), action)).not.toThrow();
    });
  });

  test('lets nobody skip a step: no action of the straight way may come before its turn', () => {
    straightWay.slice(2).forEach((action, index) => {
      const early = buildCase(index + 1);
      const isInTurn = straightWay[index + 1]?.type === action.type;
      if (!isInTurn && !(action.type in allowed[early.status])) {
        expect(() => checkAllowed(early, action)).toThrow('ACTION_NOT_ALLOWED');
      }
    });
  });

  test('an answer cannot be published before it is signed', () => {
    const publish = {
      type: 'publish',
      at: now,
      by: theHouse,
      data: { mode: 'public', textDigest: 'd1' },
    } as const;

    expect(() => checkAllowed(buildCase(8), publish)).toThrow('ACTION_NOT_ALLOWED');
  });

  test('a handler cannot sign', () => {
    const sign = {
      type: 'sign',
      at: now,
      by: staff('unit-handler'),
      data: { textDigest: 'd1' },
    } as const;

    expect(() => checkAllowed(buildCase(8), sign)).toThrow('ROLE_NOT_ALLOWED');
  });

  test('a complaint is received once', () => {
    expect(() => checkAllowed(buildCase(1), received)).toThrow('CASE_ALREADY_OPENED');
  });

  test('the citizen may rate an answer, and nothing before', () => {
    const rate = {
      type: 'rate',
      at: now,
      by: theCitizen,
      data: { answered: true, score: 5 },
    } as const;

    expect(() => checkAllowed(buildCase(11), rate)).not.toThrow();
    expect(() => checkAllowed(buildCase(9), rate)).toThrow('ACTION_NOT_ALLOWED');
  });

  test('a step that an owner drew is done by whoever it is meant for, wherever in the diagram it stands', () => {
    const record = (by = staff('lawyer')) =>
      ({ type: 'record', at: now, by, step: 'Task_Drawn', data: {} }) as const;

    for (let length = 1; length < straightWay.length; length += 1)
      expect(() => checkAllowed(buildCase(length), record())).not.toThrow();
    expect(() => checkAllowed(buildCase(11), record(staff('duty-officer')))).not.toThrow();
    expect(() => checkAllowed(buildCase(3), { ...record(), by: theCitizen })).toThrow(
      'ROLE_NOT_ALLOWED',
    );
  });

  test('tells somebody what they may do now', () => {
    expect(allowedActions('received', ['intake-clerk']).sort()).toEqual([
      'accept',
      'ask-regime',
      'hand-over',
      'let-go',
      'merge',
      'note-event',
      'record',
      'refuse',
      'take-in',
      'unmerge',
    ]);
    expect(allowedActions('received', ['unit-deputy']).sort()).toEqual([
      'ask-extension',
      'explain',
      'pause-clock',
      'receive-letter',
      'record',
      'report-on-instruction',
      'resume-clock',
    ]);
  });
});

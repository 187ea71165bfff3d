import { describe, expect, test } from '@jest/globals';
import type { ActionDraft, Case } from '../../processes/complaint/case.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { sha256 } from '../../workers/platform/digest.ts';
import { buildCase, received, staff } from '../support/build-case.ts';

const now = received.at;
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

const start = (kind: 'done' | 'first-response', days: number): ActionDraft => ({
  type: 'start-clock',
  at: now,
  by: theHouse,
  data: {
    ...{ clockId: `c:${kind}`, kind, startEvent: 'received', startAt: now },
    ...{ dueAt: later(days), provisional: false },
  },
});
const dates = { dueBefore: later(8), dueAfter: later(8), provisional: false };
const done = { clockId: 'c:done', kind: 'done' } as const;
const pause: ActionDraft = {
  ...{ type: 'pause-clock', at: now, by: staff('office') },
  data: { ...done, ...dates, category: 'before-court', from: now, to: null },
};
const resume: ActionDraft = {
  ...{ type: 'resume-clock', at: later(3), by: staff('office') },
  data: { ...done, ...dates, dueAfter: later(11), to: later(3) },
};

function caseWith(...drafts: ActionDraft[]): Case {
  const opened = buildCase(1);
  const bare = { ...opened, clocks: [], dueAt: null };
  return (
    appendActions(bare.id, bare, [start('first-response', 1), start('done', 8), ...drafts], sha256)
      .next ?? bare
  );
}

const clockOf = (one: Case, kind: string) => one.clocks.find((clock) => clock.kind === kind);

describe('a case whose clock is paused', () => {
  test('says since when and why, and is pressed by its other clocks only', () => {
    const paused = caseWith(pause);

    expect(clockOf(paused, 'done')).toMatchObject({
      state: 'running',
      paused: { from: now, category: 'before-court' },
    });
    expect(clockOf(paused, 'first-response')).not.toHaveProperty('paused');
    expect(paused.dueAt).toEqual(later(1));
  });

  test('has its new date when it runs again', () => {
    const resumed = caseWith(pause, resume);

    expect(clockOf(resumed, 'done')).toMatchObject({ state: 'running', dueAt: later(11) });
    expect(clockOf(resumed, 'done')).not.toHaveProperty('paused');
  });

  test('is not paused any more when the answer meets the clock', () => {
    const met = caseWith(pause, {
      ...{ type: 'meet-clock', at: later(2), by: theHouse },
      data: { ...done, verdict: 'on-time' },
    });

    expect(clockOf(met, 'done')).toMatchObject({ state: 'met', verdict: 'on-time' });
    expect(clockOf(met, 'done')).not.toHaveProperty('paused');
  });
});

describe('a case whose clock is extended', () => {
  const more = { requestId: 'c:done:extension-1', amount: 8, unit: 'wd' } as const;

  test('keeps its date while the request waits, and counts what was granted', () => {
    const asked = caseWith({
      ...{ type: 'ask-extension', at: now, by: staff('unit-handler') },
      data: { ...done, ...dates, ...more, dueAfter: later(20) },
    });
    const granted = caseWith({
      ...{ type: 'grant-extension', at: now, by: theHouse },
      data: { ...done, ...dates, ...more, dueAfter: later(20) },
    });

    expect(clockOf(asked, 'done')).toMatchObject({ dueAt: later(8) });
    expect(clockOf(asked, 'done')).not.toHaveProperty('extended');
    expect(clockOf(granted, 'done')).toMatchObject({ dueAt: later(20), extended: 1 });
  });

  test('nobody decides what they asked for', () => {
    const asked = { requestId: more.requestId, ...done, askedBy: 'u-1' };
    const decide = (userId: string) =>
      decideTask(
        'decide-extension',
        buildCase(5),
        { decision: 'approved' },
        {
          ...{ at: now, by: { ...staff('office'), userId }, step: 'Task_DecideExtension' },
          ...{ digests: {}, request: asked },
        },
      );

    expect(() => decide('u-1')).toThrow('OWN_REQUEST');
    expect(decide('u-2')).toMatchObject({
      type: 'decide-extension',
      data: { decision: 'approved' },
    });
  });

  test('declining needs a reason', () => {
    const done = { at: now, by: staff('office'), step: 'Task_DecideExtension', digests: {} };

    expect(() =>
      decideTask('decide-extension', buildCase(5), { decision: 'declined' }, done),
    ).toThrow(expect.objectContaining({ params: expect.objectContaining({ field: 'remarks' }) }));
  });
});

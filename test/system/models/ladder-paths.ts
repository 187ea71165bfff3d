import { describe, expect, test } from '@jest/globals';
import type { Answers, openModelEngine } from './model-engine.ts';

/** What the jobs of a ladder answer when it climbs without waiting. */
const past = '2026-01-01T00:00:00.000Z';
const means = [
  'phone',
  'letter',
  'assignment-form',
  'bulletin',
  'explanation',
  'talk',
  'accountability',
] as const;

const opened = { claimed: true, caseId: 'c-1', kind: 'done', rung: 1 };
const planned = { state: 'climbing', nextAt: past };
const unitGroups = ['unit-handler@U-1', 'unit-deputy@U-1', 'unit-principal@U-1'];

/** The answer of each rung, the highest last. */
const rungs = means.map((one, index) => ({
  state: 'climbing',
  taken: { rung: index + 1, means: one, unitId: 'U-1', dueAt: one === 'talk' ? null : past },
  isTop: index === means.length - 1,
  rung: index + 2,
}));

/** Every way through the ladder, as part of the paths of all diagrams. */
export function describeLadder(
  engine: () => Awaited<ReturnType<typeof openModelEngine>>,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  describe('a ladder', () => {
    const start = (clockId: string, answers: Answers) =>
      engine().start(
        'escalation-started',
        { clockId },
        { 'escalation:open-ladder': [opened], ...answers },
      );

    test('is climbed to its top whether or not what a rung asks is done, and ends when all of it is', async () => {
      const before = engine().served.length;
      await start('k-top', {
        'escalation:plan-rung': [planned],
        'escalation:add-supervisor': rungs,
        'escalation:close-ladder': [{ outcome: 'top' }],
      });

      expect(await engine().doTask('Task_Refer', {})).toEqual({
        groups: ['leading-group'],
        action: 'refer',
      });
      expect(await engine().doTask('Task_Phone', {})).toEqual({
        groups: ['office'],
        action: 'phone',
      });
      for (const task of ['Task_ReceiveLetter', 'Task_ReceiveForm'])
        expect(await engine().doTask(task, {})).toEqual({
          groups: unitGroups,
          action: 'receive-letter',
        });
      expect(await engine().doTask('Task_Explain', {})).toEqual({
        groups: unitGroups,
        action: 'explain',
      });
      expect(await engine().doTask('Task_Talk', {})).toEqual({
        groups: ['supervision'],
        action: 'talk',
      });

      const ends = await endsOf('escalation');
      expect(ends.at(-1)).toBe('escalation Event_TopReached');
      expect(ends.filter((end) => end === 'escalation Event_RungDone')).toHaveLength(7);
      const served = engine().served.slice(before);
      expect(served.filter((type) => type === 'escalation:add-supervisor')).toHaveLength(7);
      expect(served).toEqual(
        expect.arrayContaining([
          'escalation:send-letter',
          'escalation:send-assignment-form',
          'escalation:name-in-bulletin',
        ]),
      );
    });

    test('stops while a task of it is open, when word comes that its clock is met', async () => {
      await start('k-called-off', {
        'escalation:plan-rung': [
          planned,
          { state: 'climbing', nextAt: '2126-01-01T00:00:00.000Z' },
        ],
        'escalation:add-supervisor': rungs,
        'escalation:close-ladder': [{ outcome: 'met' }],
      });
      await engine().passTime(0, 2);

      await engine().tell('ladder-met', 'k-called-off');

      expect(await endsOf('escalation')).toEqual(['escalation Event_Met']);
    });

    test('stops with everything that is open when only the record says that its clock is met', async () => {
      const met = { ...rungs[1], state: 'met', isTop: true };
      await start('k-unheard', {
        'escalation:plan-rung': [planned],
        'escalation:add-supervisor': [{ ...rungs[0] }, met],
        'escalation:close-ladder': [{ outcome: 'met' }],
      });

      expect(await endsOf('escalation')).toEqual([
        'escalation Event_MetSeen',
        'escalation Event_Met',
      ]);
    });

    test('goes to the office where no unit has the case yet, without a date where the rule sets none', async () => {
      const nobody = { rung: 1, means: 'explanation', unitId: null, dueAt: null };
      await start('k-nobody', {
        'escalation:plan-rung': [planned],
        'escalation:add-supervisor': [{ ...rungs[6], taken: nobody }],
        'escalation:close-ladder': [{ outcome: 'top' }],
      });

      expect((await engine().doTask('Task_Explain', {})).groups).toEqual(['office']);
      expect((await endsOf('escalation')).at(-1)).toBe('escalation Event_TopReached');
    });

    test('that another instance climbs already ends at once', async () => {
      await start('k-twice', { 'escalation:open-ladder': [{ ...opened, claimed: false }] });

      expect(await endsOf('escalation')).toEqual(['escalation Event_StartedTwice']);
    });
  });
}

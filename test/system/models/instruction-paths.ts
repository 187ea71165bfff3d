import { expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

const day = 86_400_000;

/** A leader's instruction, by every way it can end. */
export function instructionPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  const give = (instructionId: string, unitId = 'U-shizheng', claimed = true) =>
    engine().start(
      'instruction-given',
      { instructionId, unitId, urgency: 'normal' },
      { 'instruction:open-instruction': [{ claimed, until: engine().inDays(9) }] },
    );

  test('is reported on by the unit, or by the office where no unit has the case', async () => {
    await give('i-1:instruction-1');
    expect(await engine().doTask('Task_ReportOnInstruction', {})).toEqual({
      groups: ['unit-handler@U-shizheng'],
      action: 'report-on-instruction',
    });
    expect(await endsOf('instruction')).toEqual(['instruction Event_Reported']);

    await give('i-2:instruction-1', '');
    expect((await engine().doTask('Task_ReportOnInstruction', {})).groups).toEqual(['office']);
    expect(await endsOf('instruction')).toEqual(['instruction Event_Reported']);
    expect(engine().served.at(-1)).toBe('instruction:tell-leader');
  });

  test('that nobody reports on in time is brought to mind, and can be reported on still', async () => {
    await give('i-3:instruction-1');
    await engine().passTime(10 * day);
    await engine().servedTimes('instruction:remind-unit', 1);

    await engine().doTask('Task_ReportOnInstruction', {});

    expect(await endsOf('instruction')).toEqual([
      ...['instruction Event_Reminded', 'instruction Event_Reported'],
    ]);
  });

  test('that another instance holds ends at once', async () => {
    await give('i-4:instruction-1', 'U-shizheng', false);

    expect(await endsOf('instruction')).toEqual(['instruction Event_StartedTwice']);
  });
}

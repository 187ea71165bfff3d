import { expect, test } from '@jest/globals';
import type { Answers, ModelEngine } from './model-engine.ts';

type EndsOf = (processId: string) => Promise<string[]>;

/** The rule of the regime asked again, by every way it can end. */
export function regimePaths(engine: () => ModelEngine, endsOf: EndsOf): void {
  const known = { channel: 'web', topic: 'audit', area: null, unitId: 'U-shenji' };
  const ask = (regimeAskId: string, claimed: boolean, changed = false) =>
    engine().start(
      'regime-asked',
      { regimeAskId },
      {
        'regime:open-ask': [{ ...known, claimed, complexity: 'several-sections' }],
        'regime:apply-regime': [{ changed }],
      },
    );

  test('puts the case under another one', async () => {
    await ask('r:regime-1', true, true);

    expect(await endsOf('regime')).toEqual(['regime Event_RegimeChanged']);
    expect(engine().served.at(-1)).toBe('regime:apply-regime');
  });

  test('may leave it as it is', async () => {
    await ask('r:regime-2', true);

    expect(await endsOf('regime')).toEqual(['regime Event_RegimeKept']);
  });

  test('is asked once', async () => {
    await ask('r:regime-3', false);

    expect(await endsOf('regime')).toEqual(['regime Event_StartedTwice']);
  });
}

/** A text that is endorsed in the unit before it is signed. */
export function signOffPaths(engine: () => ModelEngine, endsOf: EndsOf, open: Answers): void {
  async function drafted(caseId: string, regimeId: string) {
    const { doTask, start } = engine();
    await start(
      'complaint-received',
      { caseId },
      { ...open, 'sign-off:read-case': [{ regimeId }] },
    );
    await doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'normal' });
    await doTask('Task_Assign', { unitId: 'U-shizheng' });
    await doTask('Task_Propose', { weight: 'simple', keyMatter: 'no' });
    await doTask('Task_Draft', {});
  }

  async function answered(caseId: string) {
    const { doTask, tell } = engine();
    await doTask('Task_PublicationCheck', {});
    await tell('complaint-rated', caseId);
    return endsOf('complaint');
  }

  const answer = ['publication Event_AnsweredInPublic', 'complaint Event_Archived'];

  test('after a live session: the principal endorses, or gives it back, and the office answers', async () => {
    const { doTask } = engine();
    await drafted('c-district', 'district');

    expect(await doTask('Task_Endorse', { decision: 'returned' })).toEqual({
      groups: ['unit-principal@U-shizheng'],
      action: 'endorse',
    });
    await doTask('Task_Draft', {});
    await doTask('Task_Endorse', { decision: 'approved' });
    expect(await doTask('Task_Sign', { decision: 'approved' })).toEqual({
      groups: ['office'],
      action: 'sign',
    });

    expect(await answered('c-district')).toEqual([
      'sign-off Event_EndorsementRefused',
      'sign-off Event_Signed',
      ...answer,
    ]);
  });

  test('in a town: the deputy endorses, the office writes, the head signs', async () => {
    const { doTask } = engine();
    await drafted('c-town', 'town');

    expect((await doTask('Task_Endorse', { decision: 'approved' })).groups).toEqual([
      'unit-deputy@U-shizheng',
    ]);
    expect(await doTask('Task_OfficeText', {})).toEqual({ groups: ['office'], action: 'draft' });
    expect((await doTask('Task_Sign', { decision: 'approved' })).groups).toEqual(['leading-group']);

    expect(await answered('c-town')).toEqual(['sign-off Event_Signed', ...answer]);
  });
}

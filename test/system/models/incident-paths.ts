import { describe, expect, test } from '@jest/globals';
import { dutyCallPaths } from './duty-call-paths.ts';
import type { ModelEngine } from './model-engine.ts';

const day = 86_400_000;
const past = '2026-01-01T00:00:00.000Z';

/** The ways an incident, its contact sheet and its monitoring can take. */
export function incidentPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<readonly string[]>,
): void {
  describe('a call of somebody on duty', () => dutyCallPaths(engine, endsOf));

  const begin = (incidentId: string, watchUntil = past, claimed = true) =>
    engine().start(
      'incident-raised',
      { incidentId },
      {
        'incident:open-incident': [{ claimed, harm: 'none', spread: 'several', mass: false }],
        'incident:begin-watch': [{ watchUntil }],
      },
    );
  const confirm = (level: string) =>
    engine().doTask('Task_ConfirmLevel', { judgement: 'incident', level });
  const approve = () => engine().doTask('Task_ApproveStatement', { decision: 'approved' });
  const servedSoFar = (type: string) => engine().served.filter((one) => one === type).length;

  test('that another instance runs already ends at once', async () => {
    await begin('i-twice', past, false);

    expect(await endsOf('incident')).toEqual(['incident Event_StartedTwice']);
  });

  test('that is judged to be none ends', async () => {
    await begin('i-none');

    const task = await engine().doTask('Task_ConfirmLevel', { judgement: 'none', level: null });

    expect(task).toEqual({ groups: ['office', 'duty-leader'], action: 'confirm-level' });
    expect(await endsOf('incident')).toEqual(['incident Event_Dismissed']);
  });

  test('goes through a returned and an edited statement, two rounds and no watch to its review', async () => {
    await begin('i-ordinary');

    await confirm('ordinary');
    await engine().doTask('Task_Consult', {});
    await engine().doTask('Task_DraftStatement', {});
    expect(await engine().doTask('Task_ApproveStatement', { decision: 'returned' })).toEqual({
      groups: ['leading-group'],
      action: 'approve-statement',
    });
    await engine().doTask('Task_DraftStatement', {});
    await approve();
    await engine().tell('statement-reopened', 'i-ordinary');
    await engine().canceledTimes(1);
    await approve();
    await engine().doTask('Task_PublishStatement', {});
    await engine().doTask('Task_FollowUp', { outcome: 'again' });
    await engine().doTask('Task_Consult', {});
    await engine().doTask('Task_DraftStatement', {});
    await approve();
    await engine().doTask('Task_PublishStatement', {});
    await engine().doTask('Task_FollowUp', { outcome: 'subsided' });
    await engine().doTask('Task_ReviewIncident', {});

    expect(await endsOf('incident')).toEqual(['incident Event_Closed']);
  });

  test('whose level rises takes the view first, is approved by the higher tier, and watched', async () => {
    const changed = servedSoFar('incident:change-duties');
    await begin('i-rises', new Date(Date.now() + 400 * day).toISOString());

    await confirm('ordinary');
    await engine().awaitTask('Task_Consult');
    await engine().tell('incident-level-changed', 'i-rises', { level: 'major' });
    await engine().servedTimes('incident:change-duties', changed + 1);
    await engine().tell('consultation-reopened', 'i-rises');
    await engine().doTask('Task_TakeSuperiorView', {});
    await engine().doTask('Task_Consult', {});
    await engine().doTask('Task_DraftStatement', {});
    await engine().tell('statement-reopened', 'i-rises');
    await engine().canceledTimes(2);
    expect((await approve()).groups).toEqual(['superior']);
    await engine().doTask('Task_PublishStatement', {});
    await engine().doTask('Task_FollowUp', { outcome: 'again' });
    await engine().doTask('Task_TakeSuperiorView', {});
    await engine().doTask('Task_Consult', {});
    await engine().doTask('Task_DraftStatement', {});
    await approve();
    await engine().doTask('Task_PublishStatement', {});
    await engine().doTask('Task_FollowUp', { outcome: 'subsided' });
    await engine().passTime(401 * day);
    await engine().doTask('Task_ReviewIncident', {});

    expect(await endsOf('incident')).toEqual([
      'incident Event_DutiesChanged',
      'incident Event_Closed',
    ]);
  });

  test('has its facts verified by the unit concerned, and signed by its deputy', async () => {
    const opened = [{ claimed: true, unitId: 'U-shizheng' }];
    await engine().start(
      'contact-sheet-sent',
      { sheetId: 'i-1:sheet-1' },
      { 'contact-sheet:open-sheet': opened },
    );

    expect(await engine().doTask('Task_VerifyFacts', {})).toEqual({
      groups: ['unit-handler@U-shizheng', 'liaison@U-shizheng'],
      action: 'verify-facts',
    });
    await engine().doTask('Task_SignSheet', { decision: 'returned' });
    await engine().doTask('Task_VerifyFacts', {});
    const signed = await engine().doTask('Task_SignSheet', { decision: 'approved' });

    expect(signed).toEqual({ groups: ['unit-deputy@U-shizheng'], action: 'sign-sheet' });
    expect(await endsOf('contact-sheet')).toEqual(['contact-sheet Event_Signed']);
  });

  test('whose contact sheet another instance handles already ends that one at once', async () => {
    const opened = [{ claimed: false, unitId: '' }];
    await engine().start(
      'contact-sheet-sent',
      { sheetId: 'i-2:sheet-1' },
      { 'contact-sheet:open-sheet': opened },
    );

    expect(await endsOf('contact-sheet')).toEqual(['contact-sheet Event_StartedTwice']);
  });

  test('is looked at round after round until it has subsided, whatever is open then', async () => {
    const watching = { state: 'watching', nextAt: past };
    const later = { state: 'watching', nextAt: '2126-01-01T00:00:00.000Z' };
    const planned = servedSoFar('monitoring:plan-round');
    await engine().start(
      'monitoring-began',
      { monitoringId: 'i-3:monitoring' },
      { 'monitoring:plan-round': [watching, later, watching, { state: 'over', nextAt: null }] },
    );

    await engine().doTask('Task_Monitor', {});
    await engine().servedTimes('monitoring:plan-round', planned + 2);
    await engine().tell('monitoring-changed', 'i-3:monitoring');
    await engine().servedTimes('monitoring:plan-round', planned + 3);
    await engine().tell('monitoring-changed', 'i-3:monitoring');

    expect(await endsOf('monitoring')).toEqual(['monitoring Event_Over']);
  });

  test('whose monitoring another instance plans already ends that one at once', async () => {
    await engine().start(
      'monitoring-began',
      { monitoringId: 'i-4:monitoring' },
      { 'monitoring:plan-round': [{ state: 'duplicate', nextAt: null }] },
    );

    expect(await endsOf('monitoring')).toEqual(['monitoring Event_StartedTwice']);
  });
}

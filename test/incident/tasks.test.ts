import { describe, expect, test } from '@jest/globals';
import type { IncidentDraft } from '../../processes/incident/incident.ts';
import { decideIncidentTask } from '../../processes/incident/tasks.ts';
import {
  acted,
  group,
  incidentAfter,
  majorDuties,
  office,
  spokesperson,
  time,
} from './build-incident.ts';

const done = {
  at: time,
  by: office,
  step: 'Task',
  digests: { e1: 'd1' },
  textDigest: 't2',
  sheetId: null,
};
const plain = { at: time, by: office, step: 'Task', digests: { e1: 'd1' } };

describe('what a task of an incident brings about', () => {
  test('a level confirmed, with the unit concerned', () => {
    const fields = {
      judgement: 'incident',
      level: 'major',
      kind: 'emergency',
      unitId: 'U-shizheng',
      why: '有人受伤',
    };

    expect(decideIncidentTask('confirm-level', incidentAfter('claim'), fields, done)).toEqual({
      ...{ ...plain, type: 'confirm-level' },
      data: { level: 'major', kind: 'emergency', unitId: 'U-shizheng' },
    });
  });

  test('no incident, which needs no level', () => {
    const fields = {
      judgement: 'none',
      level: null,
      kind: null,
      unitId: null,
      why: '已核实为演习',
    };

    expect(decideIncidentTask('confirm-level', incidentAfter('claim'), fields, done)).toMatchObject(
      { type: 'dismiss' },
    );
  });

  test('an incident without a level is refused at its field', () => {
    const fields = { judgement: 'incident', level: null, why: '传播扩大' };

    expect(() => decideIncidentTask('confirm-level', incidentAfter('claim'), fields, done)).toThrow(
      'FIELD_INVALID',
    );
  });

  test('no consultation before the view of the superior, where the level asks for it', () => {
    const held = { attended: '领导小组', decided: '封闭现场。' };
    const waiting = { ...incidentAfter('take-up-duties'), duties: majorDuties };

    expect(() => decideIncidentTask('consult', waiting, held, done)).toThrow(
      'SUPERIOR_VIEW_MISSING',
    );
    const viewed = acted(waiting, { at: time, type: 'take-superior-view', by: office, data: {} });
    const consulted: IncidentDraft = decideIncidentTask('consult', viewed, held, done);

    expect(consulted).toMatchObject({ type: 'consult' });
    expect(acted(viewed, consulted)).toMatchObject({ status: 'consulted', viewTaken: false });
  });

  test('a statement as its next version, with the digest of its very text', () => {
    const fields = {
      ...{ statementType: 'announcement', parts: ['apology', 'stopped', 'rectification'] },
      statementText: '对给市民带来的不便，我们诚恳致歉；现场已封闭，正在抢修，进展将及时公布。',
    };

    expect(
      decideIncidentTask('draft-statement', incidentAfter('consult'), fields, {
        ...done,
        by: spokesperson,
      }),
    ).toMatchObject({
      ...{ type: 'draft-statement', by: spokesperson },
      data: { version: 1, textDigest: 't2' },
    });
  });

  test('a statement returned, which needs remarks', () => {
    const drafted = incidentAfter('draft-statement');
    const by = { ...done, by: group };
    const returned = { version: 1, decision: 'returned', remarks: '原因不要推测。' };

    expect(decideIncidentTask('approve-statement', drafted, returned, by)).toMatchObject({
      ...{ type: 'return-statement', data: { version: 1 } },
    });
    expect(() =>
      decideIncidentTask('approve-statement', drafted, { ...returned, remarks: '' }, by),
    ).toThrow('FIELD_INVALID');
  });

  test('a contact sheet signed or returned, and none without its sheet', () => {
    const incident = incidentAfter('take-up-duties');
    const about = { ...done, sheetId: 'incident-1:sheet-1' };

    expect(
      decideIncidentTask('sign-sheet', incident, { decision: 'approved' }, about),
    ).toMatchObject({
      ...{ type: 'sign-sheet', data: { sheetId: 'incident-1:sheet-1' } },
    });
    expect(
      decideIncidentTask(
        'sign-sheet',
        incident,
        { decision: 'returned', remarks: '补充时间。' },
        about,
      ),
    ).toMatchObject({
      type: 'return-sheet',
    });
    expect(() =>
      decideIncidentTask('sign-sheet', incident, { decision: 'approved' }, done),
    ).toThrow('SHEET_UNKNOWN');
  });

  test('a round of monitoring, a review and a follow-up', () => {
    const published = incidentAfter('publish-statement');

    expect(
      decideIncidentTask('monitor', published, { trend: 'wider', observed: '多家转载' }, done),
    ).toMatchObject({
      data: { trend: 'wider' },
    });
    expect(
      decideIncidentTask('follow-up', published, { outcome: 'subsided', reactions: '平息' }, done),
    ).toMatchObject({ data: { outcome: 'subsided' } });
    expect(
      decideIncidentTask('review-incident', published, { happened: '经过', lessons: '教训' }, done),
    ).toMatchObject({ type: 'review' });
  });
});

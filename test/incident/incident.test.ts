import { describe, expect, test } from '@jest/globals';
import { theHouse } from '../../processes/complaint/case.ts';
import { firstBrokenLink } from '../../processes/complaint/chain.ts';
import { allowedIncidentActions } from '../../processes/incident/actions.ts';
import { nextDue, replyClock, sheetClock } from '../../processes/incident/clocks.ts';
import { toldBy } from '../../processes/incident/duties.ts';
import { appendToIncident, foldIncident } from '../../processes/incident/fold.ts';
import { checkTimes, sameness } from '../../processes/incident/raise.ts';
import {
  acknowledgedReport,
  answeredQuestion,
  changedLevel,
  correctedOccurrence,
  finishedMeasure,
  judgedFact,
} from '../../processes/incident/room.ts';
import { isGraver, levels } from '../../processes/incident/words.ts';
import { at, digest, staff } from '../support/build-case.ts';
import {
  acted,
  group,
  incidentAfter,
  majorDuties,
  office,
  ordinaryDuties,
  raised,
  straightWay,
  time,
} from './build-incident.ts';

const when = { at: time };

describe('the log of an incident', () => {
  const { actions, next } = appendToIncident('incident-1', null, straightWay, digest);

  test('is a chain, and the incident its fold', () => {
    expect(firstBrokenLink(actions, digest)).toBeNull();
    expect(foldIncident(actions)).toEqual(next);
    expect(next).toMatchObject({
      status: 'published',
      version: straightWay.length,
      level: 'ordinary',
    });
  });

  test('names an edited action', () => {
    const edited = actions.map((action) =>
      action.n === 3 ? { ...action, at: at('2026-11-20T11:00') } : action,
    );

    expect(firstBrokenLink(edited, digest)).toBe(3);
  });

  test('skips no step, repeats none, and lets nobody take that of another', () => {
    const [, , confirm, , consult] = straightWay;
    if (confirm === undefined || consult === undefined)
      throw new Error('the straight way is longer');

    expect(() => acted(incidentAfter('raise'), consult)).toThrow('ACTION_NOT_ALLOWED');
    expect(() => acted(incidentAfter('confirm-level'), confirm)).toThrow('ACTION_NOT_ALLOWED');
    expect(() => acted(incidentAfter('raise'), raised)).toThrow('INCIDENT_ALREADY_RAISED');
    expect(() => acted(null, consult)).toThrow('INCIDENT_UNKNOWN');
    expect(() => acted(incidentAfter('claim'), { ...confirm, by: staff('unit-handler') })).toThrow(
      'ROLE_NOT_ALLOWED',
    );
    expect(() => acted(null, { ...raised, by: staff('unit-handler') })).toThrow('ROLE_NOT_ALLOWED');
  });

  test('says what a role may do now', () => {
    expect(allowedIncidentActions('drafted', ['leading-group'])).toEqual(
      expect.arrayContaining(['approve-statement', 'change-level', 'acknowledge']),
    );
    expect(allowedIncidentActions('drafted', ['auditor'])).toEqual(['record']);
  });
});

describe('what happened', () => {
  const past = at('2026-11-20T08:00');
  const ahead = at('2026-11-20T10:01');
  const times = { occurredAt: past, eventAt: null, discoveredAt: past };

  test.each([
    ['occurredAt', 'OCCURRENCE_IN_FUTURE'],
    ['eventAt', 'EVENT_TIME_IN_FUTURE'],
    ['discoveredAt', 'DISCOVERY_IN_FUTURE'],
  ])('lies behind us: %s', (field, code) => {
    expect(() => checkTimes({ ...times, [field]: ahead }, time)).toThrow(code);
    expect(() => checkTimes({ ...times, [field]: time }, time)).not.toThrow();
  });

  test('its occurrence is corrected to another time behind us', () => {
    const incident = incidentAfter('raise');

    expect(correctedOccurrence(incident, at('2026-11-20T06:00'), time)).toEqual({
      ...{ before: past, occurredAt: at('2026-11-20T06:00') },
    });
    expect(() => correctedOccurrence(incident, ahead, time)).toThrow('OCCURRENCE_IN_FUTURE');
    expect(() => correctedOccurrence(incident, past, time)).toThrow('OCCURRENCE_UNCHANGED');
  });

  test.each([
    ['https://news.example/a/1?utm_source=x&from=timeline', 'http://www.news.example/a/1/', true],
    ['https://news.example/a?id=1&page=2', 'https://m.news.example/a?page=2&id=1#top', true],
    ['https://news.example/a?id=1', 'https://news.example/a?id=2', false],
  ])('%s and %s: the same page %s', (one, other, same) => {
    const known = sameness({ title: 'a', link: one });

    expect(sameness({ title: 'b', link: other }) === known).toBe(same);
  });

  test('without a link is known by its title, whatever signs stand in it', () => {
    const link = null;

    expect(sameness({ title: '滨河路 桥面塌陷！', link })).toBe(
      sameness({ title: '滨河路桥面塌陷', link }),
    );
    expect(sameness({ title: '滨河路桥面塌陷', link })).not.toBe(
      sameness({ title: '滨河路停水', link }),
    );
  });
});

describe('the duties of a level', () => {
  test('tell those above first, and the leading group at every level', () => {
    expect(toldBy(majorDuties)).toEqual(['superior', 'leading-group']);
    expect(toldBy(ordinaryDuties)).toEqual(['leading-group']);
  });

  test('do not wait for the level: what is raised is due twelve hours after its occurrence', () => {
    expect(nextDue(incidentAfter('claim'))).toEqual(at('2026-11-20T20:00'));
    expect(nextDue(incidentAfter('confirm-level'))).toBeNull();
  });

  test('count the reply from the occurrence, not from when it was found', () => {
    const incident = incidentAfter('raise');

    expect(replyClock(incident, ordinaryDuties)).toMatchObject({
      ...{ id: 'incident-1:incident-reply', startAt: at('2026-11-20T08:00') },
      ...{ amount: 12, unit: 'h', warn: { amount: 2, unit: 'h' } },
    });
  });

  test.each([
    ['needed by the reply before its day is over', '2026-11-20T10:00', 'occurred', 12],
    ['sent when the reply is late already', '2026-11-20T20:00', 'sheet-sent', 24],
  ])('a contact sheet %s', (_, sentAt, startEvent, amount) => {
    const sheet = { id: 'incident-1:sheet-1', sentAt: at(sentAt) };

    expect(sheetClock(incidentAfter('raise'), sheet, ordinaryDuties)).toMatchObject({
      startEvent,
      amount,
    });
  });

  test('levels are in order, and change only to another one', () => {
    expect(isGraver('extraordinary', 'slight')).toBe(true);
    expect(levels.filter((level) => isGraver(level, level))).toEqual([]);
    expect(changedLevel({ level: 'ordinary', duties: ordinaryDuties }, 'major')).toEqual({
      from: 'ordinary',
      level: 'major',
    });
    expect(() => changedLevel({ level: 'major', duties: majorDuties }, 'major')).toThrow(
      'LEVEL_UNCHANGED',
    );
    expect(() => changedLevel({ level: 'ordinary', duties: null }, 'major')).toThrow(
      'LEVEL_NOT_CONFIRMED',
    );
  });
});

describe('in the room', () => {
  const incident = acted(
    incidentAfter('take-up-duties'),
    { ...when, type: 'add-fact', by: office, data: { factId: 'f1', certainty: 'unconfirmed' } },
    {
      ...when,
      type: 'report',
      by: theHouse,
      data: { reportId: 'r1', to: 'leading-group', by: time },
    },
    {
      ...when,
      type: 'add-measure',
      by: group,
      data: { measureId: 'm1', unitId: 'U-shizheng', dueOn: '2026-11-21' },
    },
    { ...when, type: 'raise-question', by: office, data: { questionId: 'q1' } },
  );

  test('a fact is confirmed or refuted, and stays', () => {
    const refuted = acted(incident, {
      ...{ ...when, type: 'judge-fact', by: office },
      data: { factId: 'f1', certainty: 'refuted' },
    });

    expect(refuted.facts).toEqual([{ id: 'f1', certainty: 'refuted', at: time, judgedAt: time }]);
    expect(judgedFact(refuted, 'f1', 'refuted')).toBeNull();
    expect(() => judgedFact(incident, 'f2', 'confirmed')).toThrow('FACT_UNKNOWN');
  });

  test('the fact report is acknowledged by the group it went to; the first one counts', () => {
    expect(() => acknowledgedReport(incident, 'r1', 'superior')).toThrow('FACT_REPORT_NOT_YOURS');
    expect(() => acknowledgedReport(incident, 'r2', 'superior')).toThrow('FACT_REPORT_UNKNOWN');
    const read = acted(incident, {
      ...when,
      type: 'acknowledge',
      by: group,
      data: { reportId: 'r1' },
    });

    expect(read.reports[0]?.acknowledged).toEqual({ at: time, userId: 'P-group' });
    expect(acknowledgedReport(read, 'r1', 'leading-group')).toBeNull();
  });

  test('a measure is finished once', () => {
    const done = acted(incident, {
      ...when,
      type: 'finish-measure',
      by: group,
      data: { measureId: 'm1' },
    });

    expect(finishedMeasure(incident, 'm1')).toEqual({ measureId: 'm1' });
    expect(finishedMeasure(done, 'm1')).toBeNull();
    expect(() => finishedMeasure(incident, 'm2')).toThrow('MEASURE_UNKNOWN');
  });

  test('a doubt that was reported up can still be answered, an answered one not again', () => {
    const up = acted(incident, {
      ...{ ...when, type: 'answer-question', by: office },
      data: { questionId: 'q1', how: 'reported-up' },
    });
    const answered = acted(up, {
      ...{ ...when, type: 'answer-question', by: office },
      data: answeredQuestion(up, 'q1', 'answered'),
    });

    expect(() => answeredQuestion(answered, 'q1', 'answered')).toThrow('PUBLIC_QUESTION_ANSWERED');
    expect(() => answeredQuestion(answered, 'q2', 'answered')).toThrow('PUBLIC_QUESTION_UNKNOWN');
  });
});

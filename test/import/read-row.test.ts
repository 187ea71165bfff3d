import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { profileSchema } from '../../processes/import/profile.ts';
import { readRow } from '../../processes/import/read-row.ts';

const profile = profileSchema.parse(
  JSON.parse(readFileSync('processes/import/profiles/boston311.json', 'utf8')),
);
const row = {
  case_enquiry_id: '101000295613',
  open_dt: '2011-07-01 01:32:33',
  target_dt: '2011-07-15 01:32:32',
  closed_dt: '2011-07-01 05:06:58',
  ontime: 'ONTIME',
  case_title: 'Street Light Outages',
  subject: 'Public Works Department',
  reason: 'Street Lights',
  type: 'Street Light Outages',
  queue: 'PWDx',
  neighborhood: 'Roslindale',
};

function read(change: Partial<typeof row>) {
  return readRow({ ...row, ...change }, profile);
}

describe('a row of the Boston requests', () => {
  test('becomes a request with its topic and the source’s own number', () => {
    expect(read({})).toMatchObject({
      ok: { number: 'BOS-101000295613', topic: 'urban-rural-construction', verdict: 'on-time' },
    });
  });

  test('wall times are those of Boston', () => {
    expect(read({})).toMatchObject({ ok: { receivedAt: new Date('2011-07-01T05:32:33Z') } });
  });

  test.each([
    ['2011-07-15 01:32:32', 'on-time'],
    ['2011-07-15 01:32:33', 'overdue'],
  ])('closed at %s is %s: the second of the target still counts', (closed_dt, verdict) => {
    expect(read({ closed_dt })).toMatchObject({ ok: { verdict } });
  });

  test('without a target there is a case, and no verdict', () => {
    expect(read({ target_dt: '' })).toMatchObject({
      ok: { dueAt: null, verdict: null, statedVerdict: 'on-time' },
    });
  });

  test('a target before its opening is kept as the source states it', () => {
    expect(read({ target_dt: '2010-01-01 00:00:00' })).toMatchObject({
      ok: { verdict: 'overdue' },
    });
  });

  test.each([
    [{ case_enquiry_id: ' ' }, 'ID_MISSING', 'case_enquiry_id'],
    [{ case_title: '' }, 'SUBJECT_MISSING', 'case_title'],
    [{ open_dt: '' }, 'DATE_MISSING', 'open_dt'],
    [{ open_dt: '01/07/2011' }, 'DATE_UNREADABLE', 'open_dt'],
    [{ closed_dt: '2011-06-30 00:00:00' }, 'CLOSED_BEFORE_RECEIVED', 'closed_dt'],
  ])('%o is rejected: %s in column %s', (change, code, column) => {
    expect(read(change)).toMatchObject({ reject: { code, column } });
  });
});

import { describe, expect, test } from '@jest/globals';
import { theHouse } from '../../processes/complaint/case.ts';
import {
  approvedStatement,
  missingParts,
  publishedAgain,
  publishedStatement,
  releasedStatement,
  statementNow,
  writtenStatement,
} from '../../processes/incident/statement.ts';
import { incidentKinds, requiredParts } from '../../processes/incident/words.ts';
import {
  acted,
  group,
  incidentAfter,
  majorDuties,
  spokesperson,
  superior,
  time,
  written,
} from './build-incident.ts';

const when = { at: time };
const leader = { role: 'leading-group', userId: 'P-group' } as const;

describe('a statement', () => {
  test.each(incidentKinds)('about a matter of kind %s contains what its kind demands', (kind) => {
    const [first, ...others] = requiredParts[kind];

    expect(missingParts(kind, [...requiredParts[kind]])).toEqual([]);
    expect(missingParts(kind, others)).toEqual([first]);
  });

  test('that lacks a part of its kind is not sent for approval', () => {
    const incident = incidentAfter('consult');
    const lacking = {
      statementType: 'announcement',
      parts: ['apology'],
      textDigest: 't1',
    } as const;

    expect(() => writtenStatement(incident, { ...lacking, parts: ['apology'] })).toThrow(
      'PARTS_MISSING',
    );
  });

  test('approved by its tier may be published as it stands', () => {
    const approved = incidentAfter('approve-statement');

    expect(releasedStatement(approved, 1, ['website'])).toEqual({
      ...{ version: 1, textDigest: 't1', outlets: ['website'] },
    });
  });

  test('edited after its approval has none: it is drafted again and cannot be published', () => {
    const edited = acted(incidentAfter('approve-statement'), {
      ...{ ...when, type: 'edit-statement', by: spokesperson },
      data: { ...written, version: 2, textDigest: 't2' },
    });

    expect(edited.status).toBe('drafted');
    expect(
      edited.statements.map(({ version, approval, voidedAt }) => [version, approval, voidedAt]),
    ).toEqual([
      [1, null, time],
      [2, null, null],
    ]);
    expect(() => releasedStatement(edited, 2, ['website'])).toThrow('TEXT_NOT_APPROVED');
  });

  test('edited while it was read is not approved unseen', () => {
    const edited = acted(incidentAfter('draft-statement'), {
      ...{ ...when, type: 'edit-statement', by: spokesperson },
      data: { ...written, version: 2, textDigest: 't2' },
    });

    expect(() => approvedStatement(edited, 1, leader)).toThrow('STATEMENT_EDITED');
    expect(approvedStatement(edited, 2, leader)).toEqual({ version: 2, textDigest: 't2' });
  });

  test('is approved by nobody who wrote it, and by no other tier than its level names', () => {
    const drafted = incidentAfter('draft-statement');

    expect(() => approvedStatement(drafted, 1, { ...leader, userId: 'P-spokesperson' })).toThrow(
      'OWN_STATEMENT',
    );
    expect(() => approvedStatement({ ...drafted, duties: majorDuties }, 1, leader)).toThrow(
      'APPROVAL_NOT_YOURS',
    );
    expect(
      approvedStatement({ ...drafted, duties: majorDuties }, 1, {
        role: 'superior',
        userId: 'P-superior',
      }),
    ).toEqual({ version: 1, textDigest: 't1' });
  });

  test('approved before the level rose has to be approved by the higher tier', () => {
    const risen = acted(incidentAfter('approve-statement'), {
      ...when,
      type: 'change-level',
      by: group,
      data: { from: 'ordinary', level: 'major' },
    });

    expect(risen).toMatchObject({ status: 'drafted', level: 'major' });
    expect(statementNow(risen)).toMatchObject({ approval: null, voidedAt: time });
  });

  test('approved by the old tier before the duties of the higher level were taken up has to be approved by that', () => {
    const between = acted(
      incidentAfter('draft-statement'),
      { ...when, type: 'change-level', by: group, data: { from: 'ordinary', level: 'major' } },
      { ...when, type: 'approve-statement', by: group, data: { version: 1, textDigest: 't1' } },
    );
    expect(between.status).toBe('approved');

    const taken = acted(between, {
      ...{ ...when, type: 'take-up-duties', by: theHouse },
      data: { level: 'major', duties: majorDuties },
    });

    expect(taken).toMatchObject({ status: 'drafted', dutiesLevel: 'major' });
    expect(statementNow(taken)?.approval).toBeNull();
    expect(() => approvedStatement(taken, 1, leader)).toThrow('APPROVAL_NOT_YOURS');
  });

  test('asked for again though it was approved is approved again, or returned and has no approval', () => {
    const approved = incidentAfter('approve-statement');
    const again = { ...when, type: 'approve-statement', by: group } as const;
    const back = { ...when, type: 'return-statement', by: group } as const;

    expect(acted(approved, { ...again, data: { version: 1, textDigest: 't1' } })).toMatchObject({
      status: 'approved',
    });
    const returned = acted(approved, { ...back, data: { version: 1 } });
    expect(returned.status).toBe('consulted');
    expect(statementNow(returned)).toMatchObject({ approval: null, returnedAt: time });
  });

  test('keeps its approval where the level falls', () => {
    const fallen = acted(incidentAfter('approve-statement'), {
      ...when,
      type: 'change-level',
      by: superior,
      data: { from: 'ordinary', level: 'slight' },
    });

    expect(fallen).toMatchObject({ status: 'approved', level: 'slight' });
  });
});

describe('one voice', () => {
  const published = incidentAfter('publish-statement');

  test('the published text may go out in more places, word for word', () => {
    expect(publishedAgain(published, 't1', 'wechat')).toEqual({
      version: 1,
      textDigest: 't1',
      outlet: 'wechat',
    });
  });

  test.each([
    ['changed by a word', published, 't1 and more'],
    ['approved, and not published yet', incidentAfter('approve-statement'), 't1'],
  ])('a text that was %s goes nowhere', (_, incident, said) => {
    expect(() => publishedAgain(incident, said, 'wechat')).toThrow('TEXT_NOT_APPROVED');
  });

  test('a second draft takes nothing back of what was published', () => {
    const again = acted(
      published,
      { ...when, type: 'follow-up', by: group, data: { outcome: 'again' } },
      { ...when, type: 'consult', by: group, data: {} },
      {
        ...{ ...when, type: 'draft-statement', by: spokesperson },
        data: { ...written, version: 2, textDigest: 't2' },
      },
    );

    expect(publishedStatement(again)).toMatchObject({
      version: 1,
      approval: { role: 'leading-group' },
    });
    expect(publishedAgain(again, 't1', 'board')).toMatchObject({ version: 1 });
    expect(again.consultations).toBe(2);
  });

  test('a text that a newer one replaced goes out nowhere any more', () => {
    const corrected = acted(
      published,
      { ...when, type: 'follow-up', by: group, data: { outcome: 'again' } },
      { ...when, type: 'consult', by: group, data: {} },
      {
        ...{ ...when, type: 'draft-statement', by: spokesperson },
        data: { ...written, version: 2, textDigest: 't2' },
      },
      { ...when, type: 'approve-statement', by: group, data: { version: 2, textDigest: 't2' } },
      {
        ...{ ...when, type: 'publish-statement', by: spokesperson },
        data: { version: 2, textDigest: 't2', outlets: ['website'] },
      },
    );

    expect(() => publishedAgain(corrected, 't1', 'wechat')).toThrow('TEXT_NOT_APPROVED');
    expect(publishedAgain(corrected, 't2', 'wechat')).toMatchObject({ version: 2 });
  });
});

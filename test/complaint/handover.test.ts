import { describe, expect, test } from '@jest/globals';
import { theHouse } from '../../processes/complaint/case.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { at, staff } from '../support/build-case.ts';
import { caseWith, done, once } from '../support/turned-case.ts';

describe('handing a case over to another institution', () => {
  const office = { ...done, by: staff('office') };
  const returned = caseWith(...once);
  const away = { founded: 'yes', outcome: 'other-body', otherBody: '省电力公司' };

  test('is for the office after a return, and names the institution', () => {
    expect(decideTask('reassign', returned, away, office).type).toBe('hand-over');
    expect(() => decideTask('reassign', returned, { ...away, otherBody: '' }, office)).toThrow(
      'FIELD_INVALID',
    );
    expect(() => decideTask('reassign', returned, { founded: 'yes' }, office)).toThrow(
      'FIELD_INVALID',
    );
  });

  test('is judged by its day, and complete with the receipt', () => {
    const handed = caseWith(
      ...once,
      {
        ...{ type: 'hand-over', at: at('2026-11-25T10:00') },
        by: staff('office'),
        data: { ground: 'not-our-duty' },
      },
      {
        ...{ type: 'tell-handover', at: at('2026-11-25T10:00') },
        by: theHouse,
        data: { dueAt: at('2026-11-26T00:00') },
      },
      {
        ...{ type: 'await-receipt', at: at('2026-11-25T10:00') },
        by: theHouse,
        data: { instanceKey: '7' },
      },
      {
        ...{ type: 'receive-handover', at: at('2026-11-27T10:00') },
        by: staff('office'),
        data: { receivedOn: '2026-11-27' },
      },
    );

    expect(handed.status).toBe('handed-over');
    expect(handed.handover).toMatchObject({ verdict: 'on-time', receivedOn: '2026-11-27' });
  });
});

import { describe, expect, test } from '@jest/globals';
import { accessOf, type CaseRowFacts } from '../../api/access.ts';
import { toPerson } from '../../api/person.ts';
import type { RoleAtUnit } from '../../processes/roles.ts';
import { sampleUnits } from '../../workers/sample/institution.ts';
import type { UnitRow } from '../../workers/store/units.ts';

function pathOf(id: string): string[] {
  const parentId = sampleUnits.find(({ _id }) => _id === id)?.parentId ?? null;
  return parentId === null ? [id] : [...pathOf(parentId), id];
}

const rows = sampleUnits.map(
  (unit): UnitRow => ({ ...unit, path: pathOf(unit._id), dissolvedAt: null, version: 1 }),
);
const units = {
  find: async (id: string) => rows.find(({ _id }) => _id === id) ?? null,
  withDescendants: async (ids: readonly string[]) =>
    rows.filter(({ path }) => path.some((id) => ids.includes(id))).map(({ _id }) => _id),
};

const accessFor = (...roles: RoleAtUnit[]) =>
  accessOf(
    toPerson(
      {
        ...{ _id: 'P-x', login: 'x', name: 'X', passwordHash: '', roles, language: 'zh' },
        ...{ disabled: false, sessionsValidFrom: new Date(0), version: 1 },
      },
      new Date(),
    ),
    units,
  );
const one = (unitId: string | null, change: Partial<CaseRowFacts> = {}): CaseRowFacts => ({
  ...{ unitId, status: 'assigned', confidential: false, supervisors: [] },
  ...change,
});

describe('what a person may see', () => {
  test('is their unit and everything below it, four tiers deep', async () => {
    const { mayRead } = await accessFor({ role: 'unit-principal', unitId: 'U-donghu' });

    expect(mayRead(one('U-donghu'))).toBe(true);
    expect(mayRead(one('U-donghu-liulin'))).toBe(true);
    expect(mayRead(one('U-city'))).toBe(false);
    expect(mayRead(one('U-shizheng'))).toBe(false);
    expect(mayRead(one(null))).toBe(false);
  });

  test('is everything for the leading group of the root, also what has no unit yet', async () => {
    const { mayRead, readable } = await accessFor({ role: 'leading-group', unitId: 'U-city' });

    expect(mayRead(one(null, { status: 'received' }))).toBe(true);
    expect(readable).toEqual({});
  });

  test('is what was signed for the publication checker', async () => {
    const { mayRead } = await accessFor({ role: 'publication-checker', unitId: 'U-office' });

    expect(mayRead(one('U-shizheng', { status: 'signed' }))).toBe(true);
    expect(mayRead(one('U-shizheng', { status: 'drafted' }))).toBe(false);
  });

  test('is what a rung of the ladder has put under their eyes, whichever unit has it', async () => {
    const supervised = (role: 'leading-group' | 'unit-principal') =>
      one('U-shizheng', { supervisors: [{ role, clockId: 'case-1:done', rung: 6 }] });
    const leaders = await accessFor({ role: 'leading-group', unitId: 'U-donghu' });
    const principal = await accessFor({ role: 'unit-principal', unitId: 'U-donghu' });

    expect(leaders.mayRead(one('U-shizheng'))).toBe(false);
    expect(leaders.mayRead(supervised('leading-group'))).toBe(true);
    expect(leaders.readable).toMatchObject({
      $or: expect.arrayContaining([{ supervisors: { $elemMatch: { role: 'leading-group' } } }]),
    });
    expect(principal.mayRead(supervised('unit-principal'))).toBe(false);
  });

  test('is no case for those who keep the machine', async () => {
    for (const role of ['system-admin', 'process-owner', 'rule-admin'] as const) {
      const { readable, mayRead } = await accessFor({ role, unitId: 'U-city' });
      expect([role, readable, mayRead(one('U-shizheng'))]).toEqual([role, null, false]);
    }
  });

  test('is nothing without a role, and nothing at a unit that does not exist', async () => {
    expect((await accessFor()).readable).toBeNull();
    const lost = await accessFor({ role: 'unit-handler', unitId: 'U-nowhere' });
    expect(lost.mayRead(one('U-nowhere'))).toBe(false);
  });

  test('adds up over several roles, in the filter as for one case', async () => {
    const { mayRead, readable } = await accessFor(
      { role: 'unit-handler', unitId: 'U-shizheng' },
      { role: 'liaison', unitId: 'U-huanbao' },
    );

    expect([mayRead(one('U-shizheng')), mayRead(one('U-huanbao'))]).toEqual([true, true]);
    expect(mayRead(one('U-jiaotong'))).toBe(false);
    expect(JSON.stringify(readable)).toContain('U-shizheng');
    expect(JSON.stringify(readable)).toContain('U-huanbao');
  });
});

describe('whose senders a person may know', () => {
  test('of their own unit, unless the sender asked for confidentiality', async () => {
    const { mayReadIdentity } = await accessFor({ role: 'unit-handler', unitId: 'U-shizheng' });

    expect(mayReadIdentity(one('U-shizheng'))).toBe(true);
    expect(mayReadIdentity(one('U-shizheng', { confidential: true }))).toBe(false);
    expect(mayReadIdentity(one('U-huanbao'))).toBe(false);
  });

  test('of all for intake and office only', async () => {
    const known = async (role: RoleAtUnit['role']) =>
      (await accessFor({ role, unitId: 'U-city' })).mayReadIdentity(
        one('U-shizheng', { confidential: true }),
      );

    expect(await known('intake-clerk')).toBe(true);
    expect(await known('office')).toBe(true);
    for (const role of ['supervision', 'auditor', 'leading-group', 'unit-principal'] as const)
      expect([role, await known(role)]).toEqual([role, false]);
  });
});

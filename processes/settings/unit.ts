import { z } from 'zod';
import type { SettingIssue } from './issue.ts';
import { houseId, isoDay, settingCode, settingLine, settingText } from './words.ts';

/** What people set of a unit. */
export const unitDocument = z.strictObject({
  name: settingLine(100, 'REQUIRED'),
  nameEn: settingLine(100),
  duties: z.array(settingCode).max(100),
  address: settingLine(200),
  phone: settingLine(40),
  hours: settingText(200),
  /** From this day on it gets nothing new; null while it stands. */
  dissolvedOn: isoDay.nullable(),
  /** The unit whose office takes over what is open. */
  successorId: houseId.nullable(),
});
export type UnitDocument = z.output<typeof unitDocument>;

/** How things stand around a unit that is changed. */
export interface UnitFacts {
  readonly unitId: string;
  readonly openCases: number;
  readonly children: number;
  readonly topics: readonly string[];
  /** Units that exist and are not dissolved. */
  readonly units: readonly string[];
}

/** What keeps a change of a unit from being made. */
export function unitProblems(
  { duties, dissolvedOn, successorId }: UnitDocument,
  { unitId, openCases, children, topics, units }: UnitFacts,
): SettingIssue[] {
  const unknown = duties.flatMap((topic, index): SettingIssue[] =>
    topics.includes(topic) ? [] : [{ path: ['duties', index], code: 'NOT_A_CHOICE', params: {} }],
  );
  if (dissolvedOn === null)
    return successorId === null
      ? unknown
      : [...unknown, { path: ['successorId'], code: 'SUCCESSOR_WITHOUT_END', params: {} }];
  const others = units.filter((id) => id !== unitId);
  const successor: SettingIssue[] =
    successorId !== null && !others.includes(successorId)
      ? [{ path: ['successorId'], code: 'NOT_A_CHOICE', params: {} }]
      : [];
  const left: SettingIssue[] =
    successorId === null && openCases > 0
      ? [{ path: ['successorId'], code: 'UNIT_HAS_CASES', params: { count: openCases } }]
      : [];
  const below: SettingIssue[] =
    children > 0
      ? [{ path: ['dissolvedOn'], code: 'UNIT_HAS_UNITS', params: { count: children } }]
      : [];
  return [...unknown, ...successor, ...left, ...below];
}

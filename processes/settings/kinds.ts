import type { z } from 'zod';
import { quietHoursSchema } from '../escalation/quiet-hours.ts';
import type { Role } from '../roles.ts';
import { rotaDocument } from '../rota/rota.ts';
import { channelsDocument } from './channels.ts';
import type { SettingKind } from './names.ts';
import { personDocument } from './person.ts';
import { sourcesDocument } from './sources.ts';
import { textsDocument } from './texts.ts';
import { topicsDocument } from './topics.ts';
import { unitDocument } from './unit.ts';

/** The documents by kind: each is checked whole. */
export const settingDocuments = {
  topics: topicsDocument,
  channels: channelsDocument,
  texts: textsDocument,
  'quiet-hours': quietHoursSchema,
  rotas: rotaDocument,
  sources: sourcesDocument,
  unit: unitDocument,
  person: personDocument,
} as const satisfies Record<SettingKind, z.ZodType>;

interface SettingRule {
  /** The house has one, or each unit and each person has its own. */
  readonly one: boolean;
  readonly edits: readonly Role[];
  /** Empty: a change is in force at once; else somebody else of these roles has to approve it. */
  readonly approves: readonly Role[];
}

/** Who changes what, and what needs a second pair of eyes: whatever citizens meet, and what people may do. */
export const settingRules = {
  topics: { one: true, edits: ['system-admin', 'office'], approves: ['system-admin', 'office'] },
  channels: { one: true, edits: ['system-admin', 'office'], approves: [] },
  texts: {
    one: true,
    edits: ['system-admin', 'office'],
    approves: ['system-admin', 'office', 'publication-checker'],
  },
  'quiet-hours': { one: true, edits: ['system-admin', 'rule-admin'], approves: [] },
  rotas: { one: true, edits: ['system-admin', 'office'], approves: [] },
  sources: { one: true, edits: ['system-admin', 'office'], approves: [] },
  unit: { one: false, edits: ['system-admin'], approves: [] },
  person: { one: false, edits: ['system-admin'], approves: ['system-admin', 'leading-group'] },
} as const satisfies Record<SettingKind, SettingRule>;

/** The kinds the whole house has one of. */
export type HouseKind = Exclude<SettingKind, 'unit' | 'person'>;

/** True for a kind the whole house has one of; each unit and each person has its own of the others. */
export function isHouseKind(kind: SettingKind): kind is HouseKind {
  return settingRules[kind].one;
}

/** Key of a setting the whole house has one of. */
export const houseKey = 'house';

/** Whether one of these roles may change a kind. */
export function mayEdit(kind: SettingKind, held: readonly Role[]): boolean {
  const { edits }: SettingRule = settingRules[kind];
  return held.some((role) => edits.includes(role));
}

/** Whether one of these roles may decide on a change of a kind that somebody else proposed. */
export function mayApprove(kind: SettingKind, held: readonly Role[]): boolean {
  const { approves }: SettingRule = settingRules[kind];
  return held.some((role) => approves.includes(role));
}

/** The roles that approve a kind; none where one pair of eyes is enough. */
export function approversOf(kind: SettingKind): readonly Role[] {
  return settingRules[kind].approves;
}

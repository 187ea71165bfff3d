import type { Role } from '../roles.ts';

/** Everything that is set without code. */
export const settingKinds = [
  'topics',
  'channels',
  'texts',
  'quiet-hours',
  'rotas',
  'sources',
  'unit',
  'person',
] as const;
export type SettingKind = (typeof settingKinds)[number];

/** Everybody who has to do with settings. */
export const settingRoles = [
  'system-admin',
  'office',
  'rule-admin',
  'publication-checker',
  'leading-group',
  'auditor',
] as const satisfies readonly Role[];

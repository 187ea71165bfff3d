import { isoDayOf, startOfIsoDay } from '../../processes/language/dates.ts';
import { isHouseKind } from '../../processes/settings/kinds.ts';
import type { SettingKind } from '../../processes/settings/names.ts';
import { personDocument } from '../../processes/settings/person.ts';
import { type UnitDocument, unitDocument } from '../../processes/settings/unit.ts';
import type { Tx } from './connect.ts';
import type { SettingStore } from './settings.ts';
import { shippedSettings } from './shipped-settings.ts';
import type { UnitRow, UnitStore } from './units.ts';
import type { UserRow, UserStore } from './users.ts';

/** Where the settings stand that are in force: those of the house by name, those of units and people in their rows. */
export interface SettingHomes {
  readonly settings: Pick<SettingStore, 'read' | 'change'>;
  readonly units: Pick<UnitStore, 'find' | 'change'>;
  readonly users: Pick<UserStore, 'find' | 'change'>;
}

/** Which setting: its kind, and whose it is. */
export interface SettingPlace {
  readonly kind: SettingKind;
  readonly key: string;
}

export interface CurrentSetting {
  readonly value: unknown;
  readonly version: number;
}

function unitValue(row: UnitRow): UnitDocument {
  const { name, nameEn, duties, dissolvedAt } = row;
  return {
    ...{ name, nameEn, duties: [...duties] },
    ...{ address: row.address ?? '', phone: row.phone ?? '', hours: row.hours ?? '' },
    dissolvedOn: dissolvedAt === null ? null : isoDayOf(dissolvedAt),
    successorId: row.successorId ?? null,
  };
}

function personValue({ roles, disabled }: UserRow) {
  const held = roles.map(({ role, unitId, from, until }) => ({
    ...{ role, unitId, from: from ?? null, until: until ?? null },
  }));
  return { roles: held, disabled };
}

/** A setting as it is in force; null when there is no such unit or person. */
export async function readSetting(
  { settings, units, users }: SettingHomes,
  { kind, key }: SettingPlace,
  tx?: Tx,
): Promise<CurrentSetting | null> {
  if (isHouseKind(kind)) {
    const { value, version } = await settings.read(kind, tx);
    return { value: value ?? shippedSettings[kind], version };
  }
  if (kind === 'unit') {
    const row = await units.find(key, tx);
    return row === null ? null : { value: unitValue(row), version: row.version };
  }
  const row = await users.find(key, tx);
  return row === null ? null : { value: personValue(row), version: row.version };
}

function unitFields(value: unknown): Partial<Omit<UnitRow, '_id' | 'version'>> {
  const { dissolvedOn, ...rest } = unitDocument.parse(value);
  return { ...rest, dissolvedAt: dissolvedOn === null ? null : startOfIsoDay(dissolvedOn) };
}

/** Puts a setting read at `version` in force; false when somebody was first. Sessions of a person end with their roles. */
export async function writeSetting(
  { settings, units, users }: SettingHomes,
  { kind, key }: SettingPlace,
  to: { readonly value: unknown; readonly version: number; readonly at: Date },
  tx: Tx,
): Promise<boolean> {
  if (isHouseKind(kind)) return settings.change(kind, to, tx);
  if (kind === 'unit')
    return (await units.change(key, to.version, unitFields(to.value), tx)) !== null;
  const { roles, disabled } = personDocument.parse(to.value);
  const fields = { roles, disabled, sessionsValidFrom: to.at };
  return (await users.change(key, to.version, fields, tx)) !== null;
}

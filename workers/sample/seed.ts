import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { seedTemplatesOnce } from '../documents/shipped-templates.ts';
import type { Stores } from '../store/stores.ts';
import type { UnitRow } from '../store/units.ts';
import type { UserRow } from '../store/users.ts';
import { samplePeople, sampleUnits } from './institution.ts';

/** How an empty installation is to be filled. */
export interface SeedOptions {
  readonly sample: boolean;
  /** Password of the first administrator where there is no sample. */
  readonly adminPassword: string | null;
  readonly dataDir: string;
  readonly now: Date;
}

type SeedStores = Pick<
  Stores,
  'units' | 'users' | 'calendars' | 'settings' | 'templates' | 'attachments'
>;

function pathOf(unitId: string): string[] {
  const unit = sampleUnits.find(({ _id }) => _id === unitId);
  return unit === undefined || unit.parentId === null
    ? [unitId]
    : [...pathOf(unit.parentId), unitId];
}

async function seedUnits(
  { units }: SeedStores,
  rows: readonly Omit<UnitRow, 'path' | 'dissolvedAt' | 'version'>[],
) {
  for (const row of rows) {
    if ((await units.find(row._id)) === null) {
      await units.insert({ ...row, path: pathOf(row._id), dissolvedAt: null, version: 1 });
    }
  }
}

async function seedUser(
  { users }: SeedStores,
  user: Pick<UserRow, 'login' | 'name' | 'roles' | 'passwordHash'>,
  now: Date,
) {
  if ((await users.findByLogin(user.login)) !== null) return;
  await users.insert({
    _id: `P-${user.login}`,
    ...user,
    language: 'zh',
    disabled: false,
    sessionsValidFrom: now,
    version: 1,
  });
}

/** The password that an interrupted first start had written down already, or a new one. */
async function samplePassword(file: string): Promise<string> {
  const written = await readFile(file, 'utf8').catch(() => '[]');
  const [known] = z.array(z.object({ password: z.string() })).parse(JSON.parse(written));
  return known?.password ?? randomBytes(9).toString('base64url');
}

async function seedSample(stores: SeedStores, { dataDir, now }: SeedOptions): Promise<void> {
  const folder = join(dataDir, 'secrets');
  const password = await samplePassword(join(folder, 'sample-logins.json'));
  const passwordHash = await hash(password);
  const logins = samplePeople
    .filter(({ shown }) => shown)
    .map(({ login, name, roles }) => ({ login, name, role: roles[0]?.role ?? '', password }));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'sample-logins.json'), JSON.stringify(logins, null, 2), {
    mode: 0o600,
  });
  await seedUnits(stores, sampleUnits);
  for (const { login, name, roles } of samplePeople)
    await seedUser(stores, { login, name, roles, passwordHash }, now);
}

async function seedAdministrator(stores: SeedStores, password: string, now: Date): Promise<void> {
  await seedUnits(stores, [
    {
      _id: 'U-root',
      name: '本单位',
      nameEn: 'This institution',
      parentId: null,
      tier: 1,
      duties: [],
    },
  ]);
  const roles = [{ role: 'system-admin', unitId: 'U-root' }] as const;
  await seedUser(
    stores,
    { login: 'admin', name: '系统管理员', roles, passwordHash: await hash(password) },
    now,
  );
}

/**
 * Fills an empty installation: the statutory calendar and the templates of letters always, then the sample institution or the first administrator.
 * An installation that has people is left alone.
 */
export async function seedOnce(stores: SeedStores, options: SeedOptions): Promise<void> {
  await stores.calendars.seedOnce(chineseCalendar(), options.now);
  await seedTemplatesOnce(stores, options.now);
  if ((await stores.settings.find('seeded')) !== null) return;
  if (options.sample) await seedSample(stores, options);
  else if (options.adminPassword !== null)
    await seedAdministrator(stores, options.adminPassword, options.now);
  await stores.settings.noteOnce('seeded', { sample: options.sample }, options.now);
}

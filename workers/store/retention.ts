import type { mongo } from 'mongoose';
import {
  type EraseVerdict,
  erasableFrom,
  eraseVerdict,
  eraseVerdicts,
  latestClosing,
  type Retention,
  retentionSchema,
  usualRetention,
} from '../../processes/retention/rule.ts';
import type { CaseRow } from './cases.ts';
import type { Store } from './connect.ts';
import { type EraseDeps, eraseCase } from './erase-case.ts';
import type { SettingStore } from './settings.ts';

const settingName = 'retention';

/** The rule in force, and its version; 0 while nobody has set it. */
export async function readRetention(
  settings: Pick<SettingStore, 'read'>,
): Promise<{ readonly rule: Retention; readonly version: number }> {
  const { value, version } = await settings.read(settingName);
  return { rule: value === null ? usualRetention : retentionSchema.parse(value), version };
}

/** Changes the rule; false when somebody else was faster. */
export function changeRetention(
  settings: Pick<SettingStore, 'change'>,
  value: Retention,
  { version, at }: { readonly version: number; readonly at: Date },
): Promise<boolean> {
  return settings.change(settingName, { value, version, at });
}

/** A case whose time is over, and what the rule says of it. */
export interface OverdueCase {
  readonly caseId: string;
  readonly number: string;
  readonly closedAt: Date;
  readonly erasableFrom: Date;
  readonly verdict: EraseVerdict;
}

type Facts = Pick<CaseRow, '_id' | 'number' | 'closedAt' | 'hold' | 'erasedAt'>;

/** How long an erased case is met again, so that a run that died before its files were gone is finished; ms. */
const finishedWithin = 30 * 24 * 3_600_000;

/** Those closed long enough ago, the oldest first; of the erased ones only those of late. */
function candidates(store: Store, rule: Retention, now: Date) {
  const filter: mongo.Filter<CaseRow> = {
    closedAt: { $lte: latestClosing(now, rule) },
    $or: [
      { erasedAt: { $exists: false } },
      { erasedAt: { $gte: new Date(now.getTime() - finishedWithin) } },
    ],
  };
  return store
    .rows<CaseRow>('cases')
    .find(filter)
    .sort({ closedAt: 1, _id: 1 })
    .project<Facts>({ number: 1, closedAt: 1, hold: 1, erasedAt: 1 });
}

/** What a run would do now, without doing it: how many of each verdict, and the first cases that are due or held. */
export async function dryRun(
  store: Store,
  rule: Retention,
  now: Date,
  limit: number,
): Promise<{
  readonly counts: Readonly<Record<EraseVerdict, number>>;
  readonly items: readonly OverdueCase[];
}> {
  const counts = { due: 0, held: 0, erased: 0, open: 0, kept: 0 };
  const items: OverdueCase[] = [];
  for await (const row of candidates(store, rule, now)) {
    const verdict = eraseVerdict(row, rule, now);
    counts[verdict] += 1;
    const { closedAt, _id: caseId, number } = row;
    const isTold = (verdict === 'due' || verdict === 'held') && items.length < limit;
    if (isTold && closedAt !== null)
      items.push({ caseId, number, closedAt, erasableFrom: erasableFrom(closedAt, rule), verdict });
  }
  const erased = await store.rows<CaseRow>('cases').countDocuments({ erasedAt: { $exists: true } });
  return { counts: { ...counts, erased }, items };
}

/**
 * Erases what is due, case by case; run again it does nothing more, after a crash it finishes what was begun.
 * @returns how many cases of each verdict were met
 */
export async function eraseDue(
  deps: EraseDeps & { readonly between?: () => void },
  rule: Retention,
  at: Date,
): Promise<Readonly<Record<EraseVerdict, number>>> {
  const counts = { due: 0, held: 0, erased: 0, open: 0, kept: 0 };
  const { between = () => undefined } = deps;
  for await (const { _id } of candidates(deps.store, rule, at))
    counts[await eraseCase(deps, _id, rule, { at, between })] += 1;
  return counts;
}

/** The words a count is told in, for people at a terminal. */
export function sayCounts(counts: Readonly<Record<EraseVerdict, number>>): string {
  return eraseVerdicts.map((verdict) => `${verdict} ${counts[verdict]}`).join(', ');
}

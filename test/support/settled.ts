import type { Check, Evidence, Finding } from '../../workers/verify/check.ts';
import { until } from './until.ts';

const limitMs = 30_000;

/**
 * What a check finds once everything under way has arrived: between two records of the engine it may find what the next
 * one mends. What it finds still when time is over, it finds.
 */
export async function settled(
  { run, claim }: Check,
  { store, stores, now }: Pick<Evidence, 'store' | 'stores'> & { readonly now: () => Date },
): Promise<Finding> {
  const look = () => run({ store, stores, dataDir: '/nowhere', now: now(), receipts: null });
  const clean = async () => {
    const finding = await look();
    return finding.violations.length === 0 && finding;
  };
  return until(claim, clean, limitMs).catch(look);
}

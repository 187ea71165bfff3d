import { createStores } from '../../workers/store/stores.ts';
import { checks } from '../../workers/verify/checks.ts';
import type { Installation } from './installation.ts';

/** What the invariants find in an installation: every violation, and what was looked at by each. */
async function verify(house: Installation, receipts: readonly string[] | null) {
  const store = await house.openStore();
  try {
    const evidence = {
      store,
      stores: createStores(store),
      dataDir: house.dataDir,
      now: new Date(),
      receipts,
    };
    const seen: Record<string, number> = {};
    const violations: string[] = [];
    for (const { id, run } of checks) {
      const finding = await run(evidence);
      seen[id] = finding.seen;
      violations.push(...finding.violations.map((violation) => `${id} ${violation}`));
    }
    return { seen, violations };
  } finally {
    await store.close();
  }
}

const settleLimitMs = 60_000;

/**
 * What the invariants find once what is under way has settled: looked at again until nothing is violated.
 * What is still wrong after a minute is told as it is.
 */
export async function verifySettled(house: Installation, receipts: readonly string[] | null) {
  const end = performance.now() + settleLimitMs;
  for (;;) {
    const found = await verify(house, receipts);
    if (found.violations.length === 0 || performance.now() > end) return found;
  }
}

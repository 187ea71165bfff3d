import { createStores } from '../../workers/store/stores.ts';
import { checks } from '../../workers/verify/checks.ts';
import type { Installation } from './installation.ts';

/** What the invariants find in an installation: every violation, and what was looked at by each. */
export async function verify(house: Installation, receipts: readonly string[] | null) {
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

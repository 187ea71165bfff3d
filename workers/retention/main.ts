import { parseArgs } from 'node:util';
import { hostClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { connectStore } from '../store/connect.ts';
import { dryRun, eraseDue, readRetention, sayCounts } from '../store/retention.ts';
import { createStores } from '../store/stores.ts';

const mostTold = 1000;

/** Says what the retention rule would erase now; with `--erase` it does so. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { erase: { type: 'boolean', default: false } } });
  const config = readConfig();
  const store = await connectStore(config.MONGODB_URI);
  try {
    const stores = createStores(store);
    const now = hostClock(config.CLOCK_OFFSET_MS)();
    const { rule } = await readRetention(stores.settings);
    const { counts, items } = await dryRun(store, rule, now, mostTold);
    for (const { number, closedAt, verdict } of items)
      process.stdout.write(`${verdict.padEnd(5)} ${number} closed ${closedAt.toISOString()}\n`);
    process.stdout.write(`kept ${rule.years} years after closing: ${sayCounts(counts)}\n`);
    if (!values.erase) {
      process.stdout.write('nothing was erased; add -- --erase to do it\n');
      return;
    }
    process.stdout.write(`erased: ${sayCounts(await eraseDue(stores, rule, now))}\n`);
  } finally {
    await store.close();
  }
}

await main();

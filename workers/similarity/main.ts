import { readConfig } from '../platform/config.ts';
import { connectStore } from '../store/connect.ts';
import { ensureIndexes } from '../store/indexes.ts';
import { createStores } from '../store/stores.ts';

/** Makes the signatures of complaints that have none yet, or one of an older kind; may run beside everything else. */
async function main(): Promise<void> {
  const store = await connectStore(readConfig().MONGODB_URI);
  try {
    await ensureIndexes(store);
    const made = await createStores(store).signatures.rebuild((count) =>
      process.stderr.write(`${count} signatures made\n`),
    );
    process.stdout.write(`${JSON.stringify({ made })}\n`);
  } finally {
    await store.close();
  }
}

await main();

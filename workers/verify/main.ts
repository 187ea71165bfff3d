import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { hostClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { connectStore } from '../store/connect.ts';
import { createStores } from '../store/stores.ts';
import { checks } from './checks.ts';

async function readReceipts(file: string | undefined): Promise<string[] | null> {
  if (file === undefined) return null;
  return (await readFile(file, 'utf8')).split('\n').filter(Boolean);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, receipts: { type: 'string' } },
  });
  const config = readConfig();
  const store = await connectStore(config.MONGODB_URI);
  try {
    const now = hostClock(config.CLOCK_OFFSET_MS)();
    const receipts = await readReceipts(values.receipts);
    const evidence = {
      store,
      stores: createStores(store),
      dataDir: config.DATA_DIR,
      now,
      receipts,
    };
    const results = [];
    for (const { id, claim, run } of checks) {
      const finding = await run(evidence);
      results.push({ id, claim, ...finding });
      const word = finding.violations.length === 0 ? 'holds' : 'VIOLATED';
      process.stdout.write(
        `${id.padEnd(4)} ${word.padEnd(9)} ${String(finding.seen).padStart(8)} seen   ${claim}\n`,
      );
      for (const violation of finding.violations) process.stdout.write(`       - ${violation}\n`);
    }
    if (values.json !== undefined)
      await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
    return results.every(({ violations }) => violations.length === 0) ? 0 : 1;
  } finally {
    await store.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);

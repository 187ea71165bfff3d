import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';
import { connectStore, type Store } from '../store/connect.ts';
import { createEngineRecordStore } from '../store/engine-records.ts';
import { ensureIndexes } from '../store/indexes.ts';
import { createPositionStore } from '../store/positions.ts';
import { createProjectionStore, dropProjection, replaceProjection } from '../store/projected.ts';
import { checkRebuild } from './check-rebuild.ts';
import { rebuildProjection } from './rebuild-projection.ts';

const PREFIX = 'rebuilt_';
const OWNER = 'rebuild';
const LEASE_MS = 60_000;

const say = (text: string) => process.stdout.write(`${text}\n`);
const logger = () => createLogger('warn', 'rebuild').of('projection');

/** Builds the projection anew beside the live one and puts it in its place. */
async function rebuild(store: Store): Promise<number> {
  const live = createPositionStore(store);
  const epoch = await live.takeLease(OWNER, LEASE_MS);
  if (epoch === null) {
    say('A projector is at work: stop the workers first, or use --check.');
    return 2;
  }
  try {
    await dropProjection(store, PREFIX);
    await rebuildProjection(
      {
        records: createEngineRecordStore(store),
        positions: createPositionStore(store, PREFIX),
        projected: createProjectionStore(store, PREFIX),
        logger: logger(),
      },
      undefined,
      async (partition, position) => {
        say(`partition ${partition}: up to ${position}`);
        await live.renewLease(OWNER, epoch, LEASE_MS);
      },
    );
    await replaceProjection(store, PREFIX);
    await ensureIndexes(store);
    say('The projection was built anew from the engine records.');
    return 0;
  } finally {
    await live.releaseLease(OWNER, epoch);
  }
}

/** Says whether the live projection is what the records say. */
async function check(store: Store): Promise<number> {
  const findings = await checkRebuild(store, logger());
  for (const { name, rows, rebuiltRows, isEqual } of findings) {
    say(
      `${name.padEnd(14)} ${isEqual ? 'equal' : 'DIFFERS'}  ${rows} rows, rebuilt ${rebuiltRows}`,
    );
  }
  return findings.every(({ isEqual }) => isEqual) ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const store = await connectStore(readConfig().MONGODB_URI);
  try {
    return values.check ? await check(store) : await rebuild(store);
  } finally {
    await store.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  },
);

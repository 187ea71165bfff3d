import { access, readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Profile, profileSchema } from '../../processes/import/profile.ts';
import { hostClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { connectStore } from '../store/connect.ts';
import { createImportStore } from '../store/imports.ts';
import { ensureIndexes } from '../store/indexes.ts';
import { createStores } from '../store/stores.ts';
import { type ImportReport, runImport } from './run-import.ts';
import { UnreadableTable } from './unreadable-table.ts';

const usage = 'Usage: npm run import -- FILE --profile P [--dry-run] [--start N]';
const say = (line: string) => process.stderr.write(`${line}\n`);

class WrongCall extends Error {}

async function findProfile(id: string): Promise<Profile> {
  const folder = new URL('../../processes/import/profiles/', import.meta.url);
  const names = (await readdir(folder)).map((name) => name.replace(/\.json$/, ''));
  if (!names.includes(id))
    throw new WrongCall(`There is no profile «${id}». There are: ${names.join(', ')}.`);
  return profileSchema.parse(JSON.parse(await readFile(new URL(`${id}.json`, folder), 'utf8')));
}

function readArguments(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      'dry-run': { type: 'boolean' },
      start: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined || values.profile === undefined) throw new WrongCall(usage);
  const start = values.start === undefined ? 0 : Number(values.start);
  if (!Number.isInteger(start) || start < 0) throw new WrongCall('--start takes a whole number.');
  return { file, profile: values.profile, dryRun: values['dry-run'] === true, start };
}

function tell(report: ImportReport): void {
  for (const { line, code, column, value } of report.rejected) {
    say(
      `line ${line}: rejected, ${code}${column === '' ? '' : `, ${column} «${value.slice(0, 60)}»`}`,
    );
  }
  const { rows, added, known, rejected, verdicts, stopped } = report;
  const result = { rows, added, known, rejected: rejected.length, verdicts, stopped };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function main(): Promise<number> {
  const { file, profile: id, dryRun, start } = readArguments(process.argv.slice(2));
  const profile = await findProfile(id);
  await access(file).catch(() => {
    throw new WrongCall(`The file «${file}» cannot be read.`);
  });
  const now = hostClock()();
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    say('Stopping after this batch; what was kept stays.');
  });
  const job = {
    file,
    profile,
    now,
    batchSize: 500,
    isStopped: () => stopped,
    onProgress: (rows: number) => say(`${rows} rows`),
  };
  if (dryRun) {
    tell(await runImport({ ...job, imports: null }));
    return 0;
  }
  const store = await connectStore(readConfig().MONGODB_URI);
  try {
    await ensureIndexes(store);
    const imports = createImportStore(store, createStores(store));
    tell(await runImport({ ...job, imports }));
    if (start > 0 && !stopped) say(`${await imports.start(profile.id, start, now)} cases started`);
    return 0;
  } finally {
    await store.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isOurs = error instanceof WrongCall || error instanceof UnreadableTable;
    say(
      isOurs
        ? error.message
        : String(error instanceof Error ? (error.stack ?? error.message) : error),
    );
    process.exitCode = isOurs ? 2 : 1;
  },
);

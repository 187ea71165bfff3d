import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FigureSet, Report } from '../../processes/figures/report.ts';
import { periodEnding, type Rhythm, rhythms } from '../../processes/figures/rhythm.ts';
import { houseZone, startOfIsoDay } from '../../processes/language/dates.ts';
import { letterOf } from '../documents/letter.ts';
import { reportDocx } from '../documents/report-docx.ts';
import { reportXlsx } from '../documents/report-xlsx.ts';
import { reportWords } from '../documents/words.ts';
import { hostClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { connectStore } from '../store/connect.ts';
import { ensureIndexes } from '../store/indexes.ts';
import { createStores, type Stores } from '../store/stores.ts';

const usage = `Usage: npm run figures -- KIND END [--out DIR]
       npm run figures -- recount REPORT
KIND is one of ${rhythms.join(', ')}; END is the day on which the period ends, e.g. 2011-10-01 for the third quarter.`;
const languages = ['zh', 'en'] as const;

class WrongCall extends Error {}

function isRhythm(word: string): word is Rhythm {
  return rhythms.some((rhythm) => rhythm === word);
}

function readEnd(kind: Rhythm, day: string): Date {
  const start = startOfIsoDay(day);
  if (start === null) throw new WrongCall(`«${day}» is no day.\n${usage}`);
  return kind === 'daily' ? new Date(start.getTime() + 17 * 3_600_000) : start;
}

async function setOf({ figureSets }: Stores, report: Report | null): Promise<FigureSet> {
  const set = report === null ? null : await figureSets.find(report.setId);
  if (set === null) throw new WrongCall('There is no such report.');
  return set;
}

async function write(stores: Stores, report: Report, folder: string): Promise<void> {
  const set = await setOf(stores, report);
  await mkdir(folder, { recursive: true });
  for (const language of languages) {
    const words = reportWords(language, set);
    const name = join(folder, `${report.id}.${language}`);
    await writeFile(`${name}.docx`, await reportDocx(letterOf(report, set, words)));
    const cases = stores.figureSets.cases(set.id, {});
    await writeFile(`${name}.xlsx`, await reportXlsx(set, cases, words));
  }
}

async function draft(stores: Stores, kind: Rhythm, day: string, out: string | undefined) {
  const period = periodEnding(kind, readEnd(kind, day), houseZone);
  const at = hostClock()();
  const report = await stores.reports.draftOnce({ kind, ...period, zone: houseZone, at });
  const frozenIn = performance.now();
  if (out !== undefined) await write(stores, report, out);
  const { cases, figures, digest } = await setOf(stores, report);
  return { report: report.id, state: report.state, cases, digest, figures, frozenIn };
}

async function recount(stores: Stores, reportId: string) {
  const set = await setOf(stores, await stores.reports.find(reportId));
  return { report: reportId, ...(await stores.figureSets.recount(set)), frozenIn: null };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  const [what = '', which = ''] = positionals;
  if ((what !== 'recount' && !isRhythm(what)) || which === '') throw new WrongCall(usage);
  const store = await connectStore(readConfig().MONGODB_URI);
  try {
    await ensureIndexes(store);
    const stores = createStores(store);
    const { frozenIn, ...done } = isRhythm(what)
      ? await draft(stores, what, which, values.out)
      : await recount(stores, which);
    const seconds = (ms: number) => Math.round(ms / 100) / 10;
    const cost = {
      ...(frozenIn === null ? {} : { frozenAfterSeconds: seconds(frozenIn) }),
      seconds: seconds(performance.now()),
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
    process.stdout.write(`${JSON.stringify({ ...done, ...cost })}\n`);
    return 'equal' in done && !done.equal ? 1 : 0;
  } finally {
    await store.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isOurs = error instanceof WrongCall;
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${isOurs ? error.message : trace}\n`);
    process.exitCode = isOurs ? 2 : 1;
  },
);

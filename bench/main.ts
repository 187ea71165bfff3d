import { writeFile } from 'node:fs/promises';
import { type BenchArguments, readArguments } from './arguments.ts';
import { type Bench, openBench } from './bench-stacks.ts';
import { measureDuplicateLookUp } from './m-dup-look-up.ts';
import { measureThroughput, warmUp } from './m1-throughput.ts';
import { measureInboxLag } from './m2-inbox-lag.ts';
import { measureChainLatency } from './m3-chain-latency.ts';
import { measureRuleInForce } from './m4-rule-in-force.ts';
import { measureReplay } from './m5-replay.ts';
import { measureAcceptLatency } from './m7-accept-latency.ts';
import { measureModeler } from './m9-modeler.ts';
import { measureCalendarChange } from './m10-calendar-change.ts';
import type { Result } from './protocol.ts';
import { tableOf } from './table.ts';

function say(line: string): void {
  console.error(line);
}

/** What each metric prints and how it is taken; in this order, as M1 tells M2 its load. */
async function measure({ only }: BenchArguments, bench: Bench): Promise<Result[]> {
  // A rule that comes into force, or a look-up in the database, needs no machine at its working heat.
  const needsHeat = only.some((id) => id !== 'M4' && id !== 'M-dup');
  if (needsHeat) say('warm-up');
  let fullLoad = needsHeat ? await warmUp(bench) : 0;
  const results: Result[] = [];
  if (only.includes('M1')) {
    say('M1 completed complaints/s');
    const throughput = await measureThroughput(bench);
    fullLoad = throughput.product;
    results.push(...throughput.results);
  }
  if (only.includes('M2')) {
    say('M2 inbox lag');
    results.push(...(await measureInboxLag(bench, fullLoad)));
  }
  if (only.includes('M3')) {
    say('M3 chain latency');
    results.push(...(await measureChainLatency(bench)));
  }
  if (only.includes('M4')) {
    say('M4 rule in force');
    results.push(...(await measureRuleInForce(bench)));
  }
  if (only.includes('M5')) {
    say('M5 replay of past cases');
    results.push(...(await measureReplay(bench)));
  }
  if (only.includes('M7')) {
    say('M7 accept latency');
    results.push(...(await measureAcceptLatency(bench)));
  }
  if (only.includes('M9')) {
    say('M9 diagram editor');
    results.push(...(await measureModeler(bench)));
  }
  if (only.includes('M10k')) {
    say('M10k calendar change');
    results.push(...(await measureCalendarChange(bench)));
  }
  if (only.includes('M-dup')) {
    say('M-dup look-up of likely duplicates');
    results.push(...(await measureDuplicateLookUp(bench)));
  }
  return results;
}

async function run(args: BenchArguments): Promise<void> {
  // Parts have process groups of their own; the exit of this process is what ends them.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  const bench = await openBench(args, say);
  try {
    const results = await measure(args, bench);
    console.log(tableOf(results, args.pairs));
    if (args.json !== null) await writeFile(args.json, `${JSON.stringify(results, null, 2)}\n`);
  } finally {
    await bench.close();
  }
}

await run(readArguments(process.argv.slice(2)));

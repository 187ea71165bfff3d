import { writeFile } from 'node:fs/promises';
import { type BenchArguments, readArguments } from './arguments.ts';
import { type Bench, openBench } from './bench-stacks.ts';
import { measureThroughput } from './m1-throughput.ts';
import type { Result } from './protocol.ts';
import { tableOf } from './table.ts';

function say(line: string): void {
  console.error(line);
}

async function measure({ only }: BenchArguments, bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  if (only.includes('M1')) {
    say('M1 completed complaints/s');
    results.push(...(await measureThroughput(bench)).results);
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

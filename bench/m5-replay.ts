import { randomUUID } from 'node:crypto';
import { Zeebe } from '@camunda8/sdk';
import { z } from 'zod';
import { ruleLabEnv } from '../engine/launch/rule-lab.mjs';
import { canonicalJson } from '../processes/canonical-json.ts';
import type { SetFile } from '../processes/models/file.ts';
import { decisionsOnReceipt, type Question, questionsOf } from '../processes/replay/questions.ts';
import { pastProfile, pastRequest } from '../test/support/past-requests.ts';
import { createLogger } from '../workers/platform/logger.ts';
import { createRuleLab, type RuleLab } from '../workers/rule-lab/rule-lab.ts';
import { isRuleFile, type RuleSet, readRules } from '../workers/rule-lab/rule-set.ts';
import { createImportStore } from '../workers/store/imports.ts';
import type { ReplayRun } from '../workers/store/replays.ts';
import { readSet } from '../workers/zeebe/deploy.ts';
import type { Resource } from '../workers/zeebe/port.ts';
import { acceptEvenly } from './accept-evenly.ts';
import type { Bench } from './bench-stacks.ts';
import { descendantsOf, watchCpu } from './cpu.ts';
import { pause } from './load.ts';
import { collectPairs, type Pair, type Result, summarise } from './protocol.ts';
import { quantile } from './statistics.ts';

type Reading = 'cases' | 'accept';

const patienceMs = 10 * 60_000;
const sample = 500;
const atOnce = 100;
const noFilter = {
  ...{ from: null, until: null, topic: null, unitId: null },
  channel: 'import',
} as const;

/** The shipped rules, and the same with the answer of the city regime due two days later. */
async function bothSides(): Promise<{ before: Resource[]; after: Resource[] }> {
  const before = (await readSet('processes')).filter(isRuleFile);
  const after = before.map(({ name, content }) => ({
    name,
    content: content.replace(/(id="Rule_Regime_City_Out5">\s*<text>)8/, '$110'),
  }));
  return { before, after };
}

async function importCases({ product }: Bench, count: number): Promise<void> {
  const imports = createImportStore(product.store, product.stores);
  for (let from = 0; from < count; from += 500) {
    const requests = Array.from({ length: Math.min(500, count - from) }, (_, index) =>
      pastRequest(from + index),
    );
    await imports.addOnce(requests, pastProfile, new Date());
  }
}

interface Ground {
  readonly bench: Bench;
  readonly files: { readonly before: readonly SetFile[]; readonly after: readonly SetFile[] };
  readonly rules: { readonly before: RuleSet; readonly after: RuleSet };
  readonly questions: readonly Question[];
  readonly cases: number;
  readonly lab: RuleLab;
}

/** Asks the workers for a replay of every case and waits until it is done. */
async function replay({ bench, files, cases }: Ground): Promise<ReplayRun> {
  const { replays } = bench.product.stores;
  const id = randomUUID();
  await replays.ask(
    {
      ...{ id, draftId: 'bench', name: 'bench', base: 'shipped' },
      ...files,
      filter: noFilter,
      most: cases,
    },
    { at: new Date(), userId: 'P-bench' },
  );
  const end = performance.now() + patienceMs;
  for (;;) {
    const run = await replays.find(id);
    if (run?.state === 'done') return run;
    if (run?.state === 'failed' || performance.now() > end)
      throw new Error(`the replay came to nothing: ${JSON.stringify(run?.error)}`);
    await pause(100);
  }
}

/** Cases a second, from the first one looked at to the end. */
function paceOf({ seen, startedAt, endedAt }: ReplayRun): number {
  return (seen * 1000) / ((endedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0));
}

/** Every evaluation a replay needs, in a tight loop over the same evaluator with the inputs in memory. */
async function loop({ rules, questions, cases, lab }: Ground): Promise<number> {
  const beganAt = performance.now();
  for (const decisionId of decisionsOnReceipt) {
    const own = questions.filter((question) => question.decisionId === decisionId);
    const [was, is] = [rules.before.get(decisionId), rules.after.get(decisionId)];
    const files = [was, is].flatMap((rule) => rule?.file ?? []);
    // A file that the draft leaves as it is answers both sides at once, here as in the product.
    const different = new Map(files.map((file) => [file.digest, file])).values();
    for (const file of different)
      for (let from = 0; from < own.length; from += atOnce)
        await lab.evaluate(
          file,
          decisionId,
          own.slice(from, from + atOnce).map(({ variables }) => variables),
        );
  }
  return (cases * 1000) / (performance.now() - beganAt);
}

const evaluated = z.object({
  decisionOutput: z.string(),
  evaluatedDecisions: z.array(
    z.object({ decisionId: z.string(), matchedRules: z.array(z.object({ ruleId: z.string() })) }),
  ),
});

/** Puts a sample of the questions to the engine itself; how many it answers with the same output and row. */
async function agreement({ bench, rules, questions, lab }: Ground): Promise<number> {
  const engine = new Zeebe.ZeebeGrpcClient({
    config: {
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_LOG_LEVEL: 'none',
      ZEEBE_GRPC_ADDRESS: `grpc://${bench.floor.grpcAddress}`,
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    },
  });
  const step = Math.max(1, Math.floor(questions.length / sample));
  const chosen = questions.filter((_, index) => index % step === 0).slice(0, sample);
  let equal = 0;
  for (const { decisionId, variables } of chosen) {
    const rule = rules.before.get(decisionId);
    if (rule === undefined) continue;
    const [ours] = await lab.evaluate(rule.file, decisionId, [variables]);
    const said = evaluated.parse(
      await engine.evaluateDecision({
        decisionId,
        variables: JSON.parse(canonicalJson(variables)),
      }),
    );
    const own = said.evaluatedDecisions.find((one) => one.decisionId === decisionId);
    const rows = own?.matchedRules.map(({ ruleId }) => ruleId).join();
    const isEqual =
      canonicalJson(JSON.parse(said.decisionOutput)) === canonicalJson(ours?.output) &&
      rows === ours?.rows.map(({ id }) => id).join();
    equal += Number(isEqual);
  }
  await engine.close();
  bench.say(`  ${equal} of ${chosen.length} answers are those of the engine`);
  return equal / chosen.length;
}

async function pairOf(ground: Ground): Promise<Pair<Reading>> {
  const { bench } = ground;
  const ours = bench.pairOptions.ours();
  const watch = watchCpu({}, [...ours, ...descendantsOf(ours)]);
  const quiet = await acceptEvenly(bench, (count) => count < (bench.args.quick ? 40 : 240));
  const looped = await loop(ground);
  const run = await replay(ground);
  let isOver = false;
  const replaying = (async () => {
    // Again and again, so that enough complaints come in meanwhile to speak of one in a hundred.
    const until = performance.now() + (bench.args.quick ? 10_000 : 60_000);
    while (performance.now() < until) await replay(ground);
  })().finally(() => {
    isOver = true;
  });
  const meanwhile = await acceptEvenly(bench, () => !isOver);
  await replaying;
  return {
    floor: { cases: looped, accept: quantile(quiet, 0.99) },
    product: { cases: paceOf(run), accept: quantile(meanwhile, 0.99) },
    others: watch.read().others,
  };
}

/**
 * M5: past cases through a draft, against a tight loop over the same evaluator, and what it does to whoever hands in a
 * complaint meanwhile.
 *
 * @throws Error when the rule lab and the engine disagree on any question of a sample
 */
export async function measureReplay(bench: Bench): Promise<Result[]> {
  const cases = bench.args.quick ? 2000 : 10_000;
  const { modelFiles, pastCases } = bench.product.stores;
  const { before, after } = await bothSides();
  bench.say(`  importing ${cases} past cases`);
  await importCases(bench, cases);
  const rules = { before: await readRules(before), after: await readRules(after) };
  const tables = new Map([...rules.before].map(([id, { table }]) => [id, [table]] as const));
  const past = await pastCases.page(noFilter, { after: null, limit: cases });
  const { RULE_LAB_JAVA: java = '', RULE_LAB_CLASSPATH: classpath = '' } = await ruleLabEnv();
  const lab = createRuleLab({ java, classpath, niceness: 10 }, createLogger('silent', 'bench'));
  const at = new Date();
  const files = {
    before: await modelFiles.keep(before, at),
    after: await modelFiles.keep(after, at),
  };
  const questions = past.flatMap((one) => questionsOf(one, tables));
  const ground: Ground = { bench, files, rules, questions, cases, lab };
  try {
    if ((await agreement(ground)) < 1)
      throw new Error('the rule lab does not answer as the engine');
    await replay(ground);
    await loop(ground);
    const pairs = await collectPairs(() => pairOf(ground), bench.pairOptions);
    return [
      summarise(pairs, 'cases', {
        id: 'M5',
        what: `replaying ${cases} past cases vs a tight loop over the evaluator`,
        unit: 'cases/s',
        goal: { is: 'at least', value: 0.6 },
      }),
      summarise(pairs, 'accept', {
        id: 'M5-live',
        what: 'accept p99 while past cases are replayed vs without',
        unit: 'ms',
        goal: { is: 'at most', value: 1.1 },
      }),
    ];
  } finally {
    await lab.close();
  }
}

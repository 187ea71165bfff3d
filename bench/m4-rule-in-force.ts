import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { signIn } from '../test/support/desk-client.ts';
import { approve, openChange, publish, type StudioDesk } from '../test/support/studio-desk.ts';
import { acceptComplaint } from '../workers/store/intake.ts';
import { rulesInForce } from '../workers/verify/rules-in-force.ts';
import { deploySet, readSet } from '../workers/zeebe/deploy.ts';
import type { Resource } from '../workers/zeebe/port.ts';
import type { Bench } from './bench-stacks.ts';
import { openRuleLoop, type RuleLoop } from './floor/rule-loop.ts';
import { pause } from './load.ts';
import { newSubmission } from './product/submission.ts';
import { measurePairs, type Readings, type Result, summarise } from './protocol.ts';
import { median } from './statistics.ts';
import { untilTold } from './until-told.ts';

type Reading = 'in force';

const decisionId = 'Decision_Regime';
const file = 'regime.dmn';
const models = fileURLToPath(new URL('../processes', import.meta.url));
const logins = z.array(z.object({ password: z.string() })).min(1);

async function openDesk({ product }: Bench): Promise<StudioDesk> {
  const text = await readFile(join(product.dataDir, 'secrets', 'sample-logins.json'), 'utf8');
  const password = logins.parse(JSON.parse(text))[0]?.password ?? '';
  const [owner, reviewer] = await Promise.all(
    ['fengmei', 'denghua'].map((login) => signIn(product.baseUrl, login, password)),
  );
  if (owner === undefined || reviewer === undefined) throw new Error('nobody to publish');
  return { owner, reviewer };
}

/** The text of a rule with another ending each time: another version. */
function edited(text: string): string {
  return `${text.replace(/(<!-- [\w-]+ -->)?$/, '')}<!-- ${randomUUID()} -->`;
}

/** Deploys the whole set with a rule changed, and asks until the engine decides by it; milliseconds. */
async function bare({ floor }: Bench, set: readonly Resource[], loop: RuleLoop): Promise<number> {
  const before = await loop.version();
  const changed = set.map(({ name, content }) => ({
    name,
    content: name === file ? edited(content) : content,
  }));
  const beganAt = performance.now();
  await deploySet(changed, `floor-${randomUUID()}`, {
    engine: floor.engine,
    check: async () => [],
  });
  while ((await loop.version()) === before) await pause(1);
  return performance.now() - beganAt;
}

/** From the click on a draft that was approved to the word that it is in force; milliseconds. */
async function clicked({ product }: Bench, desk: StudioDesk): Promise<number> {
  const id = await openChange(desk, file, edited);
  await approve(desk, id);
  const beganAt = performance.now();
  await publish(desk, id);
  for (;;) {
    const set = await product.stores.modelSets.ofDraft(id);
    if (set?.state === 'in-force') return performance.now() - beganAt;
    if (set?.state === 'failed') throw new Error(`not in force: ${JSON.stringify(set.error)}`);
    await pause(5);
  }
}

/** Complaints right after a set came into force, so that their rules can be looked at. */
async function useRules({ product }: Bench): Promise<void> {
  for (let index = 0; index < 5; index += 1)
    await acceptComplaint(
      { ...product.stores, trackingSecret: 'a secret of the bench only' },
      newSubmission(),
      new Date(),
    );
}

async function turns(times: number, once: () => Promise<number>): Promise<Readings<Reading>> {
  const taken: number[] = [];
  for (let index = 0; index < times; index += 1) taken.push(await once());
  return { 'in force': median(taken) };
}

/**
 * M4: from publishing a changed rule to its being in force on every partition, against a bare deployment and a loop that
 * asks which version decides.
 *
 * @throws Error when any instance or decision was by another version than the one in force
 */
export async function measureRuleInForce(bench: Bench): Promise<Result[]> {
  const { args, floor, product } = bench;
  const times = args.quick ? 3 : 10;
  const set = await readSet(models);
  const loop = openRuleLoop(floor.grpcAddress, decisionId);
  const desk = await openDesk(bench);
  await inForceOnce(bench);
  try {
    const pairs = await measurePairs<Reading>(
      {
        floor: () => turns(times, () => bare(bench, set, loop)),
        product: () =>
          turns(times, async () => {
            const took = await clicked(bench, desk);
            await useRules(bench);
            return took;
          }),
      },
      bench.pairOptions,
    );
    await untilTold(bench);
    const evidence = { ...product, now: new Date(), receipts: null };
    const { seen, violations } = await rulesInForce.run(evidence);
    if (violations.length > 0) throw new Error(`wrong versions: ${violations.join('; ')}`);
    bench.say(`  ${seen} instances and decisions, each by the version in force`);
    return [
      summarise(pairs, 'in force', {
        id: 'M4',
        what: 'rule published to in force on every partition',
        unit: 'ms',
        goal: { is: 'at most', value: 2 },
      }),
    ];
  } finally {
    await loop.close();
  }
}

async function inForceOnce({ product }: Bench): Promise<void> {
  while ((await product.stores.modelSets.inForce()) === null) await pause(100);
}

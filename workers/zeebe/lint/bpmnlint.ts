import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { toError } from '../../platform/errors.ts';
import type { Finding } from './problem.ts';

const base = ['bpmnlint:recommended', 'plugin:camunda-compat/camunda-cloud-8-6'] as const;

/** Style that the engine does not mind; an owner's first drawing may have it. */
const style = [
  'fake-join',
  'no-inclusive-gateway',
  'no-overlapping-elements',
  'superfluous-gateway',
  'superfluous-label',
  'superfluous-termination',
  'global',
] as const;

const limitMs = 60_000;
const answers = z.array(
  z.array(z.object({ element: z.string().nullable(), rule: z.string(), message: z.string() })),
);

/**
 * What bpmnlint and the rules of the engine's version say about each diagram; warnings count as errors. It works in
 * a thread of its own, so that nobody waits for what one person drew.
 */
export async function bpmnlintFindings(
  diagrams: readonly string[],
  { house }: { readonly house: boolean },
): Promise<readonly (readonly Finding[])[]> {
  if (diagrams.length === 0) return [];
  const rules = Object.fromEntries(style.map((rule) => [rule, house ? 'error' : 'off'] as const));
  const thread = new Worker(new URL('./bpmnlint-thread.mjs', import.meta.url), {
    workerData: { diagrams, config: { extends: base, rules } },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  try {
    const [answer] = await once(thread, 'message', { signal: AbortSignal.timeout(limitMs) });
    return answers.parse(answer);
  } catch (error) {
    const { name, message } = toError(error);
    const cause = name === 'AbortError' ? 'it took too long' : message;
    const notChecked = `the diagram could not be checked: ${cause}`;
    return diagrams.map(() => [{ element: null, rule: 'not-checked', message: notChecked }]);
  } finally {
    await thread.terminate();
  }
}

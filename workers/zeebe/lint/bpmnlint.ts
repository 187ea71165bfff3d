import { createRequire } from 'node:module';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
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

/**
 * What bpmnlint and the rules of the engine's version say about a diagram; warnings count as errors.
 *
 * @param root the tree bpmn-moddle made
 */
export async function bpmnlintFindings(
  root: unknown,
  { house }: { readonly house: boolean },
): Promise<Finding[]> {
  const rules = Object.fromEntries(style.map((rule) => [rule, house ? 'error' : 'off'] as const));
  const resolver = new NodeResolver({ require: createRequire(import.meta.url) });
  const linter = new Linter({ config: { extends: base, rules }, resolver });
  const reports = await linter.lint(root);
  return Object.entries(reports).flatMap(([rule, found]) =>
    found
      .filter(({ category }) => category !== 'info')
      .map(({ id, message }) => ({ element: id ?? null, rule, message })),
  );
}

// Runs bpmnlint on diagrams in a thread of its own: what a person drew may keep it busy, and then only this ends.
// Plain JavaScript, because a thread does not know how its house reads TypeScript.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

const resolver = new NodeResolver({ require: createRequire(import.meta.url) });

/** @param {string} xml */
async function findingsOf(xml) {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml);
  // A linter keeps its rules and some rules remember flows: one used again finds those of the diagram before.
  const reports = await new Linter({ config: workerData.config, resolver }).lint(rootElement);
  return Object.entries(reports).flatMap(([rule, found]) =>
    found
      .filter(({ category }) => category !== 'info')
      .map(({ id, message }) => ({ element: id ?? null, rule, message })),
  );
}

const answers = [];
for (const xml of workerData.diagrams) answers.push(await findingsOf(xml));
parentPort?.postMessage(answers);

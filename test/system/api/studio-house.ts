import { readFile } from 'node:fs/promises';
import { type ApiHouse, startApi } from './start-api.ts';

const decision = new URL('../../../processes/complaint/routing.dmn', import.meta.url);
const form = new URL('../../../processes/complaint/assign.form', import.meta.url);
const diagram = new URL('../../../processes/complaint/complaint.bpmn', import.meta.url);

/** The files of the small set that is in force. */
export async function smallSet() {
  const [routing, assign, complaint] = await Promise.all(
    [decision, form, diagram].map((file) => readFile(file, 'utf8')),
  );
  return [
    { name: 'assign.form', content: assign ?? '' },
    { name: 'complaint.bpmn', content: complaint ?? '' },
    { name: 'routing.dmn', content: routing ?? '' },
  ];
}

/** Puts a set in force as the record stream would have shown it. */
export async function putInForce({ deps }: Pick<ApiHouse, 'deps'>, tag: string, text = '') {
  const files = (await smallSet()).map(({ name, content }) => ({
    ...{ name, content: name.endsWith('.form') ? content : `${content}${text}` },
  }));
  const at = new Date();
  const kept = await deps.modelFiles.keep(files, at);
  const nobody = { base: null, draftId: null, publishedBy: null, reviewedBy: null };
  await deps.store.rows('model_sets').updateMany({}, { $set: { state: 'superseded' } });
  await deps.modelSets.registerOnce(
    { tag, name: tag, description: '', files: kept, at, ...nobody },
    { state: 'in-force', inForceAt: at, parts: [], partitionCount: 1, partitions: [] },
  );
}

/** A house with a small set in force, two process owners, a rule administrator and a rule reviewer. */
export async function startStudio(): Promise<ApiHouse> {
  const house = await startApi();
  await putInForce(house, 'v1');
  for (const login of ['owner', 'second'])
    await house.hire(login, { role: 'process-owner', unitId: 'U-office' });
  await house.hire('rules', { role: 'rule-admin', unitId: 'U-office' });
  await house.hire('reviewer', { role: 'rule-reviewer', unitId: 'U-office' });
  await house.hire('clerk', { role: 'intake-clerk', unitId: 'U-office' });
  return house;
}

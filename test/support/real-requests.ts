import { readFile } from 'node:fs/promises';
import { profileSchema } from '../../processes/import/profile.ts';
import { runImport } from '../../workers/import/run-import.ts';
import type { Store } from '../../workers/store/connect.ts';
import { createImportStore } from '../../workers/store/imports.ts';
import { createStores } from '../../workers/store/stores.ts';

/** Imports 400 real requests of a city, as an operator would. */
export async function importRealRequests(store: Store): Promise<number> {
  const profile = profileSchema.parse(
    JSON.parse(await readFile('processes/import/profiles/boston311.json', 'utf8')),
  );
  const job = { file: 'test/import/files/boston311-excerpt.csv', profile, now: new Date() };
  const report = await runImport({
    ...{ ...job, imports: createImportStore(store, createStores(store)), batchSize: 200 },
    isStopped: () => false,
    onProgress: () => {},
  });
  return report.added;
}

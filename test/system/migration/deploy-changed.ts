import type { Store } from '../../../workers/store/connect.ts';
import type { DefinitionRow } from '../../../workers/store/definitions.ts';
import { connectEngine } from '../../../workers/zeebe/adapter.ts';
import type { Installation } from '../../support/installation.ts';
import { createKeptLog } from '../../support/quiet-logger.ts';
import { changed, shippedSet } from '../../support/shipped.ts';
import { until } from '../../support/until.ts';

/**
 * Deploys the shipped set with another name on the first task of a complaint.
 *
 * @returns the keys of the old and the new version, once the record stream has shown both
 */
export async function deployChanged(house: Installation, store: Store) {
  const engine = connectEngine({
    grpcAddress: house.env.ZEEBE_GRPC_ADDRESS ?? '',
    restAddress: house.env.ZEEBE_REST_ADDRESS ?? '',
    workerName: 'test',
    now: () => new Date(),
    logger: createKeptLog(),
  });
  const set = (await shippedSet()).map(({ name, content }) => ({
    name,
    content:
      name === 'complaint.bpmn' ? changed(content, 'name="受理审查"', 'name="受理初审"') : content,
  }));
  await engine.deploy(set);
  await engine.close();
  const versions = await until('the second version', async () => {
    const rows = await store
      .rows<DefinitionRow>('definitions')
      .find({ kind: 'process', id: 'complaint' })
      .sort({ version: 1 })
      .toArray();
    return rows.length === 2 && rows;
  });
  return versions.map(({ _id }) => _id);
}

import type { DefinitionRow } from '../../../../workers/store/definitions.ts';
import type { InstanceRow } from '../../../../workers/store/instances.ts';
import type { StallRow } from '../../../../workers/store/stalls.ts';
import { changed } from '../../../support/shipped.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

const people = [
  ['fengmei', 'process-owner'],
  ['admin', 'system-admin'],
  ['xutao', 'auditor'],
  ['office', 'office'],
] as const;

export type OperatorHouse = Awaited<ReturnType<typeof openOperators>>;

/** The web application with those who look after what runs, and rows as the projection would have them. */
export async function openOperators() {
  const house: ApiHouse = await startApi();
  for (const [login, role] of people) await house.hire(login, { role, unitId: 'U-office' });
  const { store } = house.deps;
  let keys = 5000;
  return {
    ...house,
    /** An instance of the shipped complaint diagram, with a token at an element. */
    begin: async (change: Partial<InstanceRow> = {}, at = 'Task_PreCheck') => {
      keys += 1;
      const row: InstanceRow = {
        ...{ _id: String(keys), partition: 1, bpmnProcessId: 'complaint', version: 1 },
        ...{ processDefinitionKey: '100', parentKey: null, businessKey: null, caseId: null },
        ...{ clockId: null, state: 'active', endElementId: null, endedAt: null, position: 1 },
        elements: { [at]: { active: 1, completed: 0 } },
        tokens: { [`9${keys}`]: at },
        startedAt: new Date(),
        ...change,
      };
      await store.rows<InstanceRow>('instances').insertOne(row);
      return { key: row._id, token: `9${keys}` };
    },
    stall: async (instanceKey: string, change: Partial<StallRow> = {}) => {
      keys += 1;
      const row: StallRow = {
        ...{ _id: String(keys), partition: 1, instanceKey, elementId: 'Activity_OpenCase' },
        ...{ elementInstanceKey: null, jobKey: '77', errorType: 'JOB_NO_RETRIES' },
        ...{ message: 'the database was away', createdAt: new Date(), resolvedAt: null },
        ...{ caseId: null, clockId: null, position: 1 },
        ...change,
      };
      await store.rows<StallRow>('stalls').insertOne(row);
      return row._id;
    },
    /** A second version of the shipped complaint diagram, with one place changed. */
    publish: async (place: string | RegExp, by: string, version = 2) => {
      const definitions = store.rows<DefinitionRow>('definitions');
      const shipped = await definitions.findOne({ _id: '100' });
      if (shipped === null) throw new Error('nothing is deployed');
      const resource = changed(shipped.resource ?? '', place, by);
      const key = String(100 + version * 100);
      await definitions.insertOne({ ...shipped, _id: key, version, resource });
      return { key, resource, shipped: shipped.resource ?? '' };
    },
  };
}

import type { Express } from 'express';
import type { Role } from '../../../../processes/roles.ts';
import type { TopicsDocument } from '../../../../processes/settings/topics.ts';
import type { EntryRow } from '../../../../workers/store/entries.ts';
import type { OutboxRow } from '../../../../workers/store/outbox.ts';
import { buildQuestion, options } from '../../../settings/build-settings.ts';
import { createVisitor, receiptIn, story } from '../../citizen/visitor.ts';
import type { ApiHouse } from '../start-api.ts';

/** Somebody of the house, signed in. */
export type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;

/** Everybody who has to do with settings, and somebody who has not. */
export const people: readonly (readonly [string, Role, string])[] = [
  ['admin', 'system-admin', 'U-city'],
  ['office', 'office', 'U-office'],
  ['leader', 'leading-group', 'U-city'],
  ['handler', 'unit-handler', 'U-huanbao'],
  ['clerk', 'intake-clerk', 'U-office'],
  ['auditor', 'auditor', 'U-office'],
];

/** Address of a setting. */
export const at = (kind: string, key = 'house') => `/api/v1/settings/${kind}/${key}`;

/** Changes a setting as it is now. */
export async function change<T>(by: Desk, kind: string, key: string, make: (value: T) => unknown) {
  const now = await by.get(at(kind, key));
  return by
    .put(at(kind, key))
    .set('if-match', now.headers.etag ?? '')
    .send({ value: make(now.body.value), reason: '年度调整' });
}

const questions = [
  buildQuestion({ id: 'lamp', zh: '灯杆编号', required: true }),
  buildQuestion({ id: 'state', zh: '怎样不亮', kind: 'choice', choices: options }),
];

/** A type of its own behind all others. */
export const withType =
  (id: string) =>
  ({ items }: TopicsDocument) => ({
    items: [
      ...items,
      {
        ...{ id, zh: '路灯', en: 'Street lamps', shown: true, retired: false },
        ...{ urgency: 'urgent', unitId: 'U-shizheng', questions },
      },
    ],
  });

/** What waits of a kind, as somebody sees it. */
export async function waiting(by: Desk, kind: string) {
  const { body } = await by.get('/api/v1/settings');
  return body.proposals.find((one: { kind: string }) => one.kind === kind);
}

/** Decides on what waits. */
export const decide = (by: Desk, id: string, what: string, remark = '同意') =>
  by.post(`/api/v1/settings/proposals/${id}/${what}`).send({ remark });

/** A citizen without scripts sends a complaint of the new type, wrong first; what they were shown. */
export async function fileOnPages(app: Express) {
  const visitor = createVisitor(app);
  await visitor.post('/submit', { topic: 'street-lamps' });
  const asked = await visitor.get('/submit/matter');
  const wrong = await visitor.step('/submit/matter', { ...story, 'q-state': 'c9' });
  await visitor.step('/submit/matter', { ...story, 'q-lamp': '<b>12</b>', 'q-state': 'c1' });
  await visitor.upload({}, []);
  await visitor.step('/submit/contact', { identity: 'anonymous' });
  const check = await visitor.get('/submit/check');
  await visitor.step('/submit/check', {});
  const { number } = receiptIn((await visitor.get('/receipt')).text);
  return { asked, wrong, check, number };
}

/** What the engine is told of a case, and the digest of its answers in the log and beside them. */
export async function keptOutside({ deps }: Pick<ApiHouse, 'deps'>, caseId: string) {
  const told = await deps.store.rows<OutboxRow>('outbox').find({ caseId }).toArray();
  const entry = await deps.store.rows<EntryRow>('entries').findOne({ caseId });
  const [first] = await deps.cases.log(caseId);
  return {
    told: JSON.stringify(told),
    logged: first?.digests?.[entry?._id ?? ''],
    digest: entry?.digest,
  };
}

/** The office tries to give a case to a unit: what it was offered, and what came of it. */
export async function assignTo(house: ApiHouse, office: Desk, caseId: string, unitId: string) {
  const key = await house.openTask({
    ...{ caseId, action: 'assign', elementId: 'Task_Assign', name: '交办' },
    ...{ candidateGroups: ['office'], formKey: 'form-assign' },
  });
  const { body } = await office.get(`/api/v1/tasks/${key}`);
  const choices: string[] = body.units.map((one: { value: string }) => one.value);
  const given = await office.post(`/api/v1/tasks/${key}/complete`).send({ fields: { unitId } });
  return { choices, given };
}

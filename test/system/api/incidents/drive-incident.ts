import type { Duties } from '../../../../processes/incident/duties.ts';
import { completeIncidentTask } from '../../../../workers/store/complete-incident-task.ts';
import { takeUpDuties } from '../../../../workers/store/incident-duties.ts';
import type { TaskRow } from '../../../../workers/store/tasks.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

export type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;

const hour = 3_600_000;
export const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
export const duties: Duties = {
  ...{ approver: 'leading-group', superiorFirst: false, alsoTells: null },
  ...{ tellMinutes: 60, monitorMinutes: 120, replyHours: 12, warnHours: 2 },
  ...{ sheetHours: 24, watchDays: 0 },
};
export const statement = {
  ...{ statementType: 'announcement', parts: ['apology', 'stopped', 'rectification'] },
  statementText:
    '对滨河路桥面塌陷给市民带来的不便，我们诚恳致歉；现场已封闭，正在抢修，进展将及时公布。',
};

/** A house with the people who work on an incident, and what each of them does. */
export async function openIncidentHouse() {
  const house = await startApi();
  await house.hire('luogang', { role: 'duty-officer', unitId: 'U-office' });
  await house.hire('zhaolei', { role: 'office', unitId: 'U-office' });
  await house.hire('hejun', { role: 'spokesperson', unitId: 'U-office' });
  await house.hire('sunwei', { role: 'leading-group', unitId: 'U-city' });
  await house.hire('liqiang', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('fengmei', { role: 'process-owner', unitId: 'U-office' });
  const duty = await house.signIn('luogang');
  const office = await house.signIn('zhaolei');
  const speaker = await house.signIn('hejun');
  let raisedSoFar = 0;

  const about = () => {
    raisedSoFar += 1;
    return {
      ...{ title: `滨河路桥面塌陷 ${raisedSoFar}`, what: '桥面塌陷约两米，暂无人员受伤。' },
      ...{ place: '滨河路', kind: 'problem', foundBy: 'news', outlet: '云溪日报' },
      link: `https://news.example/a/${raisedSoFar}`,
      ...{ occurredAt: ago(2), harm: 'property', spread: 'several', mass: false },
    };
  };
  const raise = (desk: Desk, body: object) => desk.post('/api/v1/incidents').send(body);

  /** Does a task of an incident as somebody of a role would. */
  async function task(
    caseId: string,
    action: string,
    role: 'office' | 'spokesperson' | 'leading-group',
    fields: object,
  ): Promise<void> {
    const key = await house.openTask({ caseId, action, candidateGroups: [role] });
    const row = await house.deps.store.rows<TaskRow>('tasks').findOne({ _id: key });
    if (row === null) throw new Error('the task is not there');
    const by = { kind: 'staff', userId: `P-${role}`, role, unitId: 'U-office' } as const;
    const done = { task: row, form: null, outputs: [], fields: { ...fields }, by };
    const completion = { ...done, idempotencyKey: null, at: new Date() };
    await house.deps.store.transaction((tx) =>
      completeIncidentTask(house.deps, tx, completion, caseId),
    );
  }

  return {
    ...{ house, duty, office, speaker, about, raise, task },
    /** An incident whose level was confirmed and whose duties were taken up, as its diagram would. */
    responding: async (): Promise<string> => {
      const { body } = await raise(duty, about());
      await task(body.id, 'confirm-level', 'office', {
        ...{ judgement: 'incident', level: 'ordinary', kind: 'problem' },
        ...{ unitId: 'U-shizheng', why: '多处传播，有财产损失。' },
      });
      await takeUpDuties(house.deps, body.id, duties, new Date());
      return body.id;
    },
    roomOf: async (desk: Desk, id: string) => (await desk.get(`/api/v1/incidents/${id}`)).body,
    messages: (id: string) =>
      house.deps.store
        .rows<{ _id: string; caseId: string; told: { kind: string } }>('outbox')
        .find({ caseId: id, 'told.kind': 'message' })
        .map(({ _id }) => _id)
        .toArray(),
  };
}

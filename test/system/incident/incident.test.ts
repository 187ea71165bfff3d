import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createTaskForms } from '../../../api/tasks/forms.ts';
import type { Actor } from '../../../processes/complaint/case.ts';
import { firstBrokenLink } from '../../../processes/complaint/chain.ts';
import type { Role } from '../../../processes/roles.ts';
import { sha256 } from '../../../workers/platform/digest.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import { acknowledgeReport, changeLevel } from '../../../workers/store/incident-room.ts';
import type { NoticeRow } from '../../../workers/store/notices.ts';
import { raiseIncident } from '../../../workers/store/raise-incident.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { inboxEqualsEngine } from '../../../workers/verify/inbox-equals-engine.ts';
import { incidentLogs } from '../../../workers/verify/incident-logs.ts';
import { nothingStuck } from '../../../workers/verify/nothing-stuck.ts';
import { until } from '../../support/until.ts';
import { at, calendarOfTheTest } from '../complaint/ladder-days.ts';
import { type MovedHouse, openMovedHouse } from '../complaint/moved-time.ts';

jest.setTimeout(240_000);

const person = (role: Role, unitId = 'U-office'): Actor => ({
  ...{ kind: 'staff', userId: `P-${role}`, role, unitId },
});
const office = person('office');
const leader = person('leading-group', 'U-city');
const superior = person('superior', 'U-city');
const deputy = person('unit-deputy', 'U-shizheng');
const hour = 3_600_000;
const statement = {
  ...{ statementType: 'announcement', parts: ['scene', 'investigation', 'facts'] },
  statementText: '10时许滨河路桥面塌陷，救援人员已赶到现场，未造成伤亡，原因正在调查。',
};
let house: MovedHouse;
let raisedSoFar = 0;

beforeAll(async () => {
  house = await openMovedHouse(calendarOfTheTest());
  await house.moveTo(at(0, '03:00:00'));
}, 120_000);
afterAll(() => house.close());

const tasks = () => house.store.rows<TaskRow>('tasks');

async function incidentOf(id: string) {
  const found = await house.stores.incidents.find(id);
  if (found === null) throw new Error('the incident is not there');
  return found;
}

/** An incident that was first reported so many hours ago. */
async function raised(hoursAgo: number): Promise<string> {
  raisedSoFar += 1;
  const now = house.now();
  const { incidentId } = await raiseIncident(
    house.stores,
    {
      ...{ title: `滨河路桥面塌陷 ${raisedSoFar}`, what: '桥面塌陷。', place: '滨河路' },
      ...{ link: `https://news.example/${raisedSoFar}`, outlet: '云溪日报', foundBy: 'news' },
      ...{ kind: 'emergency', harm: 'property', spread: 'several', mass: false, linkedTo: null },
      occurredAt: new Date(now.getTime() - hoursAgo * hour),
      ...{ eventAt: null, discoveredAt: now, idempotencyKey: `raise:${raisedSoFar}` },
    },
    { by: person('duty-officer'), at: now },
  );
  return incidentId;
}

/** The open task of an incident that stands for an action and is meant for somebody. */
function openTask(caseId: string, action: string, { role, unitId }: Actor) {
  return until(`the task ${action} for ${role}`, () =>
    tasks().findOne({
      ...{ caseId, action, state: 'open' },
      candidateGroups: { $in: [`${role}@${unitId}`, role ?? ''] },
    }),
  );
}

async function act(caseId: string, action: string, by: Actor, fields: object): Promise<void> {
  const task = await openTask(caseId, action, by);
  const forms = createTaskForms(createDefinitionStore(house.store));
  await completeTask(house.stores, {
    ...{ task, form: await forms.formOf(task), outputs: await forms.outputsOf(task) },
    ...{ fields: { ...fields }, by, idempotencyKey: null, at: house.now() },
  });
}

const confirm = (id: string, level: string) =>
  act(id, 'confirm-level', office, {
    ...{ judgement: 'incident', level, kind: 'emergency', unitId: 'U-shizheng' },
    why: '多处传播，有财产损失。',
  });
const dutiesTaken = (id: string, level: string) =>
  until(`the duties of ${level}`, async () => (await incidentOf(id)).dutiesLevel === level);

/** Which groups were told of an incident, by kind of notice. */
async function told(caseId: string, kind: string): Promise<string[]> {
  const found = await house.store.rows<NoticeRow>('notices').find({ caseId, kind }).toArray();
  return found.map(({ to }) => to.id).sort();
}

describe('an incident raised at three in the morning', () => {
  test('rises midway: its duties change, the superior is told, its statement is approved by the higher tier', async () => {
    const id = await raised(1);
    await confirm(id, 'ordinary');
    await dutiesTaken(id, 'ordinary');
    expect(await told(id, 'incident-report')).toEqual(['leading-group']);

    await act(id, 'verify-facts', person('unit-handler', 'U-shizheng'), {
      ...{ responsible: '桥梁科科长', liaison: '桥梁科' },
      ...{ verified: '塌陷约两米，无人员伤亡。', unverified: '塌陷原因。' },
    });
    await act(id, 'sign-sheet', deputy, { decision: 'approved' });
    await act(id, 'consult', office, { attended: '领导小组', decided: '封闭现场，组织抢修。' });
    await act(id, 'draft-statement', person('spokesperson'), statement);
    const byGroup = await openTask(id, 'approve-statement', leader);

    const { version } = await incidentOf(id);
    const actor = { incidentId: id, by: leader, at: house.now(), version };
    await changeLevel(house.stores, actor, { level: 'major', reason: '传播迅速扩大' });
    await dutiesTaken(id, 'major');
    const again = changeLevel(house.stores, actor, { level: 'slight', reason: '看错了' });
    await expect(again).rejects.toThrow('CHANGED_MEANWHILE');
    await until('the old approval to be gone', async () => {
      const before = await tasks().findOne({ _id: byGroup._id });
      return before?.state === 'canceled';
    });
    await act(id, 'approve-statement', superior, { version: 1, decision: 'approved' });
    const publish = { version: 1, outlets: ['website', 'weibo'] };
    await act(id, 'publish-statement', person('spokesperson'), publish);

    const after = await incidentOf(id);
    expect(await told(id, 'incident-report')).toEqual([
      ...['leading-group', 'leading-group', 'superior'],
    ]);
    expect(after.clocks.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ['incident-reply', 'on-time'],
      ['contact-sheet', 'on-time'],
    ]);
    expect(after.facts.map(({ certainty }) => certainty)).toEqual(['confirmed', 'unconfirmed']);
    expect(after.statements[0]?.approval?.role).toBe('superior');
    const report = after.reports.find(({ to }) => to === 'superior');
    const reader = { incidentId: id, by: superior, at: house.now() };
    await acknowledgeReport(house.stores, reader, report?.id ?? '');
    expect((await incidentOf(id)).reports.at(-2)?.acknowledged?.userId).toBe('P-superior');

    await act(id, 'follow-up', office, { outcome: 'again', reactions: '公众追问通车时间。' });
    await act(id, 'take-superior-view', office, { viewOf: '省政府办公厅', view: '同意再次回应。' });
    await act(id, 'consult', office, { attended: '领导小组', decided: '公布通车时间。' });
    expect((await incidentOf(id)).consultations).toBe(2);
    expect(firstBrokenLink(await house.stores.incidents.log(id), sha256)).toBeNull();
  });

  test('warns before twelve hours from its occurrence, and is overdue after them', async () => {
    const id = await raised(2);
    const occurred = (await incidentOf(id)).times.occurred.getTime();
    await confirm(id, 'ordinary');
    await dutiesTaken(id, 'ordinary');
    const clockId = `${id}:incident-reply`;
    const dueAt = new Date(occurred + 12 * hour);
    expect((await house.stores.incidentClocks.find(clockId))?.dueAt).toEqual(dueAt);

    await house.armed(new Date(occurred + 10 * hour));
    await house.moveTo(new Date(occurred + 10 * hour + 1000));
    await until('the warning', async () => (await told(id, 'warning')).includes('spokesperson'));
    expect((await incidentOf(id)).clocks[0]).toMatchObject({ state: 'running', verdict: null });

    await house.armed(dueAt);
    await house.moveTo(new Date(dueAt.getTime() + 1000));
    await until('both verdicts', async () =>
      (await incidentOf(id)).clocks.every(({ verdict }) => verdict !== null),
    );

    expect((await incidentOf(id)).clocks[0]).toMatchObject({ state: 'overdue' });
    expect(await told(id, 'overdue')).toEqual([
      ...['duty-leader', 'leading-group', 'office', 'office'],
      ...['spokesperson', 'unit-deputy@U-shizheng', 'unit-handler@U-shizheng'],
    ]);
    const rounds = await tasks().countDocuments({ caseId: id, action: 'monitor', state: 'open' });
    expect(rounds).toBe(1);
  });

  test('leaves no log, task or instance that verify has to complain about', async () => {
    const { store, stores } = house;
    const evidence = { store, stores, dataDir: '/nowhere', now: house.now(), receipts: null };
    const look = () =>
      Promise.all([incidentLogs, inboxEqualsEngine, nothingStuck].map(({ run }) => run(evidence)));

    await until('everything under way to arrive', async () =>
      (await look()).every(({ violations }) => violations.length === 0),
    );

    expect((await look()).map(({ seen }) => seen > 1)).toEqual([true, true, true]);
  });
});

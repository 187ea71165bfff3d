import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { takeIncidentStep } from '../../../../workers/store/incident-step.ts';
import { ago, openIncidentHouse, statement } from './drive-incident.ts';

const hour = 3_600_000;
let at: Awaited<ReturnType<typeof openIncidentHouse>>;

beforeAll(async () => {
  at = await openIncidentHouse();
}, 60_000);
afterAll(() => at.house.stop());

describe('the statement', () => {
  async function approved(): Promise<string> {
    const id = await at.responding();
    await at.task(id, 'consult', 'office', {
      attended: '领导小组',
      decided: '封闭现场，组织抢修。',
    });
    await at.task(id, 'draft-statement', 'spokesperson', statement);
    await at.task(id, 'approve-statement', 'leading-group', { version: 1, decision: 'approved' });
    return id;
  }

  test('edited after its approval has none, is shown so, and cannot be published', async () => {
    const id = await approved();
    const { version } = (await at.roomOf(at.speaker, id)).incident;

    const edited = await at.speaker
      .put(`/api/v1/incidents/${id}/statement`)
      .set('if-match', `"${version}"`)
      .send({
        ...statement,
        statementText: undefined,
        text: `${statement.statementText}另已安排公交绕行。`,
      });

    expect(edited.status).toBe(200);
    expect(edited.body.incident.status).toBe('drafted');
    expect(
      edited.body.statements.map(
        ({ approval, voidedAt }: { approval: unknown; voidedAt: unknown }) => [
          approval,
          voidedAt !== null,
        ],
      ),
    ).toEqual([
      [null, true],
      [null, false],
    ]);
    expect((await at.messages(id)).some((key) => key.startsWith('statement-reopened'))).toBe(true);
    const publish = at.task(id, 'publish-statement', 'spokesperson', {
      version: 2,
      outlets: ['website'],
    });
    await expect(publish).rejects.toThrow('TEXT_NOT_APPROVED');
  });

  test('goes out in one more place only word for word, and not before it was published', async () => {
    const id = await approved();
    const post = (text: string) =>
      at.speaker
        .post(`/api/v1/incidents/${id}/publications`)
        .send({ outlet: 'wechat', text, link: null });

    expect((await post(statement.statementText)).body.code).toBe('TEXT_NOT_APPROVED');
    await at.task(id, 'publish-statement', 'spokesperson', { version: 1, outlets: ['website'] });
    expect((await post(`${statement.statementText}！`)).body.code).toBe('TEXT_NOT_APPROVED');
    const sent = await post(statement.statementText);

    expect(sent.status).toBe(200);
    expect(sent.body.publications.map(({ outlet }: { outlet: string }) => outlet)).toEqual([
      'website',
      'wechat',
    ]);
    expect(sent.body.clocks[0]).toMatchObject({ state: 'met', verdict: 'on-time' });
  });

  test('that lacks a part of its kind, or that its writer approves, goes nowhere', async () => {
    const id = await at.responding();
    await at.task(id, 'consult', 'office', { attended: '领导小组', decided: '封闭现场。' });

    const lacking = at.task(id, 'draft-statement', 'spokesperson', {
      ...statement,
      parts: ['apology'],
    });
    await expect(lacking).rejects.toThrow('PARTS_MISSING');
  });
});

describe('in the room', () => {
  test('facts, doubts and measures are added and settled, each by who may', async () => {
    const id = await at.responding();
    const path = `/api/v1/incidents/${id}`;
    const leader = await at.house.signIn('sunwei');

    await at.duty
      .post(`${path}/facts`)
      .send({ text: '现场无人员受伤', source: '120', link: null, certainty: 'unconfirmed' });
    const judged = await at.office
      .post(`${path}/facts/fact-1/certainty`)
      .send({ certainty: 'confirmed', ground: '医院核实' });
    await at.office
      .post(`${path}/measures`)
      .send({ text: '架设便桥', unitId: 'U-shizheng', dueOn: '2027-01-01' });
    await at.office
      .post(`${path}/questions`)
      .send({ text: '何时恢复通车？', link: 'https://news.example/q' });
    await at.speaker
      .post(`${path}/questions/question-1/answer`)
      .send({ how: 'answered', text: '预计三天。' });
    await leader.post(`${path}/reports/report-1/acknowledge`);
    const finished = await at.office
      .post(`${path}/measures/measure-1/finish`)
      .send({ result: '便桥已通' });

    expect(judged.body.facts[0]).toMatchObject({ certainty: 'confirmed', ground: '医院核实' });
    expect(finished.body.measures[0]).toMatchObject({ text: '架设便桥', result: '便桥已通' });
    expect(finished.body.questions[0]).toMatchObject({ how: 'answered', answer: '预计三天。' });
    expect(finished.body.reports[0]).toMatchObject({ to: 'leading-group', late: false });
    expect(finished.body.reports[0].acknowledgedAt).not.toBeNull();
    expect((await at.office.post(`${path}/reports/report-1/acknowledge`)).status).toBe(403);
  });

  test('a corrected occurrence moves the clock to the reply', async () => {
    const id = await at.responding();
    const { version } = (await at.roomOf(at.office, id)).incident;

    const corrected = await at.office
      .post(`/api/v1/incidents/${id}/occurrence`)
      .set('if-match', `"${version}"`)
      .send({ occurredAt: ago(5), reason: '更早的报道', link: 'https://news.example/earlier' });

    const due = new Date(corrected.body.clocks[0].dueAt).getTime();
    expect(Math.round((due - Date.now()) / hour)).toBe(7);
    expect((await at.messages(id)).some((key) => key.startsWith('clock-moved'))).toBe(true);
  });

  test('a step refused writes nothing', async () => {
    const id = await at.responding();
    const before = await at.house.deps.incidents.log(id);

    const refused = takeIncidentStep(at.house.deps, id, () => ({
      drafts: [
        {
          type: 'review',
          at: new Date(),
          by: { kind: 'system', userId: null, role: null, unitId: null },
          data: {},
        },
      ],
    }));

    await expect(refused).rejects.toThrow('ACTION_NOT_ALLOWED');
    expect(await at.house.deps.incidents.log(id)).toHaveLength(before.length);
  });
});

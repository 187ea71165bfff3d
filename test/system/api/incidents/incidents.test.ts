import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EntryRow } from '../../../../workers/store/entries.ts';
import { takeUpDuties } from '../../../../workers/store/incident-duties.ts';
import { ago, type Desk, duties, openIncidentHouse } from './drive-incident.ts';

let at: Awaited<ReturnType<typeof openIncidentHouse>>;

beforeAll(async () => {
  at = await openIncidentHouse();
}, 60_000);
afterAll(() => at.house.stop());

describe('raising an incident', () => {
  test('keeps its source by title, link and outlet, and tells the engine once', async () => {
    const given = at.about();

    const raised = await at.raise(at.duty, given);

    expect(raised.status).toBe(201);
    expect(raised.body.number).toMatch(/^SJ\d{8}-\d{4}$/);
    expect(await at.messages(raised.body.id)).toEqual([`incident-raised:${raised.body.id}`]);
    const room = await at.roomOf(at.office, raised.body.id);
    expect(room.incident).toMatchObject({
      ...{ title: given.title, status: 'raised', level: null },
      source: { link: given.link, outlet: given.outlet },
    });
    const list = await at.office.get('/api/v1/incidents');
    expect(list.body.items[0]).toMatchObject({ id: raised.body.id, title: given.title });
  });

  test('calls at once those who confirm its level', async () => {
    const { body } = await at.raise(at.duty, at.about());

    const called = await at.house.deps.notices.ofCase(body.id);

    expect(called.map(({ kind, to }) => [kind, to.id])).toEqual([
      ['duty-call', 'duty-leader'],
      ['duty-call', 'office'],
    ]);
  });

  test('twice by two people is one incident: the second one is told its number', async () => {
    const given = at.about();
    const first = await at.raise(at.duty, given);

    const second = await at.raise(at.office, {
      ...given,
      title: '滨河路的桥塌了',
      link: `${given.link}?from=share`,
    });

    expect([second.status, second.body.code]).toEqual([409, 'INCIDENT_RAISED']);
    expect(second.body.detail).toContain(first.body.number);
  });

  test('sent again by the same attempt is answered as the first time', async () => {
    const given = at.about();
    const send = () =>
      at.raise(at.duty, given).set('idempotency-key', `attempt-${given.link.length}-1`);

    const [first, again] = [await send(), await send()];

    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  test.each([
    ['occurredAt', 'OCCURRENCE_IN_FUTURE'],
    ['eventAt', 'EVENT_TIME_IN_FUTURE'],
    ['discoveredAt', 'DISCOVERY_IN_FUTURE'],
  ])('with a time in the future is refused: %s', async (field, code) => {
    const refused = await at.raise(at.duty, { ...at.about(), [field]: ago(-1) });

    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  test('has no place for the author of what was found', async () => {
    const refused = await at.raise(at.duty, { ...at.about(), author: '张三' });

    expect(refused.status).toBe(422);
    const kept = await at.house.deps.store
      .rows<EntryRow>('entries')
      .find({ action: 'raise' })
      .toArray();
    expect(new Set(kept.flatMap(({ fields }) => Object.keys(fields)))).toEqual(
      new Set(['title', 'what', 'place', 'link', 'outlet']),
    );
  });

  test('and seeing one is for those whose work it is', async () => {
    const handler = await at.house.signIn('liqiang');
    const owner = await at.house.signIn('fengmei');
    const { body } = await at.raise(at.duty, at.about());

    expect((await at.raise(handler, at.about())).status).toBe(403);
    expect((await owner.get('/api/v1/incidents')).status).toBe(403);
    expect((await handler.get(`/api/v1/incidents/${body.id}`)).status).toBe(404);
    const concerned = await at.responding();
    expect((await handler.get(`/api/v1/incidents/${concerned}`)).status).toBe(200);
  });
});

test('a task of an incident is open to those who see it, and stands in no other inbox', async () => {
  await at.house.hire('wuping', { role: 'unit-handler', unitId: 'U-city' });
  const stranger = await at.house.signIn('wuping');
  const { body } = await at.raise(at.duty, at.about());
  const key = await at.house.openTask({
    ...{ caseId: body.id, action: 'monitor', name: '监测一轮', formKey: null },
    candidateGroups: ['monitoring-officer'],
  });
  const inboxOf = async (desk: Desk): Promise<string[]> => {
    const { body: page } = await desk.get('/api/v1/tasks?scope=all&limit=200');
    return page.items.map((item: { key: string }) => item.key);
  };

  const seen = await at.office.get(`/api/v1/tasks/${key}`);

  expect(seen.status).toBe(200);
  expect(seen.body.task).toMatchObject({ caseId: body.id, number: body.number, mine: false });
  expect(await inboxOf(at.office)).toContain(key);
  expect((await stranger.get(`/api/v1/tasks/${key}`)).status).toBe(404);
  expect(await inboxOf(stranger)).not.toContain(key);
});

describe('the level of an incident', () => {
  test('changed by two people who looked at the same version is changed by the first', async () => {
    const id = await at.responding();
    const { version } = (await at.roomOf(at.office, id)).incident;
    const leader = await at.house.signIn('sunwei');
    const change = (desk: Desk, level: string) =>
      desk
        .post(`/api/v1/incidents/${id}/level`)
        .set('if-match', `"${version}"`)
        .send({ level, reason: '传播扩大' });

    const [first, second] = [await change(at.office, 'major'), await change(leader, 'slight')];

    expect([first.status, second.status]).toEqual([200, 412]);
    expect((await at.roomOf(at.office, id)).incident.level).toBe('major');
    expect(
      (await at.messages(id)).filter((key) => key.startsWith('incident-level-changed')),
    ).toHaveLength(1);
  });

  test('is not confirmed twice, and not changed to what it is', async () => {
    const id = await at.responding();
    const again = at.task(id, 'confirm-level', 'office', {
      judgement: 'incident',
      level: 'major',
      why: '再定一次',
    });

    await expect(again).rejects.toThrow('ACTION_NOT_ALLOWED');
    const { version } = (await at.roomOf(at.office, id)).incident;
    const same = await at.office
      .post(`/api/v1/incidents/${id}/level`)
      .set('if-match', `"${version}"`)
      .send({ level: 'ordinary', reason: '没有变化' });
    expect([same.status, same.body.code]).toEqual([409, 'LEVEL_UNCHANGED']);
  });

  test('takes up its duties once, however often the job runs', async () => {
    const id = await at.responding();
    const before = await at.roomOf(at.office, id);
    await takeUpDuties(at.house.deps, id, duties, new Date());

    const after = await at.roomOf(at.office, id);
    expect(after.incident.version).toBe(before.incident.version);
    expect(after.clocks.map(({ kind }: { kind: string }) => kind)).toEqual([
      'incident-reply',
      'contact-sheet',
    ]);
    expect(after.reports.map(({ to }: { to: string }) => to)).toEqual(['leading-group']);
  });
});

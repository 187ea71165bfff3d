import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { type Actor, theHouse } from '../../../../processes/complaint/case.ts';
import type { Score } from '../../../../processes/score/score.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

jest.setTimeout(60_000);

let house: ApiHouse;
const at = (text: string) => new Date(`${text}+08:00`);
const score = (id: string, unitId: string, change: Partial<Score> = {}): Score => ({
  ...{ id, kind: 'not-in-time', caseId: null, clockId: null, clockKind: 'done', unitId },
  ...{ regimeId: 'city', ground: null, by: theHouse, points: -0.5, instanceKey: id },
  ...{ at: at('2026-03-02T10:00'), recordedAt: at('2026-03-02T10:00') },
  appealUntil: new Date(Date.now() + 86_400_000),
  ...change,
});

async function put(...scores: readonly Score[]): Promise<void> {
  await house.deps.store.transaction(async (tx) => {
    for (const one of scores) await house.deps.scores.putOnce(tx, one);
  });
}

beforeAll(async () => {
  house = await startApi();
  await house.hire('principal', { role: 'unit-principal', unitId: 'U-shizheng' });
  await house.hire('neighbour', { role: 'unit-principal', unitId: 'U-huanbao' });
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('supervisor', { role: 'supervision', unitId: 'U-office' });
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
  await put(
    score('a:overdue', 'U-shizheng'),
    score('a:bulletin', 'U-shizheng', { kind: 'named-in-bulletin', points: -1 }),
    score('b:overdue', 'U-huanbao'),
    score('old:overdue', 'U-shizheng', { appealUntil: at('2026-03-16T24:00') }),
  );
});

afterAll(() => house.stop());

describe('the ledger of points', () => {
  test('shows a unit its own, supervision all, an administrator none', async () => {
    const idsFor = async (login: string, query = '') => {
      const answer = await (await house.signIn(login)).get(`/api/v1/scores${query}`);
      return answer.status === 200
        ? answer.body.items.map(({ id }: { id: string }) => id).sort()
        : answer.status;
    };

    expect(await idsFor('principal')).toEqual(['a:bulletin', 'a:overdue', 'old:overdue']);
    expect(await idsFor('neighbour')).toEqual(['b:overdue']);
    expect(await idsFor('neighbour', '?unit=U-shizheng')).toEqual([]);
    expect(await idsFor('supervisor', '?unit=U-huanbao')).toEqual(['b:overdue']);
    expect(await idsFor('supervisor', '?kind=named-in-bulletin')).toEqual(['a:bulletin']);
    expect(await idsFor('supervisor', '?from=2026-03-03')).toEqual([]);
    expect(await idsFor('admin')).toBe(403);
  });

  test('goes on page by page without repeating or losing one', async () => {
    const agent = await house.signIn('supervisor');
    const first = await agent.get('/api/v1/scores?limit=3');
    const second = await agent.get(`/api/v1/scores?limit=3&cursor=${first.body.next}`);

    expect(first.body.items).toHaveLength(3);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.next).toBeNull();
  });

  test('hides the points of others as if there were none', async () => {
    const answer = await (await house.signIn('neighbour')).get('/api/v1/scores/a:overdue');

    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('SCORE_UNKNOWN');
  });
});

describe('an appeal', () => {
  const appeal = async (login: string, id: string, body: object = { ground: '系统停机两小时' }) =>
    (await house.signIn(login)).post(`/api/v1/scores/${id}/appeal`).send(body);

  test('is for the principal or deputy of the unit, within the window, once', async () => {
    expect((await appeal('handler', 'a:overdue')).status).toBe(403);
    expect((await appeal('neighbour', 'a:overdue')).status).toBe(404);
    expect((await appeal('principal', 'old:overdue')).body.code).toBe('APPEAL_WINDOW_OVER');
    expect((await appeal('principal', 'a:overdue', { ground: '' })).status).toBe(422);

    const made = await appeal('principal', 'a:overdue');

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...{ state: 'appealed', mayAppeal: false, points: -0.5, standing: -0.5 },
      appeal: { ground: '系统停机两小时', review: null, by: { role: 'unit-principal' } },
    });
    expect((await appeal('principal', 'a:overdue')).body.code).toBe('APPEAL_MADE');
  });

  test('puts its message into the outbox in the same transaction, with ids only', async () => {
    const row = await house.deps.outbox.find('demerit-appealed:a:overdue:appeal');

    expect(row?.told).toEqual({
      ...{ kind: 'message', name: 'demerit-appealed', correlationKey: 'a:overdue:appeal' },
      ...{ messageId: 'a:overdue:appeal', variables: { appealId: 'a:overdue:appeal' } },
    });
  });
});

describe('a commendation', () => {
  test('is given by supervision with a ground, and judged by the rule', async () => {
    const body = { unitId: 'U-huanbao', ground: '连续三个月按期办结' };
    const refused = await (await house.signIn('principal'))
      .post('/api/v1/scores/commendations')
      .send(body);
    const given = await (await house.signIn('supervisor'))
      .post('/api/v1/scores/commendations')
      .send(body);

    expect(refused.status).toBe(403);
    expect(given.status).toBe(202);
    expect(await house.deps.occasions.find(given.body.id)).toMatchObject({
      ...{ kind: 'commendation', unitId: 'U-huanbao', settled: null },
      by: { userId: 'P-supervisor' },
    });
  });
});

describe('the yearly assessment sheet', () => {
  const supervisor: Actor = {
    ...{ kind: 'staff', userId: 'P-supervisor', role: 'supervision', unitId: 'U-office' },
  };

  test('is the same again for the same instant, though a correction came since', async () => {
    const agent = await house.signIn('supervisor');
    const path = '/api/v1/scores/sheet?unit=U-shizheng&year=2026';
    const before = await agent.get(path);
    await house.deps.store.transaction((tx) =>
      house.deps.scores.correctOnce(tx, {
        ...{ id: 'x', scoreId: 'a:overdue', appealId: 'a:overdue:appeal', unitId: 'U-shizheng' },
        ...{ before: -0.5, after: 0, why: '停机属实', by: supervisor, at: new Date() },
      }),
    );
    const after = await agent.get(path);
    const again = await agent.get(`${path}&asOf=${before.body.asOf}`);

    expect(before.body.sum).toBe(-2);
    expect(after.body).toMatchObject({ sum: -1.5, lost: -1.5, earned: 0 });
    expect(again.body).toEqual(before.body);
  });

  test('is downloaded as a workbook and as a document with the same occurrences', async () => {
    const agent = await house.signIn('principal');
    const text = async (format: string, part: string) => {
      const answer = await agent
        .get(`/api/v1/scores/sheet/${format}?unit=U-shizheng&year=2026`)
        .buffer(true)
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('end', () => done(null, Buffer.concat(chunks)));
        });
      expect(answer.status).toBe(200);
      const parts = unzipSync(new Uint8Array(answer.body));
      return strFromU8(parts[part] ?? new Uint8Array());
    };

    expect(await text('docx', 'word/document.xml')).toContain('城市管理局 2026 年度考核表');
    const strings = await text('xlsx', 'xl/sharedStrings.xml');
    expect(strings).toContain('超期被通报');
    expect(strings).toContain('未按时响应、答复或移交');
  });

  test('of another unit is not shown to a unit', async () => {
    const answer = await (await house.signIn('neighbour')).get(
      '/api/v1/scores/sheet?unit=U-shizheng&year=2026',
    );

    expect(answer.status).toBe(404);
  });
});

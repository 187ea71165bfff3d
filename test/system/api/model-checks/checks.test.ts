import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ApiHouse } from '../start-api.ts';
import { putInForce, startStudio } from '../studio-house.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(60_000);

let house: ApiHouse;
beforeAll(async () => {
  house = await startStudio();
}, 60_000);
afterAll(() => house.stop());

type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;
interface Problem {
  readonly file: string;
  readonly rule: string;
}

async function open(desk: Desk): Promise<string> {
  const opened = await desk.post('/api/v1/studio/drafts').send({ name: '调整' });
  return `/api/v1/studio/drafts/${opened.body.id}`;
}

/** Saves a file of a draft with one place changed, and gives its text. */
async function change(desk: Desk, draft: string, name: string, place: string, by: string) {
  const file = await desk.get(`${draft}/files/${name}`);
  const content = String(file.body.content).replace(place, by);
  expect(content).not.toBe(file.body.content);
  const saved = await desk
    .put(`${draft}/files/${name}`)
    .send({ content, revision: file.body.revision });
  expect(saved.status).toBe(200);
  return content;
}

const of = (problems: readonly Problem[], file: string) =>
  problems.filter((one) => one.file === file).map(({ rule }) => rule);

describe('a draft', () => {
  test('is checked with all its files together, in the language of who asks', async () => {
    const owner = await house.signIn('owner');
    const draft = await open(owner);
    const before = await owner.get(`${draft}/check`);
    await change(owner, draft, 'routing.dmn', 'hitPolicy="FIRST"', 'hitPolicy="UNIQUE"');

    const zh = await owner.get(`${draft}/check?lang=zh`);
    const en = await owner.get(`${draft}/check?lang=en`);

    expect(of(before.body.problems, 'routing.dmn')).toEqual([]);
    expect(of(zh.body.problems, 'routing.dmn')).toContain('table-overlap');
    const overlap = ({ rule }: Problem) => rule === 'table-overlap';
    expect(zh.body.problems.find(overlap)).toMatchObject({
      ...{ level: 'error', line: expect.any(Number), element: expect.any(String) },
      message: expect.stringMatching(/^第 \d+ 行与第 \d+ 行都适用于 topic = /),
    });
    expect(en.body.problems.find(overlap).message).toMatch(/^rows \d+ and \d+ both fit topic = /);
  });

  test('tells what it changes, in words, with both versions', async () => {
    const owner = await house.signIn('owner');
    const draft = await open(owner);
    const content = await change(owner, draft, 'complaint.bpmn', 'P15D', 'P20D');

    const told = await owner.get(`${draft}/differences?lang=zh`);
    const both = await owner.get(`${draft}/differences/complaint.bpmn`);

    expect(told.body).toMatchObject({
      from: 'v1',
      files: [
        {
          ...{ name: 'complaint.bpmn', model: 'bpmn', kind: 'changed' },
          changes: [
            {
              ...{ kind: 'changed', element: 'Event_RatingPeriodOver' },
              words: '中间捕获事件“评价期满”：定时：时长由“P15D”改为“P20D”',
            },
          ],
        },
      ],
    });
    expect(both.body.after).toBe(content);
    expect(both.body.before).toContain('P15D');
    expect((await owner.get(`${draft}/differences/none.bpmn`)).status).toBe(404);
  });

  test('shows a diagram as a table', async () => {
    const owner = await house.signIn('owner');
    const draft = await open(owner);

    const shown = await owner.get(`${draft}/steps/complaint.bpmn?lang=zh`);

    expect(shown.body.processes).toMatchObject([{ process: 'complaint', name: '诉求办理' }]);
    expect(shown.body.processes[0].rows.length).toBeGreaterThan(20);
  });
});

describe('files that are being edited', () => {
  test('are checked within their draft, without being saved', async () => {
    const owner = await house.signIn('owner');
    const draft = await open(owner);
    const file = await owner.get(`${draft}/files/complaint.bpmn`);
    const content = String(file.body.content).replace('complaint:archive-case', 'complaint:burn');

    const checked = await owner
      .post('/api/v1/studio/check')
      .send({ files: [{ name: 'complaint.bpmn', content }], within: draft.split('/').at(-1) });

    expect(of(checked.body.problems, 'complaint.bpmn')).toContain('job-type');
    expect((await owner.get(`${draft}/files/complaint.bpmn`)).body.revision).toBe(0);
  });

  test('that are hostile are refused with a sentence', async () => {
    const owner = await house.signIn('owner');
    const content = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><definitions/>';

    const checked = await owner
      .post('/api/v1/studio/check?lang=zh')
      .send({ files: [{ name: 'a.bpmn', content }] });

    expect(checked.status).toBe(200);
    expect(checked.body.problems).toMatchObject([
      { file: 'a.bpmn', line: 1, rule: 'no-doctype', message: '文件声明了 DOCTYPE 或实体：请删除' },
    ]);
  });
});

test('two sets are compared', async () => {
  await putInForce(house, 'v2', '<!-- second -->');
  const reviewer = await house.signIn('reviewer');

  const told = await reviewer.get('/api/v1/studio/differences?from=v1&to=v2&lang=en');
  const unknown = await reviewer.get('/api/v1/studio/differences?from=v1&to=v9');

  expect(told.body).toMatchObject({
    ...{ from: 'v1', to: 'v2' },
    files: [
      {
        name: 'complaint.bpmn',
        changes: [{ words: 'the text differs in spaces, order or comments only' }],
      },
      { name: 'routing.dmn' },
    ],
  });
  expect(unknown.status).toBe(404);
});

test('the palette names what a model may use, from the house and from the set', async () => {
  const owner = await house.signIn('owner');

  const palette = await owner.get('/api/v1/studio/palette?lang=zh');

  expect(palette.body.jobs.map(({ type }: { type: string }) => type)).toContain(
    'complaint:open-case',
  );
  expect(palette.body.roles).toContainEqual({ id: 'office', name: '办公室' });
  expect(palette.body.forms).toMatchObject([{ id: 'assign', file: 'assign.form' }]);
  expect(palette.body.decisions).toMatchObject([{ id: 'Decision_Routing', name: '承办单位' }]);
});

test('a clerk is not let in', async () => {
  const clerk = await house.signIn('clerk');

  expect((await clerk.get('/api/v1/studio/palette')).status).toBe(403);
  expect((await clerk.post('/api/v1/studio/check').send({ files: [] })).status).toBe(403);
});

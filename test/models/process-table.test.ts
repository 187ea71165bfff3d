import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createLanguage } from '../../api/language.ts';
import { presentSteps } from '../../api/model-checks/presenter.ts';
import { processTables } from '../../workers/models/process-table.ts';
import { parseDiagram } from '../../workers/zeebe/lint/read-xml.ts';
import { shipped } from '../support/shipped.ts';

const language = createLanguage();

async function tableOf(xml: string) {
  const { root } = await parseDiagram(xml);
  return processTables(root).map((one) => presentSteps(one, language, 'zh'));
}

describe('a process as a table', () => {
  test('tells each step, who does it, by when and what comes next, in reading order', async () => {
    const [table] = await tableOf(await shipped('complaint/complaint.bpmn'));
    const names = table?.rows.map(({ name }) => name) ?? [];
    const row = (name: string) => table?.rows.find((one) => one.name === name);

    expect(table?.name).toBe('诉求办理');
    expect(names.slice(0, 3)).toEqual(['收到诉求', '登记立案', '首次启动？']);
    expect(names.indexOf('受理审查')).toBeLessThan(names.indexOf('交办'));
    expect(row('受理审查')).toMatchObject({ type: '用户任务', roles: ['受理员'] });
    expect(row('评价期满')?.deadlines).toEqual(['15 天后']);
    expect(row('已签批？')?.next.map(({ when }) => when !== '')).toEqual([true, true]);
  });

  test('holds every step of every process once', async () => {
    for (const name of [
      'boundary-events',
      'events',
      'ad-hoc-and-event-sub-processes',
      'transaction',
    ]) {
      const xml = readFileSync(new URL(`./interchange/${name}.bpmn`, import.meta.url), 'utf8');
      const steps = [
        ...xml.matchAll(
          /<bpmn:(?:\w+Event|\w*[tT]ask|\w*[sS]ubProcess|transaction|callActivity|\w+Gateway) id="(\w+)"/g,
        ),
      ];

      const rows = (await tableOf(xml)).flatMap((table) => table.rows);

      expect(rows.map(({ element }) => element).toSorted()).toEqual(
        steps.map(([, id]) => id).toSorted(),
      );
    }
  });

  test('tells a deadline on a step at the step', async () => {
    const xml = readFileSync(
      new URL('./interchange/boundary-events.bpmn', import.meta.url),
      'utf8',
    );

    const step = (await tableOf(xml))[0]?.rows.find(({ element }) => element === 'Sub_Handle');

    expect(step?.deadlines).toEqual(['4 小时后：改走“timer”', '4 小时后：“timer”，步骤继续']);
  });
});

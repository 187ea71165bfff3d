import { expect, test } from '@jest/globals';
import { jobs, messages, taskForms } from '../../processes/contracts.ts';
import { roles } from '../../processes/roles.ts';
import { paletteOf } from '../../workers/models/palette.ts';
import { readModels } from '../../workers/zeebe/lint/read-set.ts';
import { shippedSet } from '../support/shipped.ts';

const palette = async () => paletteOf(await readModels(await shippedSet()));

test('a process owner finds everything the house serves, sends and does', async () => {
  const found = await palette();

  expect(found.jobs.map(({ type }) => type)).toEqual(Object.keys(jobs));
  expect(found.messages.map(({ name }) => name)).toEqual(Object.keys(messages));
  expect(found.actions.map(({ name }) => name)).toEqual(Object.keys(taskForms));
  expect(found.roles).toEqual(roles);
});

test('a job says what it takes and what it gives, as its contract does', async () => {
  const open = (await palette()).jobs.find(({ type }) => type === 'complaint:open-case');

  expect(open?.inputs).toEqual([{ name: 'caseId', type: 'string', optional: false, values: [] }]);
  expect(open?.outputs).toContainEqual({
    name: 'claimed',
    type: 'boolean',
    optional: false,
    values: [],
  });
  expect(open?.outputs.find(({ name }) => name === 'channel')?.values).toContain('web');
  expect(open?.outputs.find(({ name }) => name === 'area')).toMatchObject({ type: 'string' });
});

test('forms and decisions are those of the set, with fields and columns', async () => {
  const found = await palette();

  expect(found.forms.find(({ id }) => id === 'assign')?.fields).toContainEqual({
    ...{ key: 'unitId', type: 'select', label: '承办单位' },
  });
  expect(found.decisions.find(({ id }) => id === 'Decision_Routing')).toMatchObject({
    file: 'routing.dmn',
    inputs: [
      { name: 'topic', type: 'string', label: '主题' },
      { name: 'area', type: 'string', label: '区域' },
    ],
    outputs: [{ name: 'unitId', type: 'string', label: '承办单位' }],
  });
});

test('a process knows its variables and where each comes from', async () => {
  const { processes } = await palette();
  const complaint = processes.find(({ id }) => id === 'complaint');
  const names = complaint?.variables.map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(['caseId', 'topic', 'regime', 'unitId', 'weight']));
  expect(complaint?.variables.find(({ name }) => name === 'weight')?.from).toBe('Task_Propose');
  expect(processes.find(({ id }) => id === 'sign-off')?.variables).toContainEqual(
    expect.objectContaining({ name: 'keyMatter', from: null }),
  );
});

import { expect, test } from '@jest/globals';
import type { SettingStore } from '../../workers/store/settings.ts';
import { type CheckSet, deploySet, deployShipped, RefusedSet } from '../../workers/zeebe/deploy.ts';
import type { Resource } from '../../workers/zeebe/port.ts';
import { buildDiagram } from '../support/build-diagram.ts';
import { createKeptLog } from '../support/quiet-logger.ts';

const set = [buildDiagram('p', [{ type: 'work' }])];
const clean: CheckSet<string> = async () => [];
const at = new Date('2026-11-22T09:00:00+08:00');

function fakeEngine() {
  const calls: (readonly Resource[])[] = [];
  const deploy = async (resources: readonly Resource[]) => {
    calls.push(resources);
    return resources.map(({ name }) => ({
      ...{ kind: 'process' as const, id: name, key: '1', version: calls.length, file: name },
    }));
  };
  return { calls, engine: { deploy } };
}

function fakeSettings(): Pick<SettingStore, 'find' | 'noteOnce'> {
  const values = new Map<string, unknown>();
  return {
    find: async (name) => values.get(name) ?? null,
    noteOnce: async (name, value) => {
      if (values.has(name)) return false;
      values.set(name, value);
      return true;
    },
  };
}

test('a set is deployed in one call, stamped with its version', async () => {
  const { calls, engine } = fakeEngine();

  const deployed = await deploySet([...set, { name: 'f.form', content: '{}' }], 'v7', {
    engine,
    check: clean,
  });

  expect(calls).toHaveLength(1);
  expect(calls[0]?.[0]?.content).toContain('value="v7"');
  expect(deployed).toMatchObject({ versionTag: 'v7', resources: [{ id: 'p.bpmn' }, {}] });
});

test('a set with a problem never reaches the engine', async () => {
  const { calls, engine } = fakeEngine();

  const refused = deploySet(set, 'v7', { engine, check: async () => ['unknown job type'] });

  await expect(refused).rejects.toBeInstanceOf(RefusedSet);
  await expect(refused).rejects.toMatchObject({ problems: ['unknown job type'] });
  expect(calls).toEqual([]);
});

test('what is shipped is deployed into an empty installation once', async () => {
  const { calls, engine } = fakeEngine();
  const deps = {
    ...{ engine, check: clean, settings: fakeSettings(), register: async () => undefined },
    ...{ now: () => at, logger: createKeptLog() },
  };

  const first = await deployShipped(set, deps);
  const second = await deployShipped([...set, ...set], deps);

  expect(first?.versionTag).toMatch(/^shipped-[0-9a-f]{12}$/);
  expect(second).toBeNull();
  expect(calls).toHaveLength(1);
});

test('a start that died between deploying and noting deploys the same version again', async () => {
  const { calls, engine } = fakeEngine();
  const facts = {
    ...{ engine, check: clean, now: () => at, logger: createKeptLog() },
    register: async () => undefined,
  };

  await deployShipped(set, { ...facts, settings: fakeSettings() });
  await deployShipped(set, { ...facts, settings: fakeSettings() });

  expect(calls[1]).toEqual(calls[0]);
});

import { describe, expect, test } from '@jest/globals';
import { proposeMapping } from '../../processes/migration/mapping.ts';
import { readMigrationDiagrams } from '../../workers/zeebe/read-migration.ts';
import {
  type Arrow,
  awaits,
  type Drawn,
  drawDiagram,
  end,
  rings,
  startBy,
  userTask,
} from '../support/draw-diagram.ts';
import { seeded } from '../support/seeded.ts';

async function read(nodes: readonly Drawn[], arrows: readonly Arrow[] = []) {
  const [diagram] = await readMigrationDiagrams(
    drawDiagram('p', nodes, arrows, ['begun', 'asked']),
  );
  if (diagram === undefined) throw new Error('no diagram');
  return diagram;
}

describe('the mapping proposed between two versions', () => {
  test('leads an element to the one of the same id and kind, whatever it is called', async () => {
    const from = await read([userTask('Task_A', { name: '审查' })]);
    const to = await read([userTask('Task_A', { name: '受理审查' }), userTask('Task_B')]);

    expect(proposeMapping(from, to)).toEqual({ Task_A: 'Task_A' });
  });

  test('leads an element whose id changed to the only one of its kind and name', async () => {
    const from = await read([userTask('Task_A', { name: '审查' }), userTask('Task_B')]);
    const to = await read([userTask('Task_New', { name: '审查' }), userTask('Task_B')]);

    expect(proposeMapping(from, to)).toEqual({ Task_A: 'Task_New', Task_B: 'Task_B' });
  });

  test('leads nowhere where the name fits two', async () => {
    const from = await read([userTask('Task_A', { name: '审查' })]);
    const to = await read([
      userTask('Task_X', { name: '审查' }),
      userTask('Task_Y', { name: '审查' }),
    ]);

    expect(proposeMapping(from, to)).toEqual({});
  });

  test('does not lead a task to a task of another kind with its id', async () => {
    const from = await read([userTask('Task_A')]);
    const to = await read([{ tag: 'serviceTask', id: 'Task_A' }]);

    expect(proposeMapping(from, to)).toEqual({});
  });

  test('keeps an event with the element it waits at', async () => {
    const late = (host: string): Drawn => ({
      ...{ tag: 'boundaryEvent', id: 'Event_Late', attributes: `attachedToRef="${host}"` },
      inner: rings('Event_Late', 'PT1H'),
    });
    const tasks = [userTask('Task_A'), userTask('Task_B')];
    const from = await read([...tasks, late('Task_A')]);
    const [stays, moves] = [
      await read([...tasks, late('Task_A')]),
      await read([...tasks, late('Task_B')]),
    ];

    expect(proposeMapping(from, stays)).toHaveProperty('Event_Late', 'Event_Late');
    expect(proposeMapping(from, moves)).not.toHaveProperty('Event_Late');
  });

  test('holds the start of an event sub-process, never the start of the process', async () => {
    const nodes: Drawn[] = [
      startBy('begun'),
      end,
      {
        ...{ tag: 'subProcess', id: 'Sub', attributes: 'triggeredByEvent="true"' },
        nodes: [
          { tag: 'startEvent', id: 'Event_Asked', inner: awaits('Event_Asked', 'asked') },
          userTask('Task_Ask'),
        ],
      },
    ];
    const diagram = await read(nodes, [
      ['Start', 'End'],
      ['Event_Asked', 'Task_Ask'],
    ]);

    expect(Object.keys(proposeMapping(diagram, diagram)).toSorted()).toEqual([
      ...['Event_Asked', 'Sub', 'Task_Ask'],
    ]);
  });

  test('never names an element that is missing, and no target twice, for 150 pairs of diagrams', async () => {
    const random = seeded(5);
    const tags = ['userTask', 'serviceTask', 'callActivity', 'receiveTask'];
    const draw = async () => {
      const count = 1 + Math.floor(random() * 6);
      const ids = [...new Set(Array.from({ length: count }, () => `E${Math.floor(random() * 9)}`))];
      return read(
        ids.map((id) => ({
          id,
          tag: tags[Math.floor(random() * tags.length)] ?? 'userTask',
          name: `N${Math.floor(random() * 4)}`,
        })),
      );
    };
    for (let pair = 0; pair < 150; pair += 1) {
      const [from, to] = [await draw(), await draw()];
      const mapping = proposeMapping(from, to);
      const targets = Object.values(mapping);

      expect(Object.keys(mapping).filter((id) => !from.elements.has(id))).toEqual([]);
      expect(targets.filter((id) => !to.elements.has(id))).toEqual([]);
      expect(new Set(targets).size).toBe(targets.length);
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import type { MigrationDiagram } from '../../processes/migration/diagram.ts';
import { engineCodeOf } from '../../processes/migration/engine-words.ts';
import { proposeMapping } from '../../processes/migration/mapping.ts';
import { createJudge, placeOf } from '../../processes/migration/plan.ts';
import { readMigrationDiagrams } from '../../workers/zeebe/read-migration.ts';
import {
  type Arrow,
  awaits,
  type Drawn,
  drawDiagram,
  rings,
  userTask,
} from '../support/draw-diagram.ts';

async function read(nodes: readonly Drawn[], arrows: readonly Arrow[] = []) {
  const xml = drawDiagram('p', nodes, arrows, ['begun', 'asked', 'moved']);
  const [diagram] = await readMigrationDiagrams(xml);
  if (diagram === undefined) throw new Error('no diagram');
  return diagram;
}

function moveOf(from: MigrationDiagram, to: MigrationDiagram, mapping = proposeMapping(from, to)) {
  return { from, to, mapping };
}

/** Why an instance with tokens at these elements cannot move. */
function judged(
  move: ReturnType<typeof moveOf>,
  at: readonly string[],
  completed: Readonly<Record<string, number>> = {},
  state = 'active',
) {
  const tokens = Object.fromEntries(at.map((id, n) => [`t${n}`, id]));
  const elements = Object.fromEntries(
    Object.entries(completed).map(([id, count]) => [id, { completed: count }]),
  );
  return createJudge(move)({ tokens, elements, state }).map(
    ({ code, elementId }) => `${code} ${elementId}`,
  );
}

const boundary = (id: string, host: string, inner: string): Drawn => ({
  ...{ tag: 'boundaryEvent', id, attributes: `attachedToRef="${host}"`, inner },
});

describe('a token', () => {
  test('at a task that is in both versions moves', async () => {
    const from = await read([userTask('A'), userTask('B')]);
    const to = await read([userTask('A'), userTask('New')]);

    expect(judged(moveOf(from, to), ['A'])).toEqual([]);
    expect(judged(moveOf(from, to), ['B'])).toEqual(['ELEMENT_GONE B']);
  });

  test('cannot go to an element of another kind, loop or scope', async () => {
    const from = await read([userTask('A')]);
    const service = await read([{ tag: 'serviceTask', id: 'A' }]);
    const many = await read([
      userTask('A', {
        inner: '<bpmn:multiInstanceLoopCharacteristics/>',
      }),
    ]);
    const inside = await read([{ tag: 'subProcess', id: 'S', nodes: [userTask('A')] }]);
    const job = await read([userTask('A', { extension: '' })]);
    const same = { A: 'A' };

    expect(judged(moveOf(from, service, same), ['A'])).toEqual(['KIND_CHANGED A']);
    expect(judged(moveOf(from, many, same), ['A'])).toEqual(['LOOP_CHANGED A']);
    expect(judged(moveOf(from, inside, same), ['A'])).toEqual(['SCOPE_CHANGED A']);
    expect(judged(moveOf(from, job, same), ['A'])).toEqual(['TASK_KIND_CHANGED A']);
  });

  test('inside a sub-process moves with it', async () => {
    const from = await read([{ tag: 'subProcess', id: 'S', nodes: [userTask('A')] }]);

    expect(judged(moveOf(from, from), ['S', 'A'])).toEqual([]);
  });

  test('at an end or a throwing event cannot be carried over', async () => {
    const from = await read([{ tag: 'intermediateThrowEvent', id: 'Sent' }]);

    expect(judged(moveOf(from, from), ['Sent'])).toEqual(['KIND_UNSUPPORTED Sent']);
  });

  test('of a banned instance moves never', async () => {
    const from = await read([userTask('A')]);

    expect(judged(moveOf(from, from), ['A'], {}, 'banned')).toEqual(['BANNED p']);
  });
});

describe('events that wait beside a token', () => {
  const asked = (id: string) => boundary(id, 'A', awaits(id, 'asked'));
  const late = (id: string, wait = 'PT1H') => boundary(id, 'A', rings(id, wait));

  test('a message already waited for must have its counterpart', async () => {
    const from = await read([userTask('A'), asked('Old')]);
    const to = await read([userTask('A'), asked('New')]);

    expect(judged(moveOf(from, to, { A: 'A' }), ['A'])).toEqual(['MESSAGE_UNMAPPED A']);
    expect(judged(moveOf(from, to, { A: 'A', Old: 'New' }), ['A'])).toEqual([]);
  });

  test('two of them cannot become one, nor one become another kind', async () => {
    const from = await read([userTask('A'), late('L1'), late('L2'), asked('M')]);
    const to = await read([userTask('A'), late('L1'), asked('M')]);

    expect(judged(moveOf(from, to, { A: 'A', L1: 'L1', L2: 'L1', M: 'M' }), ['A'])).toEqual([
      'EVENTS_MERGED A',
    ]);
    expect(judged(moveOf(from, to, { A: 'A', L1: 'M', M: 'M' }), ['A'])).toContain(
      'EVENT_KIND_CHANGED A',
    );
  });

  test('an escalation at the border is more than the engine can carry', async () => {
    const odd = boundary('E', 'A', '<bpmn:escalationEventDefinition id="E_Definition"/>');
    const from = await read([userTask('A'), odd]);

    expect(judged(moveOf(from, from), ['A'])).toEqual(['EVENT_UNSUPPORTED A']);
  });

  test('a mapped timer keeps its date; one without counterpart begins anew or rings no more', async () => {
    const from = await read([userTask('A'), late('Kept'), late('Gone')]);
    const to = await read([userTask('A'), late('Kept', 'PT9H'), late('Fresh')]);
    const { timers } = placeOf(moveOf(from, to), 'A');

    expect(timers.toSorted((a, b) => a.elementId.localeCompare(b.elementId))).toEqual([
      { elementId: 'Fresh', fate: 'restarts' },
      { elementId: 'Gone', fate: 'dropped' },
      { elementId: 'Kept', fate: 'kept' },
    ]);
  });

  test('the events behind a waiting gateway move with the gateway', async () => {
    const nodes: Drawn[] = [
      { tag: 'eventBasedGateway', id: 'G' },
      { tag: 'intermediateCatchEvent', id: 'Due', inner: rings('Due', 'PT1H') },
      { tag: 'intermediateCatchEvent', id: 'Moved', inner: awaits('Moved', 'moved') },
    ];
    const from = await read(nodes, [
      ['G', 'Due'],
      ['G', 'Moved'],
    ]);
    const move = moveOf(from, from);

    expect(judged(move, ['G'])).toEqual([]);
    expect(placeOf(move, 'G').timers).toEqual([{ elementId: 'Due', fate: 'kept' }]);
    expect(judged(move, ['Due'])).toEqual(['GATEWAY_EVENT Due']);
    expect(judged(moveOf(from, from, { G: 'G', Due: 'Due' }), ['G'])).toEqual([
      'MESSAGE_UNMAPPED G',
    ]);
  });
});

describe('a parallel join', () => {
  const nodes: Drawn[] = [
    ...[userTask('Before'), userTask('A'), userTask('B'), userTask('Then')],
    { tag: 'parallelGateway', id: 'Fork' },
    { tag: 'parallelGateway', id: 'Join' },
  ];
  const arrows: Arrow[] = [
    ['Before', 'Fork'],
    ['Fork', 'A'],
    ['Fork', 'B'],
    ['A', 'Join'],
    ['B', 'Join'],
    ['Join', 'Then'],
  ];

  test('where one branch has arrived holds the instance', async () => {
    const from = await read(nodes, arrows);
    const move = moveOf(from, from);

    expect(judged(move, ['B'], { Before: 1, A: 1 })).toEqual(['PARALLEL_JOIN Join']);
    expect(judged(move, ['A', 'B'], { Before: 1 })).toEqual([]);
    expect(judged(move, ['Then'], { Before: 1, A: 1, B: 1 })).toEqual([]);
  });

  test('is named in doubt: behind a choice the counts do not tell', async () => {
    const choice: Drawn = { tag: 'exclusiveGateway', id: 'Choice' };
    const from = await read(
      [...nodes, choice, userTask('Other')],
      [
        ...arrows.filter(([source]) => source !== 'A'),
        ['A', 'Choice'],
        ['Choice', 'Join'],
        ['Choice', 'Other'],
      ],
    );

    expect(judged(moveOf(from, from), ['B', 'Other'], { Before: 1, A: 1 })).toEqual([
      'PARALLEL_JOIN Join',
    ]);
    expect(judged(moveOf(from, from), ['A', 'B'], { Before: 1 })).toEqual([]);
  });
});

test("the engine's refusals have a sentence of ours", () => {
  const words =
    "Expected to migrate process instance '1' but no mapping instruction defined for active element with id 'A'. Elements cannot be migrated without a mapping.";

  expect(engineCodeOf(words)).toBe('ELEMENT_GONE');
  expect(engineCodeOf('something nobody has seen')).toBe('OTHER');
});

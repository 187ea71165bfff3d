import { describe, expect, test } from '@jest/globals';
import { DmnModdle } from 'dmn-moddle';
import {
  cellsOf,
  columnsOf,
  type Element,
  elementsOf,
  holds,
  isElement,
  tableOf,
  textOf,
} from '../../modeler/decision/elements.ts';
import { inputOf } from '../../modeler/decision/try-inputs.ts';
import { shipped } from '../support/shipped.ts';

async function routing(): Promise<Element> {
  const { rootElement } = await new DmnModdle().fromXML(await shipped('complaint/routing.dmn'));
  const decision = isElement(rootElement) ? elementsOf(rootElement, 'drgElement')[0] : undefined;
  if (decision === undefined) throw new Error('routing.dmn has no decision');
  return decision;
}

describe('a decision table as the editor reads it', () => {
  test('its columns are what it asks for and what it gives', async () => {
    const table = tableOf(await routing());

    expect(table === null ? [] : columnsOf(table)).toMatchObject([
      { label: '主题', variable: 'topic', type: 'string', isInput: true },
      { label: '区域', variable: 'area', isInput: true },
      { label: '承办单位', variable: 'unitId', isInput: false },
    ]);
  });

  test('its cells stand in the order of the columns', async () => {
    const table = tableOf(await routing());
    const [rule] = table === null ? [] : elementsOf(table, 'rule');

    expect(rule === undefined ? [] : cellsOf(rule).map((cell) => textOf(cell, 'text'))).toEqual([
      '"urban-rural-construction"',
      '',
      '"U-shizheng"',
    ]);
  });

  test('it knows what is its own', async () => {
    const decision = await routing();

    expect(holds(decision, 'Rule_Routing_Health')).toBe(true);
    expect(holds(decision, 'Rule_Routing_Health_In1')).toBe(true);
    expect(holds(decision, 'Rule_Elsewhere')).toBe(false);
  });
});

describe('an input that was typed', () => {
  test.each([
    ['12', 'number', 12],
    ['true', 'boolean', true],
    ['"web"', 'string', 'web'],
    ['web', 'string', 'web'],
    ['  ', 'string', null],
  ])('«%s» as %s', (typed, type, expected) => {
    expect(inputOf(typed, type)).toBe(expected);
  });
});

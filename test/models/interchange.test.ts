import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { compareFile } from '../../workers/models/differences/compare-files.ts';
import { readText } from '../../workers/zeebe/lint/read-text.ts';
import { parseDiagram } from '../../workers/zeebe/lint/read-xml.ts';
import { saidBy } from './xml-tags.ts';

const folder = new URL('./interchange/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** A diagram read and written again, twice: what is lost only the second time is lost too. */
async function passedOn(xml: string): Promise<string> {
  const moddle = new BpmnModdle({ zeebe });
  const first = await moddle.toXML((await moddle.fromXML(xml)).rootElement, { format: true });
  const again = await moddle.fromXML(first.xml);
  return (await moddle.toXML(again.rootElement, { format: true })).xml;
}

describe('a diagram that another tool drew', () => {
  test('is one of ten, and together they hold every kind of element', () => {
    const all = names.map(textOf).join('\n');
    const kinds = new Set([...all.matchAll(/<bpmn:(\w+)/g)].map(([, kind]) => kind));

    expect(names.length).toBeGreaterThanOrEqual(10);
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        ...['participant', 'messageFlow', 'lane', 'childLaneSet', 'group', 'textAnnotation'],
        ...['dataObjectReference', 'dataStoreReference', 'dataInputAssociation', 'ioSpecification'],
        ...['transaction', 'adHocSubProcess', 'subProcess', 'callActivity', 'globalUserTask'],
        ...['messageEventDefinition', 'timerEventDefinition', 'errorEventDefinition'],
        ...['escalationEventDefinition', 'signalEventDefinition', 'conditionalEventDefinition'],
        ...['compensateEventDefinition', 'cancelEventDefinition', 'terminateEventDefinition'],
        ...['linkEventDefinition', 'boundaryEvent', 'intermediateThrowEvent', 'complexGateway'],
        ...['inclusiveGateway', 'eventBasedGateway', 'parallelGateway', 'exclusiveGateway'],
        ...['multiInstanceLoopCharacteristics', 'standardLoopCharacteristics', 'association'],
      ]),
    );
  });

  test.each(names)('«%s» is read without a complaint', async (name) => {
    const read = readText(name, readFileSync(new URL(name, folder)));
    const { problems } = await parseDiagram(textOf(name));

    expect('problems' in read ? read.problems : []).toEqual([]);
    expect(problems).toEqual([]);
  });

  test.each(names)('«%s» is passed on with everything it says and shows', async (name) => {
    const given = textOf(name);

    const passed = await passedOn(given);

    // Order of elements is kept by nobody where the standard gives none: what is said counts, each piece as often.
    expect(saidBy(passed).toSorted()).toEqual(saidBy(given).toSorted());
    const told = (await compareFile(name, given, passed))?.changes ?? [];
    expect(told.filter(({ words }) => words.key !== 'difference.only-text')).toEqual([]);
  });

  test('with something missing would be noticed', () => {
    const given = textOf('colours.bpmn');

    expect(saidBy(given.replace(' bioc:fill="#ffcdd2"', ''))).not.toEqual(saidBy(given));
    expect(saidBy(given.replace('原样保留', ''))).not.toEqual(saidBy(given));
  });
});

import { expect, test } from '@jest/globals';
import { keyedBy } from '../../workers/projection/instances.ts';
import { shippedSet } from '../support/shipped.ts';

const subprocess = /<bpmn:subProcess[\s\S]*?<\/bpmn:subProcess>/g;
const begunByMessage =
  /<bpmn:startEvent(?:(?!<\/bpmn:startEvent>)[\s\S])*?<bpmn:messageEventDefinition/;

test('each shipped diagram that a message starts names the record it runs: without it its tasks are in no inbox', async () => {
  const begun = (await shippedSet())
    .filter(({ name }) => name.endsWith('.bpmn'))
    .map(({ content }) => content.replace(subprocess, ''))
    .filter((text) => begunByMessage.test(text))
    .map((text) => /<bpmn:process id="([\w-]+)"/.exec(text)?.[1] ?? '');

  expect(begun.length).toBeGreaterThan(10);
  expect(begun.filter((id) => !(id in keyedBy))).toEqual([]);
  expect(Object.keys(keyedBy).filter((id) => !begun.includes(id))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createWords } from '../../modeler/diagram/translate/words.ts';

const tree: z.ZodType<{ [key: string]: unknown }> = z.record(z.string(), z.unknown());
const dictionary = z.object({ words: tree, strings: z.record(z.string(), z.string()) });
const require = createRequire(import.meta.url);

function read(tongue: string) {
  const file = new URL(`../../processes/language/${tongue}/editor.json`, import.meta.url);
  return dictionary.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function keysOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path];
  return Object.entries(words).flatMap(([name, part]) => keysOf(part, `${path}.${name}`));
}

/** What a library asks `translate` for by name. */
function askedIn(source: string): string[] {
  return [...source.matchAll(/translate\(\s*'((?:\\'|[^'\\])*)'/g)].map(([, said]) =>
    (said ?? '').replaceAll("\\'", "'"),
  );
}

const zh = read('zh');
const { strings } = zh;

describe('the words of the diagram editor', () => {
  test('both languages have the same keys of our own', () => {
    expect(keysOf(read('en').words).sort()).toEqual(keysOf(zh.words).sort());
  });

  test('one word is found however a library writes it', () => {
    const wordsOf = createWords({ 'Sub-process': '子流程' });

    expect(wordsOf('Sub Process')).toBe('子流程');
    expect(wordsOf(' sub-process ')).toBe('子流程');
    expect(wordsOf('Process')).toBeNull();
  });

  test('a sentence that was filled before it was said keeps its values', () => {
    const wordsOf = createWords({
      'User task': '用户任务',
      'A <{type}> must have a defined <{property}>': '《{type}》要写明《{property}》',
    });

    expect(wordsOf('A <User Task> must have a defined <Form ID>')).toBe(
      '《用户任务》要写明《Form ID》',
    );
    expect(wordsOf('An <Activity> must have a defined <Name>')).toBe('《Activity》要写明《Name》');
  });

  test('no finding of the lint of engine 8.6 is left in English', () => {
    const wordsOf = createWords(strings);
    const said = [
      'A <Service Task> must have a <Task definition type>',
      'An <Event-based Gateway> must have at least 2 outgoing <Sequence Flows>',
      'A <User Task> with <Form type: Camunda Form> must have a defined <Form ID>',
      'A <Complex Gateway> is not supported by Camunda 8.6',
      'A <Sequence Flow> must have a defined <Condition expression> or be the default <Sequence Flow>',
      'A <Call Activity> must have a defined <Called element>',
      'A <Message Start Event> must have a defined <Message Reference>',
      'An <Error End Event> with <Error Reference> must have a defined <Error code>',
    ];

    const left = said.map((one) => (wordsOf(one) ?? one).replace(/Camunda 8\.6/g, ''));

    expect(left.filter((one) => /[A-Za-z]{3}/.test(one))).toEqual([]);
  });

  test('every word the canvas and its menus ask for has Chinese', () => {
    const community = readFileSync(require.resolve('bpmn-js-i18n/translations/zn.js'), 'utf8');
    const wordsOf = createWords(strings);
    const known = (said: string) =>
      wordsOf(said) !== null || community.includes(`${JSON.stringify(said)}:`);
    const asked = [
      'bpmn-js/lib/features/context-pad/ContextPadProvider.js',
      'bpmn-js/lib/features/palette/PaletteProvider.js',
      'bpmn-js/lib/features/popup-menu/ReplaceMenuProvider.js',
      'bpmn-js-color-picker/colors/ColorPopupProvider.js',
      '@bpmn-io/properties-panel/dist/index.esm.js',
    ].flatMap((file) => askedIn(readFileSync(require.resolve(file), 'utf8')));

    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((said) => !known(said))).toEqual([]);
  });

  test('the guard sees a word without Chinese', () => {
    expect(askedIn("label: translate('No such word')")).toEqual(['No such word']);
    expect(createWords(strings)('No such word')).toBeNull();
  });
});

import { describe, expect, jest, test } from '@jest/globals';
import { lintDecisions, lintDiagram, lintForm } from '../../workers/zeebe/lint/lint-models.ts';
import { readText, sizeLimit } from '../../workers/zeebe/lint/read-text.ts';
import { changed, shipped } from '../support/shipped.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(60_000);

const bytes = (text: string) => new TextEncoder().encode(text);
const rules = (problems: readonly { readonly rule: string }[]) => problems.map(({ rule }) => rule);

describe('a file that comes from outside', () => {
  test('is read when it is UTF-8', async () => {
    const text = await shipped('clock/clock.bpmn');

    expect(readText('clock.bpmn', bytes(text))).toEqual({ text });
  });

  test.each([
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x3c, 0x00, 0x61, 0x00]), 'utf-8'],
    ['GB 18030', new Uint8Array([0x3c, 0xcb, 0xdf, 0xc7, 0xf3, 0x3e]), 'utf-8'],
    ['zero bytes', bytes('<a>\0</a>'), 'utf-8'],
    ['nothing', bytes('  \n'), 'empty'],
    ['more than 2 MB', new Uint8Array(sizeLimit + 1), 'size'],
    ['a promise of UTF-7', bytes('<?xml version="1.0" encoding="UTF-7"?><a/>'), 'utf-8'],
    [
      'a document type',
      bytes('<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "file:///x"><a/>'),
      'no-doctype',
    ],
    ['a document type in small letters', bytes('<!doctype a><a/>'), 'no-doctype'],
    ['elements nested too deep', bytes('<a>'.repeat(50_000)), 'depth'],
  ])('is refused with a sentence when it holds %s', (_, content, rule) => {
    const read = readText('a.bpmn', content);

    expect('problems' in read && rules(read.problems)).toEqual([rule]);
  });
});

describe('a diagram as text', () => {
  test('is refused with its line before any parser sees an entity', async () => {
    const xml = changed(
      await shipped('clock/clock.bpmn'),
      '<bpmn:definitions',
      '<!DOCTYPE a [<!ENTITY b "c">]>\n<bpmn:definitions',
    );

    expect(await lintDiagram(xml)).toMatchObject([{ rule: 'no-doctype', line: 2 }]);
  });

  test('may speak of a document type in a comment', async () => {
    const xml = changed(await shipped('clock/clock.bpmn'), '<bpmn:process', '<!-- <!DOCTYPE -->$&');

    expect(await lintDiagram(xml)).toEqual([]);
  });

  test('is refused with the line where the XML breaks', async () => {
    const xml = changed(await shipped('clock/clock.bpmn'), '</bpmn:process>', '</bpmn:proces>');
    const line = xml.slice(0, xml.indexOf('</bpmn:proces>')).split('\n').length;

    const problems = await lintDiagram(xml);

    expect(problems).toMatchObject([{ rule: 'xml', line }]);
    expect(problems[0]?.message).toMatch(/^broken XML: closing tag mismatch/);
  });

  test.each(['hello', '<html/>', '<bpmn:definitions'])(
    'is refused when it is «%s»',
    async (text) => {
      expect(rules(await lintDiagram(text))).toEqual(['xml']);
      expect(rules(await lintDecisions(text))).toEqual(['xml']);
    },
  );

  test('is refused when it is cut off', async () => {
    const xml = await shipped('complaint/complaint.bpmn');

    expect(rules(await lintDiagram(xml.slice(0, xml.length / 2)))).toContain('xml');
  });

  test('is refused when two elements share an id', async () => {
    const xml = changed(
      await shipped('clock/clock.bpmn'),
      'id="Activity_Ring"',
      'id="Gateway_State"',
    );

    expect(rules(await lintDiagram(xml))).toContain('xml');
  });

  test('is refused when another standard wrote it', async () => {
    const xml = (await shipped('clock/clock.bpmn')).replaceAll('BPMN/20100524/MODEL', 'other');

    expect(rules(await lintDiagram(xml))).toContain('xml');
  });
});

test('a form that is broken JSON is refused with its line', () => {
  expect(lintForm('{\n  "id": "a",\n  oops\n}')).toMatchObject([{ rule: 'json', line: 3 }]);
});

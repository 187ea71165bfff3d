import { expect, test } from '@jest/globals';
import { labelOf, labelsOf } from '../../workers/projection/labels.ts';

test('labels are found whatever prefix, order and quotes the diagram uses', () => {
  const labels = labelsOf(`
    <semantic:userTask name='受理 "审查"' id="check">
    <userTask
      id="assign"
      implementation="a>b"
      name="交&amp;办 &#x4EA4;&#21150;"
    />`);

  expect(labels).toEqual({ check: '受理 "审查"', assign: '交&办 交办' });
});

test('what is commented out or quoted as text is no label', () => {
  const labels = labelsOf(
    '<!-- <userTask id="old" name="旧"/> --><text><![CDATA[<userTask id="t" name="x"/>]]></text>',
  );

  expect(labels).toEqual({});
});

test('an element without a label goes by its id, whatever that is', () => {
  expect(labelOf({}, 'check')).toBe('check');
  expect(labelOf({}, 'constructor')).toBe('constructor');
  expect(labelsOf('<a id="x" name=""/>')).toEqual({});
});

test('a text that only looks like tags is read in bearable time', () => {
  const started = performance.now();

  labelsOf(`<a ${'b="c" '.repeat(50_000)}`);
  labelsOf('<'.repeat(200_000));

  expect(performance.now() - started).toBeLessThan(5_000);
});

import { describe, expect, test } from '@jest/globals';
import {
  fieldsOf,
  optionsOf,
  withOptions,
  withoutRows,
  withPart,
} from '../../modeler/form/fields.ts';
import { keyProblem, readerOf } from '../../modeler/form/known-keys.ts';
import { shipped } from '../support/shipped.ts';

const radio = {
  ...{ id: 'Field_a', type: 'radio', key: 'a' },
  values: [{ label: '是', value: 'yes' }],
  properties: { labelEn: 'A', 'valueEn.yes': 'Yes' },
};

describe('the choices of a field', () => {
  test('are read in both languages', () => {
    expect(optionsOf(radio)).toEqual([{ value: 'yes', label: '是', labelEn: 'Yes' }]);
  });

  test('are written beside the other English words', () => {
    expect(withOptions(radio, [{ value: 'no', label: '否', labelEn: 'No' }])).toEqual({
      values: [{ label: '否', value: 'no' }],
      properties: { labelEn: 'A', 'valueEn.no': 'No' },
    });
  });
});

describe('what must hold for a field', () => {
  test('nothing is left of it when the last rule is taken away', () => {
    const field = { id: 'f', type: 'textfield', validate: { required: true } };

    expect(withPart(field, 'validate', 'required', false)).toBeUndefined();
    expect(withPart(field, 'validate', 'minLength', 0)).toEqual({ required: true, minLength: 0 });
  });
});

describe('rows the library numbers', () => {
  const alone = { id: 'a', type: 'textfield', layout: { row: 'Row_1', columns: null } };
  const beside = (id: string) => ({
    id,
    type: 'textfield',
    layout: { row: 'Row_2', columns: null },
  });
  const narrow = { id: 'd', type: 'textfield', layout: { row: 'Row_3', columns: 8 } };

  test('go where a field has its row alone, and stay where they say something', () => {
    expect(withoutRows({ id: 'f', components: [alone, beside('b'), beside('c'), narrow] })).toEqual(
      {
        id: 'f',
        components: [{ id: 'a', type: 'textfield' }, beside('b'), beside('c'), narrow],
      },
    );
  });
});

describe('the name of a field', () => {
  test.each([
    ['', 'form.keyEmpty'],
    ['2fast', 'form.keyShape'],
    ['a b', 'form.keyShape'],
    ['taken', 'form.keyTaken'],
    ['siteVisit', null],
  ])('«%s»: %s', (key, expected) => {
    expect(keyProblem(key, ['taken'])).toBe(expected);
  });

  test('a shipped form is known by the step that reads it', async () => {
    const form: unknown = JSON.parse(await shipped('complaint/reply-draft.form'));
    const keys = fieldsOf(form).map(({ key }) => String(key));
    const reader = readerOf(keys);

    expect(reader?.keys.toSorted()).toEqual(keys.toSorted());
    expect(readerOf(['siteVisit'])).toBeNull();
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkFields } from '../../web/form/check-fields.ts';
import { fieldKeys, localiseSchema } from '../../web/form/localise-schema.ts';
import { fieldErrors } from '../../web/form/validator.ts';

const t = (key: string) => key;
const has = () => true;

function shippedForm(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../processes/complaint/${name}.form`, import.meta.url), 'utf8'),
  );
}

function chineseIn(schema: unknown): string[] {
  return (JSON.stringify(schema, (key, value) => (key === 'properties' ? undefined : value)) ?? '')
    .split('"')
    .filter((text) => /[\u4e00-\u9fff]/.test(text));
}

describe('forms in English', () => {
  test.each(['pre-check', 'assign', 'proposal', 'reply-draft'])(
    'no Chinese word is left on the form %s',
    (name) => {
      expect(chineseIn(localiseSchema(shippedForm(name), 'en', { units: [] }))).toEqual([]);
    },
  );

  test('the Chinese form keeps its words', () => {
    expect(chineseIn(localiseSchema(shippedForm('pre-check'), 'zh', {})).length).toBeGreaterThan(0);
  });
});

describe('a form that asks for a list', () => {
  test('shows the choices that came with the task', () => {
    const units = [{ value: 'U-shizheng', label: '市政科' }];

    expect(localiseSchema(shippedForm('assign'), 'zh', { units })).toMatchObject({
      components: [
        { key: 'unitId', values: units },
        { key: 'contributors', values: units },
        { key: 'instruction' },
      ],
    });
  });

  test('knows the keys of what it collects', () => {
    expect(fieldKeys(shippedForm('assign'))).toEqual(['unitId', 'contributors', 'instruction']);
  });
});

describe('what is wrong with a field', () => {
  test('an empty required field says so, blanks included', () => {
    const field = { type: 'textfield', validate: { required: true } };

    expect(fieldErrors(field, '   ', t)).toEqual(['desk:form.required']);
  });

  test('a field that is not required may stay empty', () => {
    expect(fieldErrors({ type: 'textarea', validate: { minLength: 40 } }, '', t)).toEqual([]);
  });

  test('a mere receipt is too short for an answer', () => {
    const field = { type: 'textarea', validate: { required: true, minLength: 40 } };

    expect(fieldErrors(field, '已收到', t)).toEqual(['desk:form.tooShort']);
  });
});

describe('what the rules ask beyond the form', () => {
  test('a refusal without a ground is told at the ground', () => {
    const fields = { acceptance: 'refused', urgency: 'normal' };

    expect(checkFields('accept', fields, { t, has })).toEqual({
      ground: 'problems:field.GROUND_MISSING',
    });
  });

  test('a step without a case action has no rules of its own', () => {
    expect(checkFields('check-on-site', { anything: 1 }, { t, has })).toEqual({});
  });
});

describe('words to read on a form', () => {
  const form = (text: string) => ({ components: [{ type: 'text', id: 'Words', text }] });

  test('keep what looks like a tag as it was written', () => {
    expect(localiseSchema(form('**注意** <img src=x onerror=alert(1)>'), 'zh', {})).toEqual(
      form('**注意** &lt;img src=x onerror=alert(1)>'),
    );
  });

  test('leave an expression alone', () => {
    expect(localiseSchema(form('=if a < b then "x" else "y"'), 'zh', {})).toEqual(
      form('=if a < b then "x" else "y"'),
    );
  });
});

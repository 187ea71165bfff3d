import { describe, expect, test } from '@jest/globals';
import { formWords } from '../../processes/form/form-words.ts';
import { validateForm } from '../../processes/form/validate-form.ts';

const drawn = {
  components: [
    { type: 'datetime', key: 'visitedOn', dateLabel: '核查日期', properties: { labelEn: 'Day' } },
    {
      type: 'group',
      label: '结论',
      components: [
        {
          type: 'radio',
          key: 'siteFinding',
          label: '核查结论',
          values: [
            { label: '与反映一致', value: 'as-told' },
            { label: '第 2 项', value: 2 },
          ],
          properties: { 'valueEn.as-told': 'As told' },
        },
      ],
    },
    { type: 'textfield', key: 'bare' },
  ],
};

describe('the words of a form its owner drew', () => {
  test('name its fields and choices, those in groups and of any kind', () => {
    const words = formWords(drawn, 'zh');

    expect([...words.keys()]).toEqual(['visitedOn', 'siteFinding', 'bare']);
    expect(words.get('visitedOn')?.label).toBe('核查日期');
    expect(words.get('siteFinding')?.choices).toEqual({ 'as-told': '与反映一致', '2': '第 2 项' });
  });

  test('in English stand where they were given, else the Chinese ones, else the name', () => {
    const words = formWords(drawn, 'en');

    expect(words.get('visitedOn')?.label).toBe('Day');
    expect(words.get('siteFinding')).toEqual({
      label: '核查结论',
      choices: { 'as-told': 'As told', '2': '第 2 项' },
    });
    expect(words.get('bare')?.label).toBe('bare');
  });

  test('are none for what is no form', () => {
    expect(formWords('{}', 'zh').size).toBe(0);
  });
});

describe('a form checked on the server', () => {
  const required = { type: 'textfield', key: 'why', validate: { required: true } };

  test('demands what always shows', () => {
    const [problem] = validateForm({ components: [required] }, {});

    expect(problem).toMatchObject({ field: 'why', code: 'REQUIRED' });
  });

  test('does not demand what a condition hid: nobody could fill it in', () => {
    const hidden = { ...required, conditional: { hide: '=siteFinding = "as-told"' } };

    expect(validateForm({ components: [hidden] }, { why: '' })).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReplyFields } from '../../processes/complaint/contract.ts';
import {
  type Cover,
  cover,
  covered,
  isSignedButForMarks,
  removedBy,
} from '../../processes/publication/marks.ts';
import { findPersonalData } from '../../processes/publication/personal-data.ts';
import {
  normaliseForSearch,
  personalDataIn,
  placesStillHolding,
} from '../../processes/publication/removed.ts';
import {
  checkDecided,
  isProved,
  type Mark,
  removedFrom,
  shownItem,
  suggestionsIn,
  textsOf,
} from '../../processes/publication/sheet.ts';
import { Refusal } from '../../processes/refusal.ts';

const fields: ReplyFields = {
  investigator: '城市管理局 李强',
  investigatedOn: '2026-11-20',
  finding: 'substantiated',
  findingText: '经核查，王敏（13812345678）反映的情况属实，路灯已于当日修复，感谢您的监督与支持。',
  measures: '',
  ground: '《城市照明管理规定》第二十三条',
  contact: '市政科 0571-87654321',
  publicity: 'public',
  publicityGround: '主动公开',
};
const item = { subject: '路灯不亮，请回电13987654321', fields };
const texts = textsOf(item);

function markOf(part: Mark['part'], word: string, state: Mark['state'] = 'covered'): Mark {
  const start = texts[part].indexOf(word);
  return { part, start, end: start + word.length, kind: 'name', state };
}

const phone = markOf('findingText', '13812345678');
const name = markOf('findingText', '王敏');
const caller = markOf('subject', '13987654321');

function refusalOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, params: error.params };
    throw error;
  }
  return null;
}

/** A text and marks in it that share no sign. */
const marked = fc
  .tuple(
    fc.string({ unit: fc.constantFrom('王', '敏', '1', '，', 'a', '〔', '已隐去〕', '\n') }),
    fc.array(fc.nat(60), { maxLength: 12 }),
  )
  .map(([text, cuts]) => {
    const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
    const marks: Cover[] = [];
    for (let index = 0; index + 1 < places.length; index += 2) {
      const [start = 0, end = 0] = places.slice(index, index + 2);
      marks.push({ start, end, kind: 'other' });
    }
    return { text, marks };
  });

describe('a text with its marks', () => {
  test('is the signed one but for them, whatever the text and the marks', () => {
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        const shown = cover(text, marks);
        expect(isSignedButForMarks(text, shown, marks)).toBe(true);
        const removed = removedBy(text, marks).join('').length;
        expect(shown.length).toBe(text.length - removed + marks.length * covered.length);
      }),
    );
  });

  test('is not the signed one when any sign of it was changed', () => {
    fc.assert(
      fc.property(marked, fc.nat(), fc.constantFrom('改', '', 'xx'), (one, place, other) => {
        const shown = cover(one.text, one.marks);
        fc.pre(shown.length > 0);
        const at = place % shown.length;
        const forged = shown.slice(0, at) + other + shown.slice(at + 1);
        fc.pre(forged !== shown);
        expect(isSignedButForMarks(one.text, forged, one.marks)).toBe(false);
      }),
    );
  });

  test('tells nothing of what was covered, not even its length', () => {
    expect(cover('张三来电', [{ start: 0, end: 2, kind: 'name' }])).toBe(`${covered}来电`);
    expect(cover('欧阳某某来电', [{ start: 0, end: 4, kind: 'name' }])).toBe(`${covered}来电`);
  });

  test.each([
    ['beyond the end', [{ start: 2, end: 9 }], 'MARK_OUTSIDE'],
    ['of nothing', [{ start: 1, end: 1 }], 'MARK_OUTSIDE'],
    ['through a character', [{ start: 0, end: 4 }], 'MARK_OUTSIDE'],
    [
      'over another',
      [
        { start: 0, end: 2 },
        { start: 1, end: 3 },
      ],
      'MARKS_OVERLAP',
    ],
  ])('a mark %s is refused', (_what, spans, code) => {
    const marks = spans.map((span) => ({ ...span, kind: 'other' as const }));

    expect(refusalOf(() => cover('一二三😀', marks))?.code).toBe(code);
  });
});

describe('the sheet of an item', () => {
  test('suggests what looks personal, in subject and reply, and leaves the office its telephone', () => {
    expect(suggestionsIn(texts, []).map(({ part, kind }) => [part, kind])).toEqual([
      ['subject', 'mobile'],
      ['findingText', 'mobile'],
    ]);
  });

  test('is not passed while a suggestion waits, and says where; a decision either way passes it', () => {
    expect(refusalOf(() => checkDecided(texts, [phone]))).toEqual({
      code: 'MARKS_UNDECIDED',
      params: { count: 1, part: 'subject' },
    });
    expect(refusalOf(() => checkDecided(texts, [phone, { ...caller, state: 'kept' }]))).toBeNull();
  });

  test('covers what was decided to be covered, a name by hand among it, and proves the rest', () => {
    const marks = [phone, name, { ...caller, state: 'kept' as const }];
    const shown = shownItem(item, marks);

    expect(shown.fields.findingText).toBe(
      `经核查，${covered}（${covered}）反映的情况属实，路灯已于当日修复，感谢您的监督与支持。`,
    );
    expect(shown.subject).toBe(item.subject);
    expect(isProved(item, shown, marks)).toBe(true);
    expect(removedFrom(texts, marks)).toEqual(['王敏', '13812345678']);
    expect(findPersonalData(shown.fields.findingText)).toEqual([]);
  });

  test('proves nothing of a text that was changed besides, or whose finding is another', () => {
    const shown = shownItem(item, [phone]);
    const changed = { ...shown, fields: { ...shown.fields, ground: '另一条' } };
    const turned = { ...shown, fields: { ...shown.fields, finding: 'unsubstantiated' as const } };

    expect(isProved(item, changed, [phone])).toBe(false);
    expect(isProved(item, turned, [phone])).toBe(false);
    expect(isProved(item, shown, [phone, name])).toBe(false);
  });
});

describe('what was removed', () => {
  test('is found again however it is spaced, broken or widened', () => {
    const readings = [
      { place: '第 1 页', text: '联系 138 1234\n56 78' },
      { place: '第 2 页', text: '无' },
      { place: '文件名', text: '１３８１２３４５６７８.pdf' },
    ];

    expect(placesStillHolding(readings, ['13812345678'])).toEqual(['第 1 页', '文件名']);
    expect(placesStillHolding(readings, ['王敏'])).toEqual([]);
  });

  test('is found wherever it stands among other words', () => {
    const digits = fc.stringMatching(/^1[3-9]\d{9}$/);
    fc.assert(
      fc.property(
        fc.string(),
        digits,
        fc.string(),
        fc.constantFrom('', ' ', '-', '\n'),
        (a, number, b, gap) => {
          const spaced = [...number].join(gap);
          const readings = [{ place: 'here', text: `${a}${spaced}${b}` }];
          expect(placesStillHolding(readings, [number])).toEqual(['here']);
        },
      ),
    );
  });

  test('searching the same text twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normaliseForSearch(text);
        expect(normaliseForSearch(once)).toBe(once);
      }),
    );
  });

  test('personal data of a file is asked about unless it was decided to stay', () => {
    const readings = [{ place: '第 1 页', text: '电话13812345678，身份证11010519491231002X' }];

    expect(personalDataIn(readings, ['138 1234 5678'])).toEqual([
      { place: '第 1 页', kind: 'id-number' },
    ]);
  });
});

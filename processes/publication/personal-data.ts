/** What a text may hold that points at a person. Names are found by people only. */
export const personalKinds = [
  'mobile',
  'landline',
  'id-number',
  'bank-card',
  'plate',
  'email',
  'address',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** A piece of a text, from `start` until before `end`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Found extends Span {
  readonly kind: PersonalKind;
}

interface Finder {
  readonly kind: PersonalKind;
  readonly pattern: RegExp;
  /** What the pattern alone does not say; the piece comes without its separators. */
  readonly holds?: (piece: string) => boolean;
}

/** Weights and signs of the checksum of GB 11643. */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const idSigns = '10X98765432';

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2100 || month < 1 || month > 12) return false;
  const february = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  const days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** True for an identity number of 18 signs whose day exists and whose checksum holds, and for one of 15 digits with a day. */
export function isIdNumber(piece: string): boolean {
  const signs = piece.toUpperCase();
  if (/^\d{15}$/.test(signs))
    return isDay(
      1900 + Number(signs.slice(6, 8)),
      Number(signs.slice(8, 10)),
      Number(signs.slice(10, 12)),
    );
  if (!/^\d{17}[\dX]$/.test(signs)) return false;
  const sum = idWeights.reduce((all, weight, index) => all + weight * Number(signs[index]), 0);
  const isDated = isDay(
    Number(signs.slice(6, 10)),
    Number(signs.slice(10, 12)),
    Number(signs.slice(12, 14)),
  );
  return isDated && idSigns[sum % 11] === signs[17];
}

/** True for 15 to 19 digits that pass the Luhn check of ISO/IEC 7812. */
export function isCardNumber(piece: string): boolean {
  if (!/^\d{15,19}$/.test(piece)) return false;
  const sum = [...piece].reverse().reduce((all, digit, index) => {
    const twice = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return all + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使';
const way = '(?:路|街|巷|弄|村|小区|公寓|花园|家园|苑|园|庄|里|道|胡同|新城)';
const near = '[\\p{Script=Han}A-Za-z0-9—-]';

/** The surer kinds first: what one has taken is no other's. */
const finders: readonly Finder[] = [
  { kind: 'email', pattern: /[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g },
  {
    kind: 'id-number',
    pattern: /(?<![0-9A-Za-z])(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{15})(?![0-9A-Za-z])/g,
    holds: isIdNumber,
  },
  {
    kind: 'mobile',
    pattern: /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g,
  },
  { kind: 'bank-card', pattern: /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g, holds: isCardNumber },
  {
    kind: 'landline',
    pattern:
      /(?<![\d-])(?:\(0\d{2,3}\)|0\d{2,3})[ -]?[2-9]\d{6,7}(?:(?:-|转)\d{1,5})?(?!\d)|(?<=(?:电话|座机)[:：]? ?)[2-9]\d{6,7}(?!\d)/g,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${provinces}][A-HJ-NP-Z][·•. -]?(?=[A-Z0-9]*\\d)(?:[A-HJ-NP-Z0-9]{4}[挂学警港澳]|[A-HJ-NP-Z0-9]{5,6})(?![A-Za-z0-9])`,
      'g',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `${near}{0,20}?${way}${near}{0,12}?\\d+(?:号楼|号|弄|幢|栋|座)${near}{0,16}?\\d+(?:室|户|单元(?:\\d+(?:室)?)?)`,
      'gu',
    ),
  },
];

/** Signs of full width as the usual ones, sign for sign, so that places stay what they are. */
function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** True when two pieces share a sign. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * Pieces of a text that look like personal data, in their order: mobile and landline numbers, identity numbers with a
 * valid checksum, bank cards that pass Luhn, plates, mail addresses, and addresses down to the door of a flat. A house
 * number alone is a place, and service numbers (12345, 400…) are nobody's.
 */
export function findPersonalData(text: string): Found[] {
  const plain = narrow(text);
  const found: Found[] = [];
  for (const { kind, pattern, holds } of finders) {
    for (const match of plain.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const isTaken = found.some((one) => overlaps(one, span));
      if (!isTaken && (holds?.(match[0].replace(/[ -]/g, '')) ?? true))
        found.push({ kind, ...span });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

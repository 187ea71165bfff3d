import { fillers, readAs } from './words.ts';

const digitOf: Readonly<Record<string, number>> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};
const tenfold: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };
/** Numerals before what is counted; elsewhere the same signs are parts of words, as in «一直». */
const counted =
  /[零〇一二两三四五六七八九十百千万]+(?=[盏个栋号层楼天日月年次户人元块条座台辆米度点名棵间处]|小时|分钟)/g;
/** Telephone, identity and card numbers: nothing of them is kept, not even as a hash. */
const personal = /\d{6,}/g;

function numberOf(numeral: string): number {
  let total = 0;
  let part = 0;
  for (const sign of numeral) {
    const unit = tenfold[sign];
    if (unit === undefined) part = part * 10 * Number(part > 0) + (digitOf[sign] ?? 0);
    else {
      total = unit === 10_000 ? (total + part) * unit : total + (part || 1) * unit;
      part = 0;
    }
  }
  return total + part;
}

/**
 * A text as the finder reads it: one width, one case, numerals as digits, no punctuation, and no number long enough to
 * be somebody's.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(counted, (numeral) => String(numberOf(numeral)))
    .replace(/(?<=\d)[\s-]+(?=\d)/g, '')
    .replace(personal, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A normalised text with words of one meaning read as one, and without what every complaint says. */
export function matterOf(normalised: string): string {
  let text = normalised;
  for (const [word, as] of readAs) text = text.replaceAll(word, ` ${as} `);
  for (const word of fillers) text = text.replaceAll(word, ' ');
  return text.replace(/\s+/g, ' ').trim();
}

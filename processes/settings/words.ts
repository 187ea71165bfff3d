import { z } from 'zod';

/** Halves of a character pair and signs nobody sees: they break digests and forge lines. */
const broken = /\p{Surrogate}/u;
const unprintable = /[\p{Cc}\u2028\u2029]/u;

function isPrintable(text: string): boolean {
  return !broken.test(text) && !unprintable.test(text.replace(/[\t\n]/g, ''));
}

/** A text of several lines as somebody typed it into a setting. */
export function settingText(max: number, least?: string) {
  const text = z.string().max(max).refine(isPrintable, 'TEXT_UNPRINTABLE');
  return z
    .string()
    .max(2 * max)
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(least === undefined ? text : text.min(1, least));
}

/**
 * A text of one line.
 * @param least the code of the sentence that says what is missing when it is empty; may be empty without it
 */
export function settingLine(max: number, least?: string) {
  return settingText(max, least).refine((text) => !/[\t\n]/.test(text), 'ONE_LINE_ONLY');
}

/** The code of an entry of a list; chosen once, for ever. */
export const settingCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'SETTING_CODE_FORM');

/** A calendar day, `YYYY-MM-DD`. */
export const isoDay = z.iso.date('NOT_A_DATE');

/** An id of the house, e.g. of a unit. */
export const houseId = z.string().regex(/^[\w-]{1,64}$/, 'WRONG_FORMAT');

/** A text in both languages; the Chinese one is always there. */
export function bothLanguages(max: number, least = 'REQUIRED') {
  return { zh: settingLine(max, least), en: settingLine(max).default('') } as const;
}

/** Says of each entry whose code stood before it that it is there twice. */
export function refuseTwice(
  codes: readonly string[],
  context: {
    addIssue: (issue: { code: 'custom'; path: (string | number)[]; message: string }) => void;
  },
  under: string,
): void {
  codes.forEach((code, index) => {
    if (codes.indexOf(code) < index)
      context.addIssue({ code: 'custom', path: [under, index, 'id'], message: 'CODE_TWICE' });
  });
}

/** A name in the reader's language; the Chinese one where there is no other. */
export function nameIn(name: { readonly zh: string; readonly en: string }, lang: 'zh' | 'en') {
  return name[lang] || name.zh;
}

/** Whether a text is the address of a page. */
export function isLink(text: string): boolean {
  return /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text);
}

import { z } from 'zod';
import { settingText } from './words.ts';

/**
 * Texts citizens read that an institution words for itself, by their place in the dictionary `citizen`, with what the
 * house fills in. Whatever is not set is said as shipped.
 */
export const citizenTexts = {
  'site.name': [],
  'start.title': [],
  'start.lead': ['institution'],
  'site.footer': [],
  'submit.contact.why': [],
  'receipt.lead': [],
  'receipt.keep': [],
  'receipt.keepShared': [],
  'ground.unlawful-content': [],
  'ground.petition-review': [],
  'ground.before-court': [],
  'ground.breach-report': [],
  'ground.not-our-duty': [],
} as const satisfies Record<string, readonly string[]>;
export type CitizenText = keyof typeof citizenTexts;

/** True when a key names a text an institution may word. */
export function isCitizenText(key: string): key is CitizenText {
  return Object.hasOwn(citizenTexts, key);
}

const gap = /\{\{\s*(\w*)\s*\}\}/g;

/** A text in both languages; empty is the shipped one. */
const wording = z.strictObject({ zh: settingText(1000), en: settingText(1000) });

/** The texts worded by the institution. */
export const textsDocument = z
  .strictObject({ items: z.record(z.string(), wording) })
  .superRefine(({ items }, context) => {
    for (const [key, said] of Object.entries(items)) {
      if (!isCitizenText(key)) {
        context.addIssue({ code: 'custom', path: ['items', key], message: 'UNKNOWN_FIELD' });
        continue;
      }
      const filled: readonly string[] = citizenTexts[key];
      for (const lang of ['zh', 'en'] as const) {
        const named = [...said[lang].matchAll(gap)].map(([, name = '']) => name);
        if (named.some((name) => !filled.includes(name)))
          context.addIssue({ code: 'custom', path: ['items', key, lang], message: 'TEXT_GAP' });
      }
    }
  });
export type TextsDocument = z.output<typeof textsDocument>;

/** As shipped: nothing is worded by the institution. */
export const shippedTexts: TextsDocument = { items: {} };

/** A text with its gaps filled, as the institution worded it; null where the shipped one is said. */
export function wordedText(
  { items }: TextsDocument,
  key: string,
  lang: 'zh' | 'en',
  params: Readonly<Record<string, string | number>>,
): string | null {
  const said = items[key]?.[lang] ?? '';
  if (said === '') return null;
  return said.replace(gap, (whole, name: string) => String(params[name] ?? whole));
}

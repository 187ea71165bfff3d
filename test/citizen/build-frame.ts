import type { Frame } from '../../api/citizen/layout.ts';
import { wordsIn } from '../../api/citizen/words.ts';
import { createLanguage, type Lang } from '../../api/language.ts';

const language = createLanguage();

/** A visit on Saturday, 21 November 2026, 10:00 in Shanghai. */
export function buildFrame(given: Partial<Frame> & { lang?: Lang } = {}): Frame {
  return {
    ...wordsIn(language, given.lang ?? 'zh'),
    now: new Date('2026-11-21T02:00:00Z'),
    large: false,
    institution: '云溪市人民政府',
    stylesheet: '/citizen.css',
    path: '/',
    query: {},
    ...given,
  };
}

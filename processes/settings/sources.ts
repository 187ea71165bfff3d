import { z } from 'zod';
import { bothLanguages, isLink, refuseTwice, settingCode, settingLine } from './words.ts';

/** Words that make something a topic of the institution's; each once. */
const topicWords = z
  .array(settingLine(40, 'REQUIRED'))
  .max(200)
  .transform((words) => [...new Set(words)]);

const sourceSchema = z.strictObject({
  id: settingCode,
  ...bothLanguages(60),
  address: settingLine(500).refine(isLink, 'LINK_WRONG'),
  /** Minutes between two looks. */
  every: z.number().int('NOT_A_NUMBER').min(5).max(1440),
  active: z.boolean(),
  words: topicWords,
});
export type SourceSetting = z.output<typeof sourceSchema>;

/** The public feeds that are watched, and the words they are watched by. */
export const sourcesDocument = z
  .strictObject({ words: topicWords, items: z.array(sourceSchema).max(50) })
  .superRefine(({ items }, context) =>
    refuseTwice(
      items.map(({ id }) => id),
      context,
      'items',
    ),
  );
export type SourcesDocument = z.output<typeof sourcesDocument>;

/** Nothing is watched until somebody says what. */
export const shippedSources: SourcesDocument = { words: [], items: [] };

/** The words a source is watched by: its own and those of the house; none means everything. */
export function wordsOf({ words }: SourcesDocument, source: Pick<SourceSetting, 'words'>) {
  return [...new Set([...source.words, ...words])];
}

import { z } from 'zod';
import { topics as shipped } from '../complaint/topics.ts';
import type { SettingIssue } from './issue.ts';
import { questionSchema } from './questions.ts';
import { bothLanguages, houseId, refuseTwice, settingCode } from './words.ts';

/** A complaint type: what a complaint can be about, and what is asked of whoever chooses it. */
const topicSchema = z
  .strictObject({
    id: settingCode,
    ...bothLanguages(40),
    /** Whether citizens may choose it; the clerks always may. */
    shown: z.boolean(),
    /** No new complaint gets it; cases that have it keep it. */
    retired: z.boolean(),
    /** What the clerk is reminded of; the rules and the clerk decide. */
    urgency: z.enum(['normal', 'urgent']),
    /** Proposed to the office before what the routing rule names; null: the rule alone proposes. */
    unitId: houseId.nullable(),
    questions: z.array(questionSchema).max(20),
  })
  .superRefine(({ questions }, context) =>
    refuseTwice(
      questions.map(({ id }) => id),
      context,
      'questions',
    ),
  );
export type TopicSetting = z.output<typeof topicSchema>;

/** The complaint types in their order. */
export const topicsDocument = z
  .strictObject({ items: z.array(topicSchema).min(1).max(100) })
  .superRefine(({ items }, context) =>
    refuseTwice(
      items.map(({ id }) => id),
      context,
      'items',
    ),
  );
export type TopicsDocument = z.output<typeof topicsDocument>;

/** The type of those who cannot tell: it is always there. */
export const unsureTopic = 'other';

/** The classification as it is shipped. */
export function shippedTopics(name: (lang: 'zh' | 'en', topic: string) => string): TopicsDocument {
  return {
    items: shipped.map((id) => ({
      ...{ id, zh: name('zh', id), en: name('en', id), shown: true, retired: false },
      ...{ urgency: 'normal', unitId: null, questions: [] },
    })),
  };
}

/**
 * What keeps a change of the complaint types from being made: a type that cases have is retired, never removed, and the
 * one for those who cannot tell stays.
 *
 * @param used types that cases have, of those that were removed
 * @param units units that exist and are not dissolved
 */
export function topicProblems(
  { items }: TopicsDocument,
  used: readonly string[],
  units: readonly string[],
): SettingIssue[] {
  const removed = used.map(
    (name): SettingIssue => ({
      ...{ path: ['items', name], code: 'TOPIC_IN_USE', params: { name } },
    }),
  );
  const unsure = items.findIndex(({ id }) => id === unsureTopic);
  const kept = items[unsure];
  const isThere = kept?.shown === true && !kept.retired;
  const place = unsure < 0 ? ['items'] : ['items', unsure];
  const needed = isThere ? [] : [{ path: place, code: 'TOPIC_NEEDED', params: {} }];
  const nowhere = items.flatMap(({ unitId, retired }, index) =>
    unitId === null || retired || units.includes(unitId)
      ? []
      : [{ path: ['items', index, 'unitId'], code: 'NOT_A_CHOICE', params: {} }],
  );
  return [...removed, ...needed, ...nowhere];
}

/** Types a change leaves out. */
export function removedTopics(before: TopicsDocument, after: TopicsDocument): string[] {
  const kept = new Set(after.items.map(({ id }) => id));
  return before.items.map(({ id }) => id).filter((id) => !kept.has(id));
}

/**
 * What a complaint is about: the national classification of petition content, first level, in its order, and `other`
 * for senders who cannot tell. The words for people are `words.topic.<id>` in the dictionaries.
 */
export const topics = [
  'urban-rural-construction',
  'party-government',
  'land-resources',
  'environment',
  'discipline',
  'transport',
  'economy',
  'science-industry',
  'civil-affairs',
  'rural-agriculture',
  'commerce-tourism',
  'health',
  'politics-law',
  'education-sports',
  'labour-social-security',
  'other',
] as const;
export type Topic = (typeof topics)[number];

/** True when a word names a topic. */
export function isTopic(word: string): word is Topic {
  return topics.some((topic) => topic === word);
}

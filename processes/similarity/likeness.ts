import { similaritySettings as settings } from './settings.ts';
import type { Signature } from './signature.ts';

/** How alike two matters are, and why: what a person is shown beside the pair. */
export interface Likeness {
  /** 0 to 1. */
  readonly score: number;
  /** How much of the words both have, 0 to 1. */
  readonly text: number;
  /** 0 elsewhere, 1 the same place; null where one of the two names none. */
  readonly place: number | null;
  readonly sameTopic: boolean;
  /** Whole days between the two. */
  readonly daysApart: number;
}

/** Rising numbers, as a list or as they lie in memory. */
type Rising = Readonly<ArrayLike<number>>;

/** What a score looks at; keys only lead to the other one. */
export interface Compared extends Pick<Signature, 'area' | 'topic' | 'at'> {
  readonly grams: Rising;
  readonly places: Rising;
  readonly spots: Rising;
}

const dayMs = 86_400_000;

/** How many numbers two rising lists have in common. */
function common(a: Rising, b: Rising): number {
  let count = 0;
  let at = 0;
  for (let index = 0; index < a.length; index += 1) {
    const one = a[index] ?? 0;
    while (at < b.length && (b[at] ?? 0) < one) at += 1;
    if (b[at] === one) count += 1;
  }
  return count;
}

/** Twice what is common, by what both have: 1 for the same words, 0 for none. */
function overlap(a: Rising, b: Rising): number {
  const all = a.length + b.length;
  return all === 0 ? 0 : (2 * common(a, b)) / all;
}

function placeLikeness(a: Compared, b: Compared): number | null {
  if (a.places.length > 0 && b.places.length > 0) {
    const shared = common(a.places, b.places) / Math.min(a.places.length, b.places.length);
    const otherHouse = a.spots.length > 0 && b.spots.length > 0 && common(a.spots, b.spots) === 0;
    return otherHouse ? shared / 2 : shared;
  }
  if (a.area === null || b.area === null) return null;
  return a.area === b.area ? 0.5 : 0;
}

function fresh(daysApart: number): number {
  const { freshDays, staleDays } = settings;
  const over = (daysApart - freshDays) / (staleDays - freshDays);
  return 1 - Math.min(1, Math.max(0, over));
}

/**
 * How alike two matters are by text, place, topic and time. Symmetric, and 1 at most. Text is needed whatever the rest
 * says; another place halves what is left, and months between the two take the rest.
 */
export function likenessOf(a: Compared, b: Compared): Likeness {
  const text = overlap(a.grams, b.grams);
  const place = placeLikeness(a, b);
  const sameTopic = a.topic === b.topic;
  const daysApart = Math.floor(Math.abs(a.at.getTime() - b.at.getTime()) / dayMs);
  const { weights, textEnough, textLeast, placeUnknown, elsewhere } = settings;
  const words = Math.min(1, text / textEnough);
  const time = fresh(daysApart);
  const sum =
    weights.text * words +
    weights.place * (place ?? placeUnknown) +
    weights.topic * Number(sameTopic) +
    weights.time * time;
  const enough = words < textLeast ? words / textLeast : 1;
  const score = sum * enough * (place === 0 ? elsewhere : 1) * (0.5 + time / 2);
  return { score, text, place, sameTopic, daysApart };
}

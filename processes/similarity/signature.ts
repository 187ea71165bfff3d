import { gramsOf } from './grams.ts';
import { hashOf, mix } from './hash.ts';
import { matterOf, normalise } from './normalise.ts';
import { placesIn, withoutPlaces } from './places.ts';
import { similaritySettings as settings } from './settings.ts';

/** What the finder reads of a complaint: no name and no contact. */
export interface Matter {
  readonly subject: string;
  readonly text: string;
  readonly place: string | null;
  readonly area: string | null;
  readonly topic: string;
  /** When it was sent; of two, the distance counts. */
  readonly at: Date;
}

/** All that is kept of a matter for the finder: numbers of 32 bits, in rising order where order says nothing. */
export interface Signature {
  /** Place with gram: what two matters of the same thing at the same place have at least one of in common. */
  readonly placeKeys: readonly number[];
  /** What two matters in nearly the same words have in common, wherever they are. */
  readonly wordKeys: readonly number[];
  readonly grams: readonly number[];
  readonly places: readonly number[];
  readonly spots: readonly number[];
  readonly area: number | null;
  readonly topic: string;
  readonly at: Date;
}

/** Goes up whenever the same text would get another signature: those of before are then made anew. */
export const signatureVersion = 1;

const rising = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

/** The `count` smallest by a hash of their own: of two texts the same common grams are chosen. */
function sample(numbers: readonly number[], count: number): number[] {
  return [...numbers].sort((a, b) => mix(a, 1) - mix(b, 1)).slice(0, count);
}

function bandsOf(grams: readonly number[]): number[] {
  if (grams.length === 0) return [];
  const least = (seed: number) =>
    grams.reduce((least, gram) => Math.min(least, mix(gram, seed)), 0xffffffff);
  return Array.from({ length: settings.bands }, (_, band) =>
    mix(least(2 * band + 2) ^ mix(least(2 * band + 3), 7), band),
  );
}

/** Each place with each of a few grams: who writes of the same thing at the same place meets here. */
function placeKeys(wheres: readonly number[], grams: readonly number[]): number[] {
  const chosen = sample(grams, settings.keyGrams);
  return wheres.flatMap((where) => chosen.map((gram) => mix(where ^ mix(gram, 11), 13)));
}

/** What the finder keeps of a complaint; the same text gives the same signature everywhere. */
export function signatureOf(matter: Matter): Signature {
  const place = normalise(matter.place ?? '');
  const letter = normalise(`${matter.subject}\n${matter.text}`);
  const where = placesIn(place, letter, settings.mostPlaces);
  const placeGrams = gramsOf(place);
  const words = [...gramsOf(matterOf(withoutPlaces(letter, where)))].filter(
    (gram) => !placeGrams.has(gram),
  );
  const grams = rising(sample(words.map(hashOf), settings.mostGrams));
  const places = rising(where.names.map((name) => hashOf(`place:${name}`)));
  const area = matter.area === null ? null : hashOf(`area:${normalise(matter.area)}`);
  const wheres = places.length > 0 || area === null ? places : [area];
  return {
    placeKeys: rising(placeKeys(wheres, grams)),
    wordKeys: rising(bandsOf(grams)),
    grams,
    places,
    spots: rising(where.spots.map((spot) => hashOf(`spot:${spot}`))),
    area,
    topic: matter.topic,
    at: matter.at,
  };
}

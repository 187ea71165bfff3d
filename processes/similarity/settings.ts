/**
 * What the finder of duplicates goes by. One table, so that it can be read, argued about and measured: every number here
 * was chosen on the odd events of `bench/duplicates/written.tsv`, and judged on the even ones (`npm run measure:duplicates`).
 */
export const similaritySettings = {
  /** Pairs from here on are shown as «similar». Shown is cheap: a person decides. */
  suggestFrom: 0.5,
  /** From here on a pair counts as the same matter: in clusters, and in numbers shown to citizens. */
  sameFrom: 0.6,
  /** A public number never points at one or two people. */
  smallestPublicNumber: 3,
  /** How alike two texts of the same matter in different words usually are: from here on the text says «same». */
  textEnough: 0.3,
  /** Below this the matters differ, wherever they are: two complaints about one street are not one complaint. */
  textLeast: 0.3,
  /** What a place that nobody named is worth, between «same» and «elsewhere». */
  placeUnknown: 0.35,
  weights: { text: 0.5, place: 0.35, topic: 0.1, time: 0.05 },
  /** What is left of a score when both name a place and it is another one: the same matter elsewhere is another case. */
  elsewhere: 0.5,
  /** Days apart up to which time says nothing against a pair. */
  freshDays: 30,
  /** Days apart from which on the same words mean another occurrence, e.g. this year's leak and last year's. */
  staleDays: 120,
  /** Most grams kept of a text; a longer one is sampled by hash, the same way on both sides. */
  mostGrams: 160,
  /** Most places read from a text; more are a list of places, not where it is. */
  mostPlaces: 2,
  /** The smallest hashes of a text that are joined with its places into keys. */
  keyGrams: 16,
  /** Bands of two minima each: how texts that name no common place still meet. */
  bands: 12,
  /** Most earlier signatures looked at for one look-up, the newest first: at the same place … */
  mostCandidates: 60,
  /** … and in nearly the same words elsewhere, so that what everybody writes does not crowd out the place. */
  mostElsewhere: 20,
} as const;

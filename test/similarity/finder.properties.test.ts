import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clustersOf, type SignedCase } from '../../processes/similarity/clusters.ts';
import { likenessOf } from '../../processes/similarity/likeness.ts';
import { similaritySettings } from '../../processes/similarity/settings.ts';
import { type Matter, signatureOf } from '../../processes/similarity/signature.ts';

const signs = '路灯不亮滨河建设小区停水噪声垃圾井盖电梯三五12abcXYZ，。！？ \n';
const text = fc.string({ unit: fc.constantFrom(...signs), maxLength: 60 });
const anything = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 60 }));
const matter: fc.Arbitrary<Matter> = fc.record({
  subject: anything,
  text: anything,
  place: fc.option(text),
  area: fc.option(text),
  topic: fc.constantFrom('environment', 'transport'),
  at: fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  }),
});

describe('for any two matters', () => {
  test('likeness is the same both ways, and between nothing and all', () => {
    fc.assert(
      fc.property(matter, matter, (left, right) => {
        const [a, b] = [signatureOf(left), signatureOf(right)];
        const likeness = likenessOf(a, b);

        expect(likenessOf(b, a)).toEqual(likeness);
        expect(likeness.score).toBeGreaterThanOrEqual(0);
        expect(likeness.score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the same matter twice is met by its keys, and nothing is more alike to it', () => {
    fc.assert(
      fc.property(matter, matter, (one, other) => {
        const [a, b] = [signatureOf(one), signatureOf(other)];

        expect(signatureOf(one)).toEqual(a);
        expect(likenessOf(a, a).score).toBeGreaterThanOrEqual(likenessOf(a, b).score);
        if (a.grams.length > 0) expect(a.wordKeys.length).toBeGreaterThan(0);
      }),
    );
  });

  test('width, case and punctuation change nothing', () => {
    const wide = (plain: string) =>
      plain.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(matter, text, (one, words) => {
        const plain = { ...one, subject: words, text: words };
        const dressed = {
          ...plain,
          subject: wide(words),
          text: words.toUpperCase().replaceAll('，', '；'),
        };

        expect(signatureOf(dressed)).toEqual(signatureOf(plain));
      }),
    );
  });

  test('a signature stays small, and holds nothing but numbers of 32 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (long) => {
        const { placeKeys, wordKeys, grams, places } = signatureOf({
          ...{ subject: long, text: long, place: long, area: long },
          ...{ topic: 'environment', at: new Date(0) },
        });
        const { bands, keyGrams, mostPlaces, mostGrams } = similaritySettings;

        expect(wordKeys.length).toBeLessThanOrEqual(bands);
        expect(placeKeys.length).toBeLessThanOrEqual(keyGrams * mostPlaces);
        expect(grams.length).toBeLessThanOrEqual(mostGrams);
        for (const number of [...placeKeys, ...wordKeys, ...grams, ...places])
          expect(number >>> 0).toBe(number);
      }),
      { numRuns: 30 },
    );
  });
});

describe('clusters', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const signed = (matters: readonly Matter[]): SignedCase[] =>
    matters.map((one, index) => {
      const { placeKeys, wordKeys, ...rest } = signatureOf(one);
      return { caseId: `case-${index}`, keys: [...placeKeys, ...wordKeys], ...rest };
    });

  test('each case stands in one cluster at most, and the order they come in changes nothing', () => {
    fc.assert(
      fc.property(fc.array(matter, { maxLength: 12 }), (matters) => {
        const cases = signed(matters);
        const clusters = clustersOf(cases, now);
        const members = clusters.flatMap(({ caseIds }) => caseIds);

        expect(new Set(members).size).toBe(members.length);
        expect(clusters.every(({ caseIds }) => caseIds.length > 1)).toBe(true);
        expect(clustersOf(cases.toReversed(), now)).toEqual(clusters);
      }),
    );
  });
});

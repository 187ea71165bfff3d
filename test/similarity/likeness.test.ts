import { describe, expect, test } from '@jest/globals';
import { likenessOf } from '../../processes/similarity/likeness.ts';
import { normalise } from '../../processes/similarity/normalise.ts';
import { placesIn } from '../../processes/similarity/places.ts';
import { similaritySettings } from '../../processes/similarity/settings.ts';
import { type Matter, signatureOf } from '../../processes/similarity/signature.ts';
import { at } from '../support/build-case.ts';
import { buildMatter } from './build-matter.ts';

const alike = (a: Matter, b: Matter) => likenessOf(signatureOf(a), signatureOf(b));
const keysOf = (one: Matter) => {
  const { placeKeys, wordKeys } = signatureOf(one);
  return [...placeKeys, ...wordKeys];
};
const meets = (a: Matter, b: Matter) => {
  const keys = new Set(keysOf(a));
  return keysOf(b).some((key) => keys.has(key));
};
const { suggestFrom, sameFrom } = similaritySettings;

describe('two complaints', () => {
  const reworded = buildMatter({
    subject: '晚上走路一片黑',
    text: '我每天下夜班经过滨河路，这几天街灯全灭着，摸黑走很害怕，麻烦派人看看路灯。',
    place: '滨河路',
    at: at('2026-11-22T21:00'),
  });

  test('about the same lamps in other words are the same matter', () => {
    expect(alike(buildMatter(), reworded).score).toBeGreaterThanOrEqual(sameFrom);
    expect(meets(buildMatter(), reworded)).toBe(true);
  });

  test('in the same words about another street are not', () => {
    const elsewhere = buildMatter({
      text: '解放路西段三盏路灯已经三天不亮，晚上行人很不方便，请尽快维修。',
      place: '解放路西段',
    });

    expect(alike(buildMatter(), elsewhere)).toMatchObject({ place: 0 });
    expect(alike(buildMatter(), elsewhere).score).toBeLessThan(suggestFrom);
  });

  test('about the same street and another matter are not', () => {
    const other = buildMatter({
      subject: '井盖松动',
      text: '滨河路东段的井盖松了，车一压哐当响，住在旁边的人睡不好。',
    });

    expect(alike(buildMatter(), other).score).toBeLessThan(suggestFrom);
  });

  test('in the same words half a year apart are another occurrence', () => {
    const lastSpring = buildMatter({ at: at('2026-04-02T09:00') });

    expect(alike(buildMatter(), lastSpring).score).toBeLessThan(suggestFrom + 0.05);
    expect(alike(buildMatter(), lastSpring).score).toBeLessThan(sameFrom);
  });

  test('at other house numbers of one street are less alike than at the same', () => {
    const twelve = buildMatter({ place: '和平街12号院' });
    const same = buildMatter({ place: '和平街12号' });
    const other = buildMatter({ place: '和平街88号' });

    expect(alike(twelve, other).score).toBeLessThan(alike(twelve, same).score);
  });

  test('in English are compared by words and by threes of letters', () => {
    const lamp = buildMatter({
      subject: 'Street light outage',
      text: 'The street lights on Washington Street have been out for three days.',
      place: '12 Washington Street',
    });
    const typo = buildMatter({
      subject: 'Steet light out',
      text: 'Lights on Washington St are out since three days, please repair.',
      place: 'Washington St',
    });

    expect(alike(lamp, typo).score).toBeGreaterThanOrEqual(suggestFrom);
  });

  test('without words have nothing in common', () => {
    const empty = buildMatter({ subject: '', text: '！！！', place: null });

    expect(alike(empty, empty).score).toBeLessThan(suggestFrom);
  });
});

describe('what the finder reads', () => {
  test('one width, one case, numerals as digits, no punctuation', () => {
    expect(normalise('ＡＢＣ　三盏路灯，停了十二小时！')).toBe('abc 3盏路灯 停了12小时');
  });

  test('a sign of a number that counts nothing stays a word', () => {
    expect(normalise('一直不修')).toBe('一直不修');
  });

  test('numbers long enough to be somebody’s are not read, however they are written', () => {
    expect(normalise('请打 139-1234-5678 找我，身份证330106199001011234')).toBe('请打 找我 身份证');
  });

  test.each([
    ['滨河路东段', '', ['滨河']],
    ['', '我每天经过滨河路和新华路路口', ['滨河', '新华']],
    ['', '102路公交车等了四十分钟', ['102路']],
    ['', '门前路面和马路都坏了，几个小区没有物业公司', []],
    ['王庄', '有人占地', ['王庄']],
  ])('place «%s», letter «%s»: %j', (place, letter, names) => {
    expect(placesIn(normalise(place), normalise(letter), 3).names).toEqual(names);
  });

  test('a house number belongs to its street', () => {
    expect(placesIn(normalise('和平街12号院'), '', 3).spots).toEqual(['和平#12']);
  });
});

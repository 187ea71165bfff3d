import { describe, expect, test } from '@jest/globals';
import { clustersOf } from '../../processes/similarity/clusters.ts';
import { signatureOf } from '../../processes/similarity/signature.ts';
import { at } from '../support/build-case.ts';
import { buildMatter } from './build-matter.ts';

const lamps = (day: string) => buildMatter({ at: at(`2026-11-${day}T09:00`) });
const noise = (day: string) =>
  buildMatter({
    subject: '工地夜间施工噪声',
    text: '建设路旁边的工地凌晨两点还在打桩，噪声太大，全家睡不着觉。',
    place: '建设路工地',
    topic: 'environment',
    at: at(`2026-11-${day}T09:00`),
  });
const signed = (caseId: string, matter: Parameters<typeof signatureOf>[0]) => {
  const { placeKeys, wordKeys, ...rest } = signatureOf(matter);
  return { caseId, keys: [...placeKeys, ...wordKeys], ...rest };
};

describe('clusters of open complaints', () => {
  test('gather what is about one matter at one place, the oldest first, the largest cluster first', () => {
    const clusters = clustersOf(
      [
        signed('noise-1', noise('12')),
        signed('lamp-2', lamps('18')),
        signed('lamp-1', lamps('10')),
        signed('lamp-3', lamps('20')),
        signed('noise-2', noise('13')),
        signed('alone', buildMatter({ subject: '低保申请', text: '材料交了两个月没有回音' })),
      ],
      at('2026-11-21T00:00'),
    );

    expect(clusters).toEqual([
      { caseIds: ['lamp-1', 'lamp-2', 'lamp-3'], lastWeek: 2, weekBefore: 1 },
      { caseIds: ['noise-1', 'noise-2'], lastWeek: 0, weekBefore: 2 },
    ]);
  });

  test('one complaint alone is none', () => {
    expect(clustersOf([signed('lamp-1', lamps('10'))], at('2026-11-21T00:00'))).toEqual([]);
  });
});

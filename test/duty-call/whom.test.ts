import { describe, expect, test } from '@jest/globals';
import { whomToCall } from '../../processes/duty-call/whom.ts';

const order = { onDuty: ['P-an'], next: ['P-bo', 'P-cui'] };
const nobody = { onDuty: [], next: [] };
const about = (...called: string[]) => ({ called, role: 'duty-leader' });
const people = (...userIds: string[]) => ({ kind: 'people', userIds });
const group = (name: string) => ({ kind: 'group', group: name });

describe('whom a turn of a call reaches', () => {
  test('first whoever is on duty, all of them', () => {
    expect(whomToCall('on-duty', order, about())).toEqual(people('P-an'));
    const two = { onDuty: ['P-an', 'P-dou'], next: [] };
    expect(whomToCall('on-duty', two, about())).toEqual(people('P-an', 'P-dou'));
  });

  test('then the next one who was not called yet, one after the other', () => {
    expect(whomToCall('next', order, about('P-an'))).toEqual(people('P-bo'));
    expect(whomToCall('next', order, about('P-an', 'P-bo'))).toEqual(people('P-cui'));
  });

  test('whoever came on duty meanwhile is called before those who come later', () => {
    const later = { onDuty: ['P-bo'], next: ['P-an', 'P-cui'] };
    expect(whomToCall('next', later, about('P-an'))).toEqual(people('P-bo'));
  });

  test('everybody of the rota, also when there is no next one left', () => {
    const all = people('P-an', 'P-bo', 'P-cui');
    expect(whomToCall('everyone', order, about('P-an'))).toEqual(all);
    expect(whomToCall('next', order, about('P-an', 'P-bo', 'P-cui'))).toEqual(all);
  });

  test('the next one at once where nobody is on duty, and the whole group where the rota has nobody', () => {
    expect(whomToCall('on-duty', { ...order, onDuty: [] }, about())).toEqual(people('P-bo'));
    for (const whom of ['on-duty', 'next', 'everyone'] as const)
      expect(whomToCall(whom, nobody, about())).toEqual(group('duty-leader'));
  });

  test('those above, whatever the rota says', () => {
    expect(whomToCall('above', nobody, about())).toEqual(group('leading-group'));
  });
});

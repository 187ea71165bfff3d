import { describe, expect, test } from '@jest/globals';
import { callOrder } from '../../processes/rota/call-order.ts';
import { dutiesOf } from '../../processes/rota/duties.ts';
import type { Rota } from '../../processes/rota/rota.ts';
import { factsOf, leaveOf, moment, rotaOf, shiftOf, span } from './rotas.ts';

const night = moment('2026-03-03 03:00');

function orderOf(rota: Rota, facts = factsOf(), canCome: (userId: string) => boolean = () => true) {
  const duties = dutiesOf(rota, span('2026-03-03 00:00', '2026-03-10 00:00'), facts);
  return callOrder(rota, duties, night, canCome);
}

describe('who is called at three in the morning', () => {
  test('whoever is on duty, then those who come on next, each once', () => {
    expect(orderOf(rotaOf([shiftOf()]))).toEqual({ onDuty: ['P-an'], next: ['P-bo', 'P-cui'] });
  });

  test('everybody on duty, when two stand it', () => {
    const second = shiftOf({ id: 'second', turn: ['P-dou'] });
    expect(orderOf(rotaOf([shiftOf(), second])).onDuty).toEqual(['P-an', 'P-dou']);
  });

  test('the next one at once, when whoever should be there has leave', () => {
    const leaves = [leaveOf('P-an', '2026-03-01 00:00', '2026-03-09 00:00')];
    const order = orderOf(rotaOf([shiftOf()]), factsOf({ leaves }), (one) => one !== 'P-an');
    expect(order).toEqual({ onDuty: [], next: ['P-bo', 'P-cui'] });
  });

  test('also people of the turn whose day is far away', () => {
    const yearly = shiftOf({ id: 'yearly', pattern: 'FREQ=YEARLY', turn: ['P-dou'] });
    expect(orderOf(rotaOf([shiftOf(), yearly])).next).toEqual(['P-bo', 'P-cui', 'P-dou']);
  });
});

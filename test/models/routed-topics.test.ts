import { describe, expect, test } from '@jest/globals';
import { routedTopics } from '../../workers/models/routed-topics.ts';
import { readModels } from '../../workers/zeebe/lint/read-set.ts';
import { buildTopics } from '../settings/build-settings.ts';
import { changed, shipped, shippedSet } from '../support/shipped.ts';

const topics = buildTopics();
const routing = async (content: string) => readModels([{ name: 'routing.dmn', content }]);

describe('a routing rule', () => {
  test('as it is shipped names complaint types there are; other rules are not looked at', async () => {
    expect(routedTopics(await readModels(await shippedSet()), topics)).toEqual([]);
  });

  test('that names an unknown type is warned of, with its row', async () => {
    const text = changed(await shipped('complaint/routing.dmn'), '"environment"', '"street-lamps"');

    expect(routedTopics(await routing(text), topics)).toEqual([
      {
        ...{ file: 'routing.dmn', element: 'Rule_Routing_Environment', rule: 'routed-topic' },
        ...{ level: 'warning', line: expect.any(Number) },
        message: 'no complaint type has the code «street-lamps»',
      },
    ]);
  });

  test('that names a retired type is warned of too', async () => {
    const items = topics.items.map((one) => ({ ...one, retired: one.id === 'transport' }));
    const found = routedTopics(await routing(await shipped('complaint/routing.dmn')), { items });

    expect(found.map(({ message }) => message)).toEqual([
      'the complaint type «transport» is retired: no new case gets it',
    ]);
  });
});

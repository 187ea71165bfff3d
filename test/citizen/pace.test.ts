import { describe, expect, test } from '@jest/globals';
import { createPace } from '../../api/citizen/pace.ts';
import { createLanguage } from '../../api/language.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import { changed, shipped } from '../support/shipped.ts';

const language = createLanguage();
const row: DefinitionRow = {
  ...{ _id: '1', kind: 'decision', id: 'Decision_Regime', name: '', version: 1, versionTag: null },
  ...{ checksum: null, resourceName: null, requirementsKey: '2', resource: null, labels: {} },
  ...{ partitions: [1], deployedAt: new Date(0) },
};

function paceOf(resource: string | null) {
  return createPace({
    language,
    definitions: {
      newest: async () => (resource === null ? null : row),
      find: async () => ({ ...row, kind: 'requirements', resource }),
    },
  });
}

describe('what the pages for citizens promise', () => {
  test('is what the last row of the table in force says', async () => {
    const table = await shipped('complaint/regime.dmn');
    const slower = changed(table, /(Rule_Regime_City_Out5">\s*<text>)8/, '$110');

    expect(await paceOf(table)('zh')).toEqual({ first: '24 小时', done: '8 个工作日' });
    expect(await paceOf(slower)('en')).toEqual({ first: '24 hours', done: '10 working days' });
  });

  test('names no first response where there is none', async () => {
    const table = await shipped('complaint/regime.dmn');
    const none = changed(table, /(Rule_Regime_City_Out3">\s*<text>)24/, '$1null');

    expect((await paceOf(none)('zh')).first).toBeNull();
  });

  test('is what is shipped until a table is in force', async () => {
    expect(await paceOf(null)('zh')).toEqual({ first: '24 小时', done: '8 个工作日' });
  });
});

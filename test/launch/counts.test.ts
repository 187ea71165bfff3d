import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { layersDoubt, modelsDoubt } from '../../engine/launch/check-steps.mjs';
import { jestCounts, suiteCounts, sumOf } from '../../engine/launch/counts.mjs';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'huiying-counts-'));

describe('the counts', () => {
  test('of jest include a file that could not be loaded', async () => {
    const file = join(emptyFolder(), 'unit.json');
    writeFileSync(
      file,
      JSON.stringify({
        numPassedTests: 7,
        numFailedTests: 1,
        numRuntimeErrorTestSuites: 1,
        numPendingTests: 2,
        numTodoTests: 0,
      }),
    );

    expect(await jestCounts(file)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  test('of a suite that never wrote its report are a failure', async () => {
    expect(await jestCounts('/nowhere/unit.json')).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('of the exporter are read from its reports', () => {
    const xml =
      '<?xml version="1.0"?>\n<testsuite name="a" time="1.2" tests="9" errors="1" skipped="2" failures="1">';

    expect(suiteCounts(xml)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  test('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sumOf([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
    expect(sumOf([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('the check of layers', () => {
  test('does not count when hardly any module was seen', () => {
    expect(
      layersDoubt('✔ no dependency violations found (310 modules, 900 dependencies)'),
    ).toBeNull();
    expect(layersDoubt('✔ no dependency violations found (3 modules, 0 dependencies)')).toContain(
      '3',
    );
    expect(layersDoubt('')).toContain('0');
  });
});

describe('the lint of models', () => {
  test('does not count when hardly any model was seen', () => {
    expect(modelsDoubt('16 files, 0 problems')).toBeNull();
    expect(modelsDoubt('0 files, 0 problems')).toContain('0');
  });
});

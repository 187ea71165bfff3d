import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { configSchema } from '../../workers/platform/config.ts';

function settingsIn(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => /^[A-Z0-9_]+=/.test(line))
    .map((line) => line.slice(0, line.indexOf('=')))
    .sort();
}

const known = Object.keys(configSchema.shape).sort();

describe('.env.example', () => {
  test('lists exactly the settings of the schema', () => {
    expect(settingsIn(readFileSync('.env.example', 'utf8'))).toEqual(known);
  });

  test('this check sees a setting that is missing or unknown', () => {
    expect(settingsIn('PORT=1\nUNKNOWN=2\n')).not.toEqual(known);
  });
});

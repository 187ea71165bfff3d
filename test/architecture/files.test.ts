import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const limit = 300;
const code = /\.(ts|mjs|vue|java|css)$/;
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => code.test(file));

const linesOf = (text: string) => text.split('\n').length - 1;
const casts = (text: string) =>
  [...text.matchAll(/\bas (?!const\b)([A-Z]\w*|never|unknown|any|string|number|typeof)\b/g)].map(
    ([found]) => found,
  );
const withoutComments = (text: string) =>
  text.replace(
    /\/\*[\s\S]*?\*\/|\/\/.*$|^(?:import|export)[^;]*?\bfrom\b.*$|'[^'\n]*'|`[^`]*`/gm,
    '',
  );

describe('every file of the house', () => {
  test('is seen by this check', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  test(`has at most ${limit} lines`, () => {
    const long = files.filter((file) => linesOf(readFileSync(file, 'utf8')) > limit);

    expect(long).toEqual([]);
  });

  test('asserts no type that the compiler did not find', () => {
    const typed = files.filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.d.mts'),
    );
    const found = typed.flatMap((file) =>
      casts(withoutComments(readFileSync(file, 'utf8'))).map((cast) => `${file}: ${cast}`),
    );

    expect(found).toEqual([]);
  });

  test('these checks see a long file and a cast', () => {
    expect(linesOf('x\n'.repeat(limit + 1))).toBeGreaterThan(limit);
    expect(casts(withoutComments('const a = b as Case;'))).toEqual(['as Case']);
    expect(casts(withoutComments('const a = [1] as const; // as Case'))).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  readResetArguments,
  readStartArguments,
  WrongArguments,
} from '../../engine/launch/args.mjs';
import { tableOfLogins } from '../../engine/launch/logins.mjs';

describe('the arguments of a start', () => {
  test('default to the repository’s own folder with the sample institution', () => {
    const { port, dataDir, sample } = readStartArguments([]);

    expect(port).toBeUndefined();
    expect(dataDir).toMatch(/\/\.data$/);
    expect(sample).toBe(true);
  });

  test('choose port, folder and an empty institution', () => {
    expect(readStartArguments(['--port', '9000', '--data', '/srv/huiying', '--no-sample'])).toEqual(
      { port: 9000, dataDir: '/srv/huiying', sample: false, help: false },
    );
  });

  test.each([['--port', '0'], ['--port', '70000'], ['--port', 'web'], ['--prot', '1'], ['extra']])(
    'are refused with a sentence: %s %s',
    (...argv) => {
      expect(() => readStartArguments(argv)).toThrow(WrongArguments);
    },
  );

  test('a reset asks unless told not to', () => {
    expect(readResetArguments([]).sure).toBe(false);
    expect(readResetArguments(['--yes']).sure).toBe(true);
  });
});

describe('the sample logins', () => {
  test('are a table whose columns stand under each other, with Chinese names too', () => {
    const rows = tableOfLogins([
      { login: 'wangmin', password: 'a1', name: '王敏', role: 'intake-clerk' },
      { login: 'li', password: 'b22', name: '李强', role: 'office' },
    ]);

    expect(rows.at(-2)).toBe('  wangmin  a1        王敏  intake-clerk');
    expect(rows.at(-1)).toBe('  li       b22       李强  office');
  });

  test('are not mentioned when there are none', () => {
    expect(tableOfLogins([])).toEqual([]);
    expect(tableOfLogins(null)).toEqual([]);
  });
});

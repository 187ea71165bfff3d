import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openLog } from '../../engine/launch/log-file.mjs';
import { secret } from '../../engine/launch/secrets.mjs';
import { isStamped, sha256Of, stamp } from '../../engine/launch/unpack.mjs';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'huiying-files-'));

describe('a secret', () => {
  test('is made once, readable by its owner alone', async () => {
    const folder = join(emptyFolder(), 'secrets');

    const made = await secret(folder, 'session-secret');
    const again = await secret(folder, 'session-secret');

    expect(again.text).toBe(made.text);
    expect(made.text).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('is another one in every installation', async () => {
    const one = await secret(emptyFolder(), 'session-secret');
    const other = await secret(emptyFolder(), 'session-secret');

    expect(one.text).not.toBe(other.text);
  });
});

describe('a log file', () => {
  test('moves to one predecessor beyond its cap and remembers the last words', () => {
    const file = join(emptyFolder(), 'api.log');
    const log = openLog(file, 10);
    for (const line of ['first 8\n', 'second\n', 'third\n']) log.write(Buffer.from(line));
    log.close();

    expect(readFileSync(file, 'utf8')).toBe('third\n');
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('second\n');
    expect(log.lastWords()).toBe('first 8\nsecond\nthird');
  });
});

describe('a stamp', () => {
  test('stands only for exactly what it was given for', async () => {
    const file = join(emptyFolder(), '.complete');
    expect(await isStamped(file, 'abc')).toBe(false);

    await stamp(file, 'abc');

    expect(await isStamped(file, 'abc')).toBe(true);
    expect(await isStamped(file, 'abd')).toBe(false);
  });

  test('a download that was cut off has another checksum, a missing one none', async () => {
    const file = join(emptyFolder(), 'part');
    writeFileSync(file, 'abc');

    expect(await sha256Of(file)).toMatch(/^ba7816bf8f01cfea/);
    expect(await sha256Of(`${file}.missing`)).toBe('');
  });
});

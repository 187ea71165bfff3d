import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { isArchive, packSet, readModelFile, unpackSet } from '../../workers/models/archive.ts';

const files = [
  { name: 'b.form', content: '{"a":"行\\n"}\r\n' },
  { name: 'a.bpmn', content: '<?xml version="1.0"?>\n<a name="办理"/>' },
  { name: '路由.dmn', content: '<d/>' },
  { name: 'a.scenario.json', content: '{}' },
];
const zip = (entries: Readonly<Record<string, string>>, level: 0 | 9 = 0) =>
  zipSync(
    Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])),
    { level },
  );

describe('an archive of a set', () => {
  test('gives the same bytes whatever the order, and the same set back', () => {
    const packed = packSet(files);
    const back = unpackSet(packed);

    expect(back).toEqual(files.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    expect(Buffer.from(packSet(back)).equals(Buffer.from(packed))).toBe(true);
    expect(Buffer.from(packSet([...files].reverse())).equals(Buffer.from(packed))).toBe(true);
    expect(isArchive(packed)).toBe(true);
  });

  test.each([
    ['a path out of it', { 'models/../../etc/x.bpmn': '<a/>' }, 'ARCHIVE_PATH'],
    ['another folder', { 'other/x.bpmn': '<a/>' }, 'ARCHIVE_PATH'],
    ['a file beside it', { 'x.bpmn': '<a/>' }, 'ARCHIVE_PATH'],
    ['a program', { 'models/x.sh': 'rm' }, 'ARCHIVE_PATH'],
    ['an absolute path', { '/models/x.bpmn': '<a/>' }, 'ARCHIVE_PATH'],
    ['nothing of ours', { 'set.json': '{}' }, 'ARCHIVE_EMPTY'],
  ])('with %s is refused', (_what, entries, code) => {
    expect(() => unpackSet(zip(entries))).toThrow(code);
  });

  test('with too many files, a file too large, or a bomb is refused before it is unpacked', () => {
    const many = Object.fromEntries(
      Array.from({ length: 102 }, (_, n) => [`models/f${n}.form`, '{}']),
    );
    const large = { 'models/a.bpmn': 'x'.repeat(2 * 1024 * 1024 + 1) };
    const bomb = { 'models/a.bpmn': 'x'.repeat(1024 * 1024) };

    expect(() => unpackSet(zip(many))).toThrow('ARCHIVE_TOO_LARGE');
    expect(() => unpackSet(zip(large))).toThrow('ARCHIVE_TOO_LARGE');
    expect(() => unpackSet(zip(bomb, 9))).toThrow('ARCHIVE_TOO_LARGE');
  });

  test('that is torn or no archive at all is refused', () => {
    const packed = packSet(files);

    expect(() => unpackSet(packed.slice(0, packed.length / 2))).toThrow('ARCHIVE_UNREADABLE');
    expect(() => unpackSet(strToU8('PK\u0003\u0004 no archive'))).toThrow('ARCHIVE_UNREADABLE');
  });
});

describe('a file that is brought in', () => {
  test('is UTF-8 or refused', () => {
    expect(readModelFile('x.bpmn', strToU8('<办/>'))).toEqual({ name: 'x.bpmn', content: '<办/>' });
    expect(() => readModelFile('x.bpmn', Buffer.from('\ufeff<a/>', 'utf16le'))).toThrow(
      'MODEL_FILE_ENCODING',
    );
    expect(() => readModelFile('x.exe', strToU8(''))).toThrow('MODEL_FILE_NAME');
    expect(() => readModelFile('x.bpmn', new Uint8Array(2 * 1024 * 1024 + 1))).toThrow(
      'MODEL_FILE_TOO_LARGE',
    );
  });
});

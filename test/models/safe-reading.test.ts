import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkModels } from '../../workers/models/check-models.ts';
import { processTables } from '../../workers/models/process-table.ts';
import { readText } from '../../workers/zeebe/lint/read-text.ts';
import { parseDecisions, parseDiagram } from '../../workers/zeebe/lint/read-xml.ts';
import { changed, shipped, shippedSet } from '../support/shipped.ts';
import { type Canary, hostileXml } from './hostile.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(120_000);

const secret = 'the canary sings';
const called: string[] = [];
let server: Server;
let folder: string;
let canary: Canary;
const longAgo = new Date('2001-01-01T00:00:00Z');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canary-'));
  const file = join(folder, 'canary.txt');
  await writeFile(file, secret);
  // Older than its last change: whoever reads it leaves a newer time.
  await utimes(file, longAgo, new Date());
  server = createServer((req, res) => {
    called.push(req.url ?? '');
    res.end(secret);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  canary = { url: `http://127.0.0.1:${port}`, file };
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe('a hostile file', () => {
  test.each(['.bpmn', '.dmn'] as const)(
    'as %s is refused with its line and a sentence, before any parser',
    async (kind) => {
      const found = hostileXml(kind, canary).map(({ name, bytes, rule, line }) => {
        const read = readText(`a${kind}`, bytes);
        const first = 'problems' in read ? read.problems[0] : undefined;
        return {
          ...{ name, expected: [rule, line], given: [first?.rule, first?.line] },
          sentence: first?.message ?? '',
        };
      });

      expect(found.length).toBeGreaterThan(25);
      expect(found.filter(({ expected, given }) => String(expected) !== String(given))).toEqual([]);
      expect(found.filter(({ sentence }) => !/^\S.{12,}$/.test(sentence))).toEqual([]);
    },
  );

  test('reaches neither network nor disk and costs no memory, in a whole set', async () => {
    const files = (['.bpmn', '.dmn'] as const).flatMap((kind) =>
      hostileXml(kind, canary).map(({ bytes }, place) => ({
        name: `hostile-${place}${kind}`,
        content: new TextDecoder().decode(bytes),
      })),
    );
    await checkModels(files.slice(0, 2));
    const before = process.memoryUsage().rss;

    const problems = await checkModels(files);

    const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
    expect(new Set(problems.map(({ file }) => file)).size).toBe(files.length);
    expect(grown).toBeLessThan(50);
    expect(called).toEqual([]);
    expect((await stat(canary.file)).atime).toEqual(longAgo);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  test('would be seen by the canary', async () => {
    await fetch(`${canary.url}/seen`);
    const twin = join(folder, 'twin.txt');
    await writeFile(twin, secret);
    await utimes(twin, longAgo, new Date());
    await readFile(twin);

    expect(called.splice(0)).toEqual(['/seen']);
    expect((await stat(twin)).atime).not.toEqual(longAgo);
  });

  test('is looked through in a moment, however it is made', () => {
    const tricks = ['<!--', '<![CDATA[', '<?a ', '<a "', "<a '", '<a b="', '<', '</', '<!'];

    for (const trick of tricks) {
      const begun = performance.now();
      readText(
        'a.bpmn',
        new TextEncoder().encode(trick.repeat(Math.floor(2_000_000 / trick.length))),
      );
      expect(performance.now() - begun).toBeLessThan(3000);
    }
  });
});

describe('a diagram from outside is refused when', () => {
  test('two elements share an id, with the line of the second', async () => {
    const xml = changed(
      await shipped('clock/clock.bpmn'),
      'id="Gateway_State"',
      'id="Activity_ComputeNext"',
    );
    const second = xml.slice(0, xml.lastIndexOf('id="Activity_ComputeNext"')).split('\n').length;

    const { problems } = await parseDiagram(xml);

    expect(problems[0]).toMatchObject({ element: 'Activity_ComputeNext', line: second });
    expect(problems[0]?.message).toContain('two elements have the id');
  });

  test.each([
    [
      'a step has no job type',
      /<zeebe:taskDefinition type="clock:ring"[^>]*>/,
      '',
      'Activity_Ring',
    ],
    [
      'the engine does not know an element',
      /<bpmn:exclusiveGateway id="Gateway_Woken">([\s\S]*?)<\/bpmn:exclusiveGateway>/,
      '<bpmn:complexGateway id="Gateway_Woken">$1</bpmn:complexGateway>',
      'Gateway_Woken',
    ],
  ])('%s', async (_, place, by, element) => {
    const set = (await shippedSet()).map((one) =>
      one.name === 'clock.bpmn' ? { ...one, content: changed(one.content, place, by) } : one,
    );

    const errors = (await checkModels(set)).filter(({ level }) => level === 'error');

    expect(errors).toContainEqual(
      expect.objectContaining({ file: 'clock.bpmn', element, line: expect.any(Number) }),
    );
  });
});

describe('what a person wrote stays what it is', () => {
  const script = '<script>alert(1)</script>';
  const escaped = script.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  test('in the name, the documentation and the table of a diagram', async () => {
    const xml = changed(
      await shipped('clock/clock.bpmn'),
      'name="提醒或判定">',
      `name="${escaped} javascript:alert(1)"><bpmn:documentation>${escaped}</bpmn:documentation>`,
    );

    const { root, problems } = await parseDiagram(xml);

    expect(problems).toEqual([]);
    const rows = processTables(root).flatMap((table) => table.rows);
    expect(rows.map(({ name }) => name)).toContain(`${script} javascript:alert(1)`);
  });

  test('in a cell of a table', async () => {
    const xml = changed(
      await shipped('complaint/routing.dmn'),
      '<text>"U-office"</text>',
      `<text>"${escaped}"</text>`,
    );

    expect((await parseDecisions(xml)).problems).toEqual([]);
  });
});

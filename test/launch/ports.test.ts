import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { anyFreePort, anyFreePorts, choosePorts, isFree } from '../../engine/launch/ports.mjs';

const listening: Server[] = [];

afterEach(async () => {
  for (const server of listening.splice(0)) {
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Somebody else's program on a port of this machine. */
async function occupy(port: number): Promise<void> {
  const server = createServer();
  listening.push(server);
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
}

function portsFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'huiying-ports-')), 'ports.json');
}

describe('the choice of ports', () => {
  test('takes the usual ones where they are free', async () => {
    const web = await anyFreePort();
    const { ports, moved } = await choosePorts(['web'], { web }, portsFile());

    expect(ports).toEqual({ web });
    expect(moved).toEqual([]);
  });

  test('names a busy port and takes another one', async () => {
    const web = await anyFreePort();
    await occupy(web);

    const { ports, moved } = await choosePorts(['web'], { web }, portsFile());

    expect(ports.web).not.toBe(web);
    expect(await isFree(ports.web)).toBe(true);
    expect(moved).toEqual([{ name: 'web', wished: web, port: ports.web }]);
  });

  test('moves only the part whose port is busy', async () => {
    const web = await anyFreePort();
    await occupy(web);

    const { ports, moved } = await choosePorts(
      ['web', 'workers'],
      { web, workers: web + 1 },
      portsFile(),
    );

    expect(ports.workers).toBe(web + 1);
    expect(moved.map(({ name }) => name)).toEqual(['web']);
  });

  test('gives no port to two parts', async () => {
    const port = await anyFreePort();
    const { ports } = await choosePorts(
      ['web', 'workers'],
      { web: port, workers: port },
      portsFile(),
    );

    expect(ports.web).not.toBe(ports.workers);
  });

  test('gives each of many parts another one', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `part ${index}`);

    const ports = await anyFreePorts(names);

    expect(new Set(Object.values(ports)).size).toBe(names.length);
  });

  test('takes the same ones at the next start, and the one asked for before all', async () => {
    const file = portsFile();
    const [usual, busy, asked] = [await anyFreePort(), await anyFreePort(), await anyFreePort()];
    await occupy(busy);
    const first = await choosePorts(['web'], { web: busy }, file);

    const second = await choosePorts(['web'], { web: usual }, file);
    const third = await choosePorts(['web'], { web: usual }, file, { web: asked });

    expect(second.ports).toEqual(first.ports);
    expect(second.moved).toEqual([]);
    expect(third.ports.web).toBe(asked);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ web: asked });
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import express from 'express';
import { z } from 'zod';
import { securityHeaders } from '../../../api/middleware/security-headers.ts';
import { sampleUnits } from '../../../workers/sample/institution.ts';
import { checkSet } from '../../../workers/zeebe/lint/check-set.ts';
import { shippedSet } from '../../support/shipped.ts';

const run = promisify(execFile);
const question = z.object({ files: z.array(z.object({ name: z.string(), content: z.string() })) });

/** The editors alone on a page, under the security policy of the desk, with the house's own lint behind them. */
export interface Stand {
  readonly url: (file: string) => string;
  /** Adds a file that can be opened beside the shipped ones. */
  readonly lay: (name: string, content: string) => void;
  readonly content: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** Builds the page and serves it. */
export async function openStand(): Promise<Stand> {
  const dist = await mkdtemp(join(tmpdir(), 'huiying-stand-'));
  await run(process.execPath, [
    'node_modules/vite/bin/vite.js',
    ...['build', '--config', 'modeler/stand/vite.config.ts', '--outDir', dist, '--emptyOutDir'],
  ]);
  const shipped = await shippedSet();
  const files = new Map(shipped.map(({ name, content }) => [name, content]));
  const app = express();
  app.use(securityHeaders('http://127.0.0.1'), express.json({ limit: '2mb' }));
  app.get('/files/:name', (req, res) => {
    res.type('text/plain').send(files.get(req.params.name) ?? '');
  });
  app.get('/api/v1/units/public', (_req, res) => {
    res.json({ items: sampleUnits.map(({ _id, name }) => ({ id: _id, name })) });
  });
  app.post('/api/v1/studio/check', async (req, res) => {
    const asked = question.parse(req.body).files;
    const others = shipped.filter(({ name }) => asked.every((one) => one.name !== name));
    const found = await checkSet([...others, ...asked], { house: true });
    const problems = found.map(({ file, element, rule, message }) => ({
      ...{ file, element, rule, message },
      level: 'error',
    }));
    res.json({ problems });
  });
  app.use(express.static(dist));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const { port }: Pick<AddressInfo, 'port'> =
    typeof address === 'object' && address !== null ? address : { port: 0 };

  return {
    url: (file) => `http://127.0.0.1:${port}/?file=${encodeURIComponent(file)}`,
    lay: (name, content) => {
      files.set(name, content);
    },
    content: (name) => files.get(name) ?? '',
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(dist, { recursive: true, force: true });
    },
  };
}

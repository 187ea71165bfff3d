import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type DeskClient, signIn } from '../../test/support/desk-client.ts';
import type { ProductStack } from './stack.ts';

const logins = z.array(z.object({ login: z.string(), password: z.string() }));
const page = z.object({ items: z.array(z.object({ key: z.string(), createdAt: z.string() })) });

/** A task in the inbox, when the engine created it and when it was first shown, in ms since 1970. */
export interface ShownTask {
  readonly key: string;
  readonly createdAt: number;
  readonly shownAt: number;
}

/** Somebody of the office at the desk: sees every task of every case. */
async function openDesk({ baseUrl, dataDir }: ProductStack): Promise<DeskClient> {
  const file = join(dataDir, 'secrets', 'sample-logins.json');
  const known = logins.parse(JSON.parse(await readFile(file, 'utf8')));
  const password = known.find(({ login }) => login === 'zhaolei')?.password ?? '';
  return signIn(baseUrl, 'zhaolei', password);
}

/** Reads the inbox over HTTP each time it is rung, one reading at a time, and tells what is new. */
export async function openInboxReader(
  stack: ProductStack,
  take: (task: ShownTask) => void,
): Promise<{ readonly ring: () => void }> {
  const desk = await openDesk(stack);
  const known = new Set<string>();
  let isRung = false;
  let isReading = false;

  async function read(): Promise<void> {
    const { body } = await desk.get('/tasks?scope=all&limit=200');
    const shownAt = Date.now();
    for (const { key, createdAt } of page.parse(body).items) {
      if (known.has(key)) continue;
      known.add(key);
      take({ key, createdAt: Date.parse(createdAt), shownAt });
    }
  }

  async function readWhileRung(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (isRung) {
      isRung = false;
      await read();
    }
    isReading = false;
  }

  return {
    ring: () => {
      isRung = true;
      void readWhileRung();
    },
  };
}

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf } from '../mail/compose.ts';
import type { ChannelPort } from './port.ts';

/**
 * Writes messages into a folder, one file a message: for installations without a gateway, and to look at. The same
 * message written again is the same file.
 */
export function createFileChannel(folder: string): ChannelPort {
  return {
    send: async (message) => {
      const name = `${nameOf(message.key)}.json`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `.${name}`);
      await writeFile(draft, `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600 });
      await rename(draft, join(folder, name));
      return name;
    },
  };
}

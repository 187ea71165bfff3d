import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Every line that a part of the house has logged, with the part's name. */
export async function* logLines(
  dataDir: string,
  parts: readonly string[],
): AsyncGenerator<{ part: string; line: string }> {
  const folder = join(dataDir, 'logs');
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort()) {
    const part = name.split('.')[0] ?? '';
    if (!parts.includes(part)) continue;
    for await (const line of createInterface({
      input: createReadStream(join(folder, name)),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      yield { part, line };
    }
  }
}

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** What is said of a file that is sent: the name people see, its type and its size in bytes. */
interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Who else may keep it, and what it may do where it is opened; a file of somebody else never runs. */
const ways = {
  private: { 'cache-control': 'private, no-store' },
  'private, from outside': {
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
  },
  public: {
    'cache-control': 'no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
  },
} as const;

/** Sends a file to be saved. */
export async function sendFile(
  res: Response,
  { name, type, size }: SentFile,
  bytes: Readable,
  way: keyof typeof ways,
): Promise<void> {
  res
    .attachment(name)
    .type(type)
    .set({ 'content-length': String(size), ...ways[way] });
  await pipeline(bytes, res);
}

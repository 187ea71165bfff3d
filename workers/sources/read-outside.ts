import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { FeedFault } from '../../processes/sources/fault.ts';
import { checkAddress, guarded } from '../notify/safe-request.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** How much, how long and how far somebody outside is listened to. */
export interface ReadLimits {
  readonly bytes: number;
  readonly ms: number;
  readonly redirects: number;
}

export const usualLimits: ReadLimits = { bytes: 4 * 1024 * 1024, ms: 20_000, redirects: 5 };

export interface ToRead {
  readonly headers: Readonly<Record<string, string>>;
  /** Whether loopback and private addresses may be reached. */
  readonly allowPrivate: boolean;
  readonly limits: ReadLimits;
}

export interface ReadAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
  /** Where it was read in the end. */
  readonly address: string;
}

interface Hop {
  readonly url: URL;
  readonly mayBePrivate: boolean;
  readonly signal: AbortSignal;
}

const moved = new Set([301, 302, 303, 307, 308]);

function openAnswer({ url, mayBePrivate, signal }: Hop, headers: ToRead['headers']) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const options = { lookup: guarded(mayBePrivate), agent: false, signal };
    // Nothing packed is asked for: a small answer that unpacks without end needs no bound of its own.
    const asked = send(url, {
      ...options,
      headers: { ...headers, 'accept-encoding': 'identity' },
    });
    asked.on('response', resolve);
    asked.on('error', reject);
    asked.end();
  });
}

async function bodyOf(answer: IncomingMessage, most: number): Promise<Uint8Array> {
  if (Number(answer.headers['content-length'] ?? 0) > most) throw new FeedFault('too-large');
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > most) throw new FeedFault('too-large');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function addressAt(text: string, first: string, allowPrivate: boolean): Omit<Hop, 'signal'> {
  // A private source that is allowed leads nowhere else within the house.
  const isSameSite = URL.canParse(text) && new URL(text).origin === new URL(first).origin;
  const mayBePrivate = allowPrivate && isSameSite;
  const url = checkAddress(text, { private: mayBePrivate, plain: true });
  if (url === 'private') throw new FeedFault('private');
  if (url === 'wrong') throw new FeedFault('address');
  return { url, mayBePrivate };
}

function faultOf(error: unknown, signal: AbortSignal): FeedFault {
  if (error instanceof FeedFault) return error;
  // The one thing that is refused while a name is looked up.
  if (error instanceof Unrecoverable) return new FeedFault('private');
  return new FeedFault(signal.aborted ? 'too-slow' : 'unreachable');
}

/** Where an answer leads; null for one that is the answer itself. */
function redirectOf({
  statusCode = 0,
  headers: { location = '' },
}: IncomingMessage): string | null {
  return moved.has(statusCode) && location !== '' ? location : null;
}

async function readAnswer(answer: IncomingMessage, url: URL, most: number): Promise<ReadAnswer> {
  const { statusCode: status = 0, headers } = answer;
  const isRead = status >= 200 && status < 300;
  if (isRead && (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new FeedFault('packed');
  const body = isRead ? await bodyOf(answer, most) : new Uint8Array();
  return { status, headers, body, address: url.href };
}

async function follow(address: string, asked: ToRead, signal: AbortSignal): Promise<ReadAnswer> {
  const { headers, allowPrivate, limits } = asked;
  let at = address;
  for (let hops = 0; hops <= limits.redirects; hops += 1) {
    const hop = addressAt(at, address, allowPrivate);
    const answer = await openAnswer({ ...hop, signal }, headers);
    try {
      const next = redirectOf(answer);
      if (next === null) return await readAnswer(answer, hop.url, limits.bytes);
      if (!URL.canParse(next, at)) throw new FeedFault('address');
      at = new URL(next, at).href;
    } finally {
      answer.destroy();
    }
  }
  throw new FeedFault('redirects');
}

/**
 * Reads something public: at most so many bytes, within one time limit for all of it, each redirect looked at as the
 * first address was.
 *
 * @throws FeedFault saying why not
 */
export async function readOutside(address: string, asked: ToRead): Promise<ReadAnswer> {
  const signal = AbortSignal.timeout(asked.limits.ms);
  try {
    return await follow(address, asked, signal);
  } catch (error) {
    throw faultOf(error, signal);
  }
}

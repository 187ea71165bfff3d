import { FeedFault } from './fault.ts';

const declared = /^[^<]{0,20}<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;
const named = /\bcharset\s*=\s*"?([\w.:-]{1,40})/i;

function markedAs(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return null;
}

function decodedBy(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/**
 * The text of a feed, by its mark, what it says of itself, what its server says, or the two that sites use without
 * saying so: the first in which every sign has a meaning.
 *
 * @throws FeedFault `charset`
 */
export function decodeFeed(bytes: Uint8Array, contentType: string): string {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  const said = [declared.exec(beginning)?.[1], named.exec(contentType)?.[1]];
  const encodings = [markedAs(bytes), ...said, 'utf-8', 'gb18030'];
  for (const encoding of encodings) {
    const text = encoding ? decodedBy(bytes, encoding) : null;
    if (text !== null) return text;
  }
  throw new FeedFault('charset');
}

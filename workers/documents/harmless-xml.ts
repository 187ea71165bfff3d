/** What makes a part of a package refused before any parser sees it. */
export type XmlFault = 'encoding' | 'doctype';

const declaredEncoding = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/i;
const plainEncodings = new Set(['utf-8', 'utf8', 'us-ascii']);
/** A document type, an entity, or another file drawn in: nothing an office program writes. */
const drawsIn = /<!DOCTYPE|<!ENTITY|http:\/\/www\.w3\.org\/2001\/XInclude/i;

/** A part of a package as text; null for what is no UTF-8, as UTF-16 and what holds zeros. */
export function plainTextOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/**
 * Looks for what a second reader could understand otherwise than we do: an encoding in which the same bytes mean
 * something else (UTF-7, UTF-16), a document type with entities, a file drawn in from elsewhere.
 */
export function xmlFaultOf(text: string): XmlFault | null {
  const encoding = declaredEncoding.exec(text)?.[1];
  if (encoding !== undefined && !plainEncodings.has(encoding.toLowerCase())) return 'encoding';
  return drawsIn.test(text) ? 'doctype' : null;
}

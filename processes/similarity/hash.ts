/** A number of 32 bits for a text: FNV-1a, then mixed so that near texts lie far apart. Not a secret: see ADR 0020. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return mix(hash);
}

/** Another number of 32 bits for the same number, by a seed: one hash family out of one hash. */
export function mix(value: number, seed = 0): number {
  let mixed = value ^ Math.imul(seed + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

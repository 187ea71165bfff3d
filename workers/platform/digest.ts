import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Hex SHA-256 of a text. */
export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Digest of an erasable text under its own salt: once text and salt are erased, nothing leads back. */
export function saltedDigest(salt: string, text: string): string {
  return sha256(`${salt}\n${text}`);
}

/** 128 random bits as hex. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 130 bits of an HMAC in Crockford base32, in groups that can be read out: the secret code of a complaint. */
export function codeOf(key: string, subject: string): string {
  const bytes = createHmac('sha256', key).update(subject).digest();
  const letters = [...bytes.subarray(0, 26)].map((byte) => alphabet[byte % 32]).join('');
  return letters.replace(/(.{5})(?=.)/g, '$1-');
}

/** What a picture needs to be shown; everything else in its file tells of who took it where, and goes. */
const pngChunks = [
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD'],
  ...['pHYs'],
];
const webpChunks = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'];

function stripPng(bytes: Buffer): Buffer | null {
  const kept = [bytes.subarray(0, 8)];
  let place = 8;
  while (place + 12 <= bytes.length) {
    const end = place + 12 + bytes.readUInt32BE(place);
    const type = bytes.toString('latin1', place + 4, place + 8);
    if (end > bytes.length) return null;
    if (pngChunks.includes(type)) kept.push(bytes.subarray(place, end));
    if (type === 'IEND') return Buffer.concat(kept);
    place = end;
  }
  return null;
}

/** Colours only: the plain header, the ICC profile and Adobe's colour mark. */
function isColour(marker: number, segment: Buffer): boolean {
  const starts = (word: string) => segment.toString('latin1', 4, 4 + word.length) === word;
  if (marker === 0xe0) return starts('JFIF\0');
  if (marker === 0xe2) return starts('ICC_PROFILE\0');
  return marker === 0xee && starts('Adobe');
}

function isMetadata(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

/** Where the picture's own data after a scan header ends: at the next marker that is none of its own. */
function endOfScan(bytes: Buffer, from: number): number {
  let place = from;
  while (place + 1 < bytes.length) {
    const next = bytes[place + 1] ?? 0;
    if (bytes[place] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return place;
    place += 1;
  }
  return -1;
}

/** Where the segment that begins here ends, a scan with its data; -1 when the file ends before. */
function endOfSegment(bytes: Buffer, place: number): number {
  if (bytes[place] !== 0xff || place + 2 > bytes.length) return -1;
  const marker = bytes[place + 1];
  if (marker === 0xd9) return place + 2;
  if (place + 4 > bytes.length) return -1;
  const end = place + 2 + bytes.readUInt16BE(place + 2);
  if (end > bytes.length) return -1;
  return marker === 0xda ? endOfScan(bytes, end) : end;
}

function stripJpeg(bytes: Buffer): Buffer | null {
  const kept = [bytes.subarray(0, 2)];
  let place = 2;
  let end = endOfSegment(bytes, place);
  while (end > place) {
    const marker = bytes[place + 1] ?? 0;
    const segment = bytes.subarray(place, end);
    if (!isMetadata(marker) || isColour(marker, segment)) kept.push(segment);
    if (marker === 0xd9) return Buffer.concat(kept);
    place = end;
    end = endOfSegment(bytes, place);
  }
  return null;
}

function stripWebp(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let place = 12;
  while (place + 8 <= bytes.length) {
    const type = bytes.toString('latin1', place, place + 4);
    const size = bytes.readUInt32LE(place + 4);
    const end = place + 8 + size + (size % 2);
    if (end > bytes.length) return null;
    const chunk = Buffer.from(bytes.subarray(place, end));
    // The header no longer announces what was taken out: EXIF 0x08, XMP 0x04.
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c;
    if (webpChunks.includes(type)) kept.push(chunk);
    place = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return body.length === 0 ? null : Buffer.concat([head, body]);
}

const strippers = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
} as const;
type Strippable = keyof typeof strippers;

/** True for a kind of picture whose metadata can be taken out. */
export function isStrippable(type: string): type is Strippable {
  return type in strippers;
}

/** A picture without place, time, device, thumbnail, comments and whatever hangs behind its end; null for a broken one. */
export function stripImage(type: Strippable, bytes: Buffer): Buffer | null {
  return strippers[type](bytes);
}

interface PdfContent {
  /** The operators that show text. */
  readonly shown: string;
  readonly drawn?: string;
  readonly title?: string;
  readonly note?: string;
  /** Of a composite font; without it the plain Helvetica. */
  readonly encoding?: string;
  readonly ordering?: string;
}

const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;

function fontOf({ encoding, ordering = 'GB1' }: PdfContent): string[] {
  if (encoding === undefined)
    return ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', '<< >>', '<< >>'];
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${encoding} /DescendantFonts [6 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /FontDescriptor 7 0 R >>`,
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ];
}

/** A PDF of one page, written by hand. */
export function pdf(content: PdfContent): Buffer {
  const { shown, drawn = '', title, note } = content;
  const text = shown === '' ? '' : `BT /F1 12 Tf 50 700 Td ${shown} ET`;
  const annotation =
    note === undefined
      ? ''
      : `/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (${note}) >>]`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R ${annotation} /Resources << /Font << /F1 5 0 R >> >> >>`,
    stream(`${text} ${drawn}`),
    ...fontOf(content),
    title === undefined ? '<< >>' : `<< /Title (${title}) >>`,
  ];
  let out = '%PDF-1.4\n';
  const places: number[] = [];
  for (const [index, object] of objects.entries()) {
    places.push(out.length);
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  out += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 8 0 R >>\nstartxref\n${out.length}\n%%EOF`;
  return Buffer.from(out, 'latin1');
}

const head = Buffer.from([0xff, 0xd8]);
const body = Buffer.from([
  ...[0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xda, 0, 4, 1, 0],
  ...[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9],
]);

/** The frame of a JPEG with nothing but its picture. */
export const picture = Buffer.concat([head, body]);

/** The same with what a camera writes into it. */
export function withExif(words: string): Buffer {
  const told = Buffer.from(`Exif\0\0${words}`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(told.length + 2);
  return Buffer.concat([head, Buffer.from([0xff, 0xe1]), length, told, body]);
}

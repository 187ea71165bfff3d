import { describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { placesStillHolding } from '../../processes/publication/removed.ts';
import { Refusal } from '../../processes/refusal.ts';
import { readPublished } from '../../workers/documents/read-published.ts';
import { pdf, picture, withExif } from './published-files.ts';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const phone = '13812345678';

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.params };
    throw error;
  }
  return null;
}

async function placesIn(name: string, type: string, bytes: Buffer, removed = [phone]) {
  const { readings } = await readPublished({ name, type, bytes });
  return placesStillHolding(readings, removed);
}

async function letter(text: string[]): Promise<Record<string, Uint8Array>> {
  const children = text.map((run) => new TextRun(run));
  const document = new Document({ sections: [{ children: [new Paragraph({ children })] }] });
  return unzipSync(await Packer.toBuffer(document));
}

const zipped = (parts: Record<string, Uint8Array>) => Buffer.from(zipSync(parts));

describe('a Word document read again', () => {
  test('tells what was removed even where runs break it, in comments, properties and behind a deletion', async () => {
    const parts = await letter(['电话 138', '1234', '5678']);
    expect(await placesIn('a.docx', docxType, zipped(parts))).toEqual(['part:word/document.xml']);

    const clean = await letter(['已核查。']);
    clean['word/comments.xml'] = strToU8(`<w:comments><w:t>找 ${phone}</w:t></w:comments>`);
    clean['docProps/custom.xml'] = strToU8(`<p name="${phone}"/>`);
    expect((await placesIn('a.docx', docxType, zipped(clean))).sort()).toEqual([
      'part:docProps/custom.xml',
      'part:word/comments.xml',
    ]);
  });

  test('is clean when nothing of it is left, and its name counts too', async () => {
    const clean = zipped(await letter(['已核查。']));

    expect(await placesIn('a.docx', docxType, clean)).toEqual([]);
    expect(await placesIn(`${phone}.docx`, docxType, clean)).toEqual(['name:']);
  });

  test('is refused with another file, a thumbnail or a telling picture inside, and when it is none', async () => {
    const parts = await letter(['已核查。']);
    const holding = { ...parts, 'word/embeddings/a.bin': strToU8('x') };
    const before = { ...parts, 'docProps/thumbnail.jpeg': new Uint8Array(picture) };
    const photo = { ...parts, 'word/media/1.jpg': new Uint8Array(withExif(phone)) };
    const read = (bytes: Buffer) => codeOf(readPublished({ name: 'a', type: docxType, bytes }));

    expect(await read(zipped(holding))).toMatchObject({ code: 'PUBLISHED_FILE_HOLDS_FILES' });
    expect(await read(zipped(before))).toMatchObject({ part: 'docProps/thumbnail.jpeg' });
    expect(await read(zipped(photo))).toMatchObject({
      code: 'PUBLISHED_FILE_PICTURE_METADATA',
      part: 'word/media/1.jpg',
    });
    expect(await read(Buffer.from('PK'))).toMatchObject({ code: 'PUBLISHED_FILE_BROKEN' });
  });
});

describe('a PDF read again', () => {
  const type = 'application/pdf';

  test('tells what is left under a black box, in metadata and in a note', async () => {
    const boxed = pdf({ shown: `(Call ${phone} now) Tj`, drawn: '0 0 600 800 re f' });
    expect(await placesIn('a.pdf', type, boxed)).toEqual(['page:1']);

    const titled = pdf({ shown: '(done) Tj', title: `About ${phone}` });
    expect(await placesIn('a.pdf', type, titled)).toEqual(['metadata:Title']);

    const noted = pdf({ shown: '(done) Tj', note: `ask ${phone}` });
    expect(await placesIn('a.pdf', type, noted)).toEqual(['page:1']);
  });

  test('tells Chinese set in a font that is not embedded', async () => {
    const chinese = pdf({ shown: '<CDF5C3F4> Tj', encoding: 'GBK-EUC-H' });

    expect(await placesIn('a.pdf', type, chinese, ['王敏'])).toEqual(['page:1']);
  });

  test.each([
    ['a scanned page', pdf({ shown: '', drawn: '0 0 9 9 re f' }), 'PUBLISHED_FILE_SCANNED'],
    [
      'a font whose signs are only numbered',
      pdf({ shown: '<00010002> Tj', encoding: 'Identity-H', ordering: 'Identity' }),
      'PUBLISHED_FILE_UNREADABLE_FONT',
    ],
    ['what is none', Buffer.from('%PDF-1.4 nothing'), 'PUBLISHED_FILE_BROKEN'],
  ])('%s is refused as unverifiable', async (_what, bytes, code) => {
    const read = await codeOf(readPublished({ name: 'a.pdf', type, bytes }));

    expect(read).toMatchObject({ code, name: 'a.pdf' });
  });
});

describe('a picture', () => {
  test('loses where and by whom it was taken, and whatever hangs behind its end', async () => {
    const given = Buffer.concat([withExif(`GPS ${phone}`), Buffer.from(`behind ${phone}`)]);
    const { bytes } = await readPublished({ name: 'a.jpg', type: 'image/jpeg', bytes: given });

    expect(bytes.equals(picture)).toBe(true);
    expect(bytes.includes(phone)).toBe(false);
  });
});

test('plain text is read in both usual encodings; sound cannot be read again', async () => {
  const gb = Buffer.from([0xcd, 0xf5, 0xc3, 0xf4]);

  expect(await placesIn('a.txt', 'text/plain', Buffer.from('王敏'), ['王敏'])).toEqual(['page:1']);
  expect(await placesIn('a.txt', 'text/plain', gb, ['王敏'])).toEqual(['page:1']);
  expect(
    await codeOf(readPublished({ name: 'a.mp3', type: 'audio/mpeg', bytes: gb })),
  ).toMatchObject({ code: 'PUBLISHED_FILE_KIND' });
});

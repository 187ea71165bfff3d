import { describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Placeholder, placeholders } from '../../processes/escalation/letter.ts';
import { letterKinds } from '../../processes/escalation/means.ts';
import { shippedTemplate } from '../../workers/documents/shipped-templates.ts';
import { fillTemplate, readTemplate } from '../../workers/documents/template.ts';

function valuesOf(): Record<Placeholder, string> {
  const value = (name: Placeholder) => `〔${name}〕`;
  return {
    ...{ number: value('number'), institution: value('institution'), unit: value('unit') },
    ...{ case: value('case'), topic: value('topic'), received: value('received') },
    ...{ clock: value('clock'), due: value('due'), overdue: value('overdue') },
    ...{ supervisor: value('supervisor'), date: value('date') },
  };
}

const textOf = (bytes: Uint8Array) =>
  strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '');

/** A Word document whose paragraphs are made of these runs. */
function documentOf(...paragraphs: readonly (readonly string[])[]): Promise<Buffer> {
  const children = paragraphs.map(
    (runs) => new Paragraph({ children: runs.map((text) => new TextRun(text)) }),
  );
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

const sound = () => documentOf(['{{number}}'], ['{{unit}}：'], ['{{date}}']);

/** The same document with parts added or changed. */
async function withParts(parts: Record<string, string | ((was: string) => string)>) {
  const files = unzipSync(await sound());
  for (const [path, change] of Object.entries(parts)) {
    const was = strFromU8(files[path] ?? new Uint8Array());
    files[path] = strToU8(typeof change === 'string' ? change : change(was));
  }
  return Buffer.from(zipSync(files));
}

describe('a shipped template', () => {
  test.each(letterKinds)(
    '%s has number, addressee and date, and is filled in whole',
    async (kind) => {
      const bytes = await shippedTemplate(kind);
      const report = await readTemplate(bytes);
      const text = textOf(await fillTemplate(bytes, valuesOf()));

      expect([report.unknown, report.missing]).toEqual([[], []]);
      expect(text).not.toMatch(/[{}]/);
      for (const name of report.placeholders) expect(text).toContain(`〔${name}〕`);
      expect(text.indexOf('〔number〕')).toBeLessThan(text.indexOf('〔unit〕'));
      expect(text.indexOf('〔institution〕')).toBeLessThan(text.indexOf('〔date〕'));
    },
  );
});

describe('a template that somebody sends', () => {
  test('is filled in wherever a placeholder stands, also where a word processor has split it', async () => {
    const bytes = await documentOf(['{{num', 'ber}} 与 {{number}}'], ['{{ unit }}'], ['{{date}}']);

    const text = textOf(await fillTemplate(bytes, valuesOf()));

    expect((await readTemplate(bytes)).placeholders).toEqual(['date', 'number', 'unit']);
    expect(text).toContain('〔number〕 与 〔number〕');
    expect(text).toContain('〔unit〕');
  });

  test('has each unknown placeholder named, and each that is missing', async () => {
    const bytes = await documentOf(['{{number}} {{senderName}} {{phone}}'], ['{{unit}}']);

    expect(await readTemplate(bytes)).toMatchObject({
      unknown: ['phone', 'senderName'],
      missing: ['date'],
    });
  });

  test('may use every placeholder there is', async () => {
    const bytes = await documentOf(placeholders.map((name) => `{{${name}}}`));

    expect(await readTemplate(bytes)).toMatchObject({ unknown: [], missing: [] });
  });

  const external = (type: string) => (was: string) =>
    was.replace(
      '</Relationships>',
      `<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://example.org/x" TargetMode="External"/></Relationships>`,
    );

  test.each<[string, string, () => Promise<Buffer>]>([
    ['no zip', 'TEMPLATE_NOT_DOCX', async () => Buffer.from('文书')],
    [
      'another zip',
      'TEMPLATE_NOT_DOCX',
      async () => Buffer.from(zipSync({ 'a.txt': strToU8('a') })),
    ],
    ['macros', 'TEMPLATE_MACRO', () => withParts({ 'word/vbaProject.bin': 'x' })],
    [
      'the type of a document with macros',
      'TEMPLATE_MACRO',
      () =>
        withParts({
          '[Content_Types].xml': (was) =>
            was.replace(
              'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
              'application/vnd.ms-word.document.macroEnabled.main+xml',
            ),
        }),
    ],
    ['an embedded object', 'TEMPLATE_MACRO', () => withParts({ 'word/embeddings/a.xlsx': 'x' })],
    [
      'a document type',
      'TEMPLATE_DOCTYPE',
      () =>
        withParts({
          'word/document.xml': (was) =>
            was.replace(/^<\?xml[^>]*\?>/, '$&<!DOCTYPE d [<!ENTITY e "x">]>'),
        }),
    ],
    [
      'a part drawn in from elsewhere',
      'TEMPLATE_DOCTYPE',
      () =>
        withParts({
          'word/document.xml': (was) =>
            was.replace('<w:body>', '<w:body xmlns:x="http://www.w3.org/2001/XInclude">'),
        }),
    ],
    [
      'an encoding in which the same bytes say something else',
      'TEMPLATE_NOT_DOCX',
      () =>
        withParts({
          'word/document.xml': () =>
            '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-<w:document/>',
        }),
    ],
    [
      'two bytes for a sign',
      'TEMPLATE_NOT_DOCX',
      () => withParts({ 'word/document.xml': (was) => [...was].join('\0') }),
    ],
    [
      'a template of its own, fetched when it is opened',
      'TEMPLATE_EXTERNAL',
      () => withParts({ 'word/_rels/document.xml.rels': external('attachedTemplate') }),
    ],
    [
      'more than anybody would send',
      'TEMPLATE_TOO_LARGE',
      () => withParts({ 'word/media/a.xml': ' '.repeat(31 * 1024 * 1024) }),
    ],
  ])('is refused with %s', async (_, code, make) => {
    await expect(readTemplate(await make())).rejects.toMatchObject({ code });
  });

  test('may link to a page', async () => {
    const bytes = await withParts({ 'word/_rels/document.xml.rels': external('hyperlink') });

    expect((await readTemplate(bytes)).unknown).toEqual([]);
  });
});

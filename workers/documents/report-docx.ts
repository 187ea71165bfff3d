import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Letter, Section, Table as TableOfText } from './letter.ts';
import { officialPage } from './official-page.ts';

/** Sizes in half points: the letters that GB/T 9704 asks for are 22 pt for titles and 16 pt for text. */
const sizes = { banner: 72, title: 44, body: 32, table: 21, note: 24 } as const;
const red = 'E60012';
const song = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: '方正小标宋简体',
} as const;
const fang = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: '仿宋_GB2312',
} as const;
const hei = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' } as const;
/** Two letters of text. */
const indent = { firstLine: sizes.body * 20 } as const;
const lineSpacing = { line: 560, lineRule: 'exact' } as const;

const run = (text: string, options: IRunOptions = {}) =>
  new TextRun({ text, font: fang, size: sizes.body, ...options });

function centred(text: string, options: IRunOptions, after = 200): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after },
    children: [run(text, options)],
  });
}

function body(text: string): Paragraph {
  return new Paragraph({ indent, spacing: lineSpacing, children: [run(text)] });
}

function cell(text: string, isHead: boolean): TableCell {
  return new TableCell({
    children: [
      new Paragraph({
        children: [run(text, { size: sizes.table, ...(isHead ? { font: hei } : {}) })],
      }),
    ],
  });
}

function table({ head, rows }: TableOfText): Table {
  const line = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text) => cell(text, isHead)),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [line(head, true), ...rows.map((cells) => line(cells, false))],
  });
}

function section({ heading, paragraphs, table: shown }: Section): (Paragraph | Table)[] {
  const note = shown?.note ?? null;
  return [
    new Paragraph({ indent, spacing: lineSpacing, children: [run(heading, { font: hei })] }),
    ...paragraphs.map(body),
    ...(shown === null ? [] : [table(shown)]),
    ...(note === null ? [] : [new Paragraph({ children: [run(note, { size: sizes.note })] })]),
  ];
}

function head({ banner, number, title }: Letter): Paragraph[] {
  return [
    centred(banner, { font: song, size: sizes.banner, color: red, bold: true }, 400),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 600 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: red, space: 8 } },
      children: [run(number)],
    }),
    centred(title, { font: song, size: sizes.title }, 500),
  ];
}

function foot({ signature, date }: Letter): Paragraph[] {
  return [signature, date].map(
    (text) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: lineSpacing,
        indent: { right: sizes.body * 40 },
        children: [run(text)],
      }),
  );
}

/** A report as a Word document in the layout of an official letter: red head, number, title, text, tables, seal line. */
export function reportDocx(letter: Letter): Promise<Buffer> {
  const document = new Document({
    creator: letter.signature,
    title: letter.title,
    sections: [
      {
        properties: { page: officialPage },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })],
              }),
            ],
          }),
        },
        children: [
          ...head(letter),
          new Paragraph({ spacing: lineSpacing, children: [run(letter.to)] }),
          ...letter.opening.map(body),
          ...letter.sections.flatMap(section),
          ...letter.closing.map(body),
          ...foot(letter),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

import {
  AlignmentType,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import writeXlsx, { type Row } from 'write-excel-file/node';

/** A table as it is handed in on paper: words and numbers, nothing computed behind them. */
export interface Paper {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Sentences below the table: sums, what it was made of. */
  readonly foot: readonly string[];
  /** Places for signatures. */
  readonly signatures: readonly string[];
}

const minus = (cell: string | number) => String(cell).replace(/^-/, '−');

/** The table as a workbook; numbers stay numbers, and a text that looks like a formula stays a text. */
export function paperXlsx({ title, head, rows, foot, signatures }: Paper): Promise<Buffer> {
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
  const lines: Row[] = [
    [bold(title)],
    [],
    head.map(bold),
    ...rows.map((cells): Row => cells.map((value) => ({ value, wrap: true }))),
    [],
    ...foot.map((sentence): Row => [sentence]),
    ...signatures.map((name): Row => [name]),
  ];
  const widths = head.map((_, n) => ({ width: n === 0 ? 8 : 24 }));
  return writeXlsx([{ data: lines, columns: widths, sheet: title.slice(0, 31) }]).toBuffer();
}

const size = 21;
const font = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: '仿宋_GB2312',
} as const;
const line = (text: string, options: { readonly bold?: boolean; readonly size?: number } = {}) =>
  new TextRun({ text, font, size, ...options });

/** The table as a Word document, across the page, with places for signatures. */
export function paperDocx({ title, head, rows, foot, signatures }: Paper): Promise<Buffer> {
  const row = (cells: readonly (string | number)[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell) =>
          new TableCell({
            children: [new Paragraph({ children: [line(minus(cell), { bold: isHead })] })],
          }),
      ),
    });
  const document = new Document({
    title,
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 300 },
            children: [line(title, { bold: true, size: 36 })],
          }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
          }),
          ...foot.map(
            (text) => new Paragraph({ spacing: { before: 160 }, children: [line(text)] }),
          ),
          ...signatures.map(
            (text) => new Paragraph({ spacing: { before: 400 }, children: [line(`${text}：`)] }),
          ),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

import { AlignmentType, Document, type IParagraphOptions, Packer, Paragraph, TextRun } from 'docx';
import type { LetterKind } from '../../processes/escalation/means.ts';
import type { Stores } from '../store/stores.ts';
import { officialPage } from './official-page.ts';
import { readTemplate } from './template.ts';

/** Half-points: 二号 and 三号 of official documents. */
const titleSize = 44;
const bodySize = 32;
const lineSpacing = { line: 560, lineRule: 'exact' } as const;

const songTi = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体' };
const fangSong = { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312' };

function paragraph(text: string, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    spacing: lineSpacing,
    ...options,
    children: [new TextRun({ text, size: bodySize, font: fangSong })],
  });
}

function title(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 600, after: 300 },
    children: [new TextRun({ text, size: titleSize, font: songTi })],
  });
}

const indent = { indent: { firstLine: 640 } };
const right = { alignment: AlignmentType.RIGHT };

interface Words {
  readonly title: string;
  readonly fileName: string;
  readonly body: readonly string[];
}

const words = {
  'supervision-letter': {
    title: '督办函',
    fileName: '督办函模板.docx',
    body: [
      '你单位承办的{{case}}号办件（{{topic}}），于{{received}}收到，应于{{due}}前完成{{clock}}，截至发函之日已超期{{overdue}}个工作日。',
      '请立即办理，查明超期原因，尽快答复诉求人，并在系统中签收本函。逾期仍未办结的，将按督办阶梯继续督办。',
      '本办件由{{supervisor}}督办，承办单位不变。',
    ],
  },
  'assignment-form': {
    title: '督办事项交办表',
    fileName: '交办表模板.docx',
    body: [
      '交办事项：{{case}}号办件（{{topic}}）。',
      '收到时间：{{received}}。',
      '应办结时间：{{due}}前完成{{clock}}。',
      '超期情况：已超期{{overdue}}个工作日，经电话督办、发函督办仍未办结。',
      '办理要求：请主要负责人亲自研究，确定责任人和完成时间，办结后即时答复诉求人。请在系统中签收本表。',
      '督办人：{{supervisor}}。承办单位不变。',
    ],
  },
} as const satisfies Record<LetterKind, Words>;

/** A template as it is shipped, laid out as official letters are: title, number, addressee, body, signature, date. */
export function shippedTemplate(kind: LetterKind): Promise<Buffer> {
  const { title: heading, body } = words[kind];
  const children = [
    title(heading),
    paragraph('{{number}}', { alignment: AlignmentType.CENTER }),
    paragraph(''),
    paragraph('{{unit}}：'),
    ...body.map((text) => paragraph(text, indent)),
    paragraph(''),
    paragraph('{{institution}}', right),
    paragraph('{{date}}', right),
  ];
  const properties = { page: officialPage };
  return Packer.toBuffer(new Document({ sections: [{ properties, children }] }));
}

/** Puts the shipped templates into an installation that has none of their kind. */
export async function seedTemplatesOnce(
  { templates, attachments }: Pick<Stores, 'templates' | 'attachments'>,
  at: Date,
): Promise<void> {
  for (const kind of ['supervision-letter', 'assignment-form'] as const) {
    if ((await templates.current(kind)) !== null) continue;
    const bytes = await shippedTemplate(kind);
    const { placeholders } = await readTemplate(bytes);
    const file = await attachments.save({ name: words[kind].fileName, type: docxType, bytes });
    const made = { kind, version: 1, file, placeholders, uploadedAt: at, uploadedBy: null };
    if (!(await templates.publish(made))) await attachments.remove(file.id);
  }
}

/** Media type of a Word document. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { hoursOf } from '../../processes/clock/proof-hours.ts';
import type { ProofLine } from '../../processes/clock/proof-lines.ts';
import { dateTimeIn, dayIn, lastDayBefore, letterDateIn } from '../../processes/language/dates.ts';
import { officialPage } from '../../workers/documents/official-page.ts';
import type { Lang, Language, Params } from '../language.ts';
import type { CaseProof } from './proof.ts';

const font = 'SimSun';

export interface ProofPaper {
  readonly proof: CaseProof;
  readonly number: string;
  readonly subject: string;
  readonly lang: Lang;
  readonly now: Date;
}

type Say = (dictionary: 'desk' | 'words' | 'clocks', key: string, params?: Params) => string;

function cell(text: string, bold = false): TableCell {
  return new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text)) }),
      ),
    ],
  });
}

function facts(rows: readonly (readonly [string, string])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(([term, text]) => new TableRow({ children: [cell(term, true), cell(text)] })),
  });
}

const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2 });
const noon = (date: string) => new Date(`${date}T12:00:00+08:00`);

function dueText(lang: Lang, iso: string): string {
  const dueAt = new Date(iso);
  const last = lastDayBefore(dueAt);
  return last === null ? dateTimeIn(lang, dueAt) : `${letterDateIn(lang, last)} 24:00`;
}

function counted(line: ProofLine, say: Say): string {
  const { n } = line;
  return hoursOf(line) ?? (n === null ? '—' : say('desk', 'proof.nth', { n }));
}

function reasonOf({ reason, name }: ProofLine, say: Say): string {
  const text = say('desk', `proof.reason.${reason}`);
  return name === null ? text : say('desk', 'proof.named', { reason: text, name });
}

function head({ proof, number, subject, lang }: ProofPaper, say: Say): Table {
  const { clock, rule, ruleVersion, calendar, zone } = proof;
  const regime = proof.regimeNames?.[lang] ?? say('words', `regime.${clock.regimeId}`);
  const version =
    ruleVersion === null ? '' : say('clocks', 'proof.version', { version: ruleVersion.version });
  const span = say('desk', `span.${rule.unit}`, { count: rule.amount });
  const verdict = clock.verdict === null ? '' : say('desk', `proof.${clock.verdict}`);
  const rows: [string, string][] = [
    [say('clocks', 'proof.number'), `${number} ${subject}`],
    [say('desk', 'proof.clock'), say('words', `clockKind.${clock.kind}`)],
    [
      say('desk', 'proof.start'),
      `${say('words', `startEvent.${clock.startEvent}`)} ${dateTimeIn(lang, new Date(proof.startAt))}`,
    ],
    [say('desk', 'proof.rule'), `${regime} · ${span} ${version}`],
    [say('desk', 'proof.due'), dueText(lang, proof.dueAt)],
    [say('desk', 'proof.met'), clock.metAt === null ? '' : dateTimeIn(lang, clock.metAt)],
    [say('desk', 'proof.verdict'), verdict],
    ['', say('desk', 'proof.calendar', { ...calendar, zone })],
  ];
  return facts(rows.filter(([, text]) => text !== ''));
}

function moves({ proof, lang }: ProofPaper, say: Say): (Paragraph | Table)[] {
  const { pauses, extensions } = proof.clock;
  const word = (key: string) => say('clocks', `proof.${key}`);
  if (pauses.length + extensions.length === 0) return [new Paragraph(word('none'))];
  const paused = pauses.map(({ from, to, category, reason, paper = '' }) => [
    dateTimeIn(lang, from),
    to === null ? word('lasting') : dateTimeIn(lang, to),
    say('words', `pauseCategory.${category}`),
    reason,
    paper,
  ]);
  const extended = extensions.map(({ amount, unit, at, reason, paper = '' }) => [
    say('desk', `span.${unit}`, { count: amount }),
    dateTimeIn(lang, at),
    reason,
    paper,
  ]);
  return [
    ...(paused.length === 0
      ? []
      : [
          heading(word('pauses')),
          table(['from', 'to', 'category', 'reason', 'paper'].map(word), paused),
        ]),
    ...(extended.length === 0
      ? []
      : [
          heading(word('extensions')),
          table(['by', 'granted', 'reason', 'paper'].map(word), extended),
        ]),
  ];
}

function days({ proof, lang }: ProofPaper, say: Say): Table {
  const columns = ['date', 'counts', 'why', 'basisHead'].map((key) => say('desk', `proof.${key}`));
  const rows = proof.lines.map((line) => [
    `${letterDateIn(lang, noon(line.date))} ${dayIn(lang, noon(line.date), noon(line.date)).split(' ')[lang === 'zh' ? 1 : 0] ?? ''}`,
    counted(line, say),
    reasonOf(line, say),
    say('desk', `proof.basis.${line.basis}`),
  ]);
  return table(columns, rows);
}

/** The proof of a due date as a Word document on official-letter paper. */
export async function proofDocument(language: Language, paper: ProofPaper): Promise<Buffer> {
  const { proof, lang, now, number } = paper;
  /** A word that an administrator put into a table stands for itself. */
  const say: Say = (dictionary, key, params) =>
    dictionary !== 'words' || language.has(lang, dictionary, key)
      ? language.say(lang, dictionary, key, params)
      : key.slice(key.indexOf('.') + 1);
  const title = say('desk', 'proof.title');
  const years = proof.uncoveredYears.join(', ');
  const steps = proof.steps.map(({ code, date, basis }) => {
    const text = say('desk', `proof.step.${code}`, { date: letterDateIn(lang, noon(date)) });
    return new Paragraph({ text: `${text} ${say('desk', `proof.basis.${basis}`)}` });
  });
  const document = new Document({
    title: `${title} ${number}`,
    styles: { default: { document: { run: { font, size: 22 } } } },
    sections: [
      {
        properties: { page: officialPage },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
          head(paper, say),
          ...(proof.provisional
            ? [new Paragraph(say('desk', 'proof.provisional', { years }))]
            : []),
          ...moves(paper, say),
          heading(say('desk', 'proof.counts')),
          days(paper, say),
          ...steps,
          new Paragraph(say('clocks', 'proof.asOf', { at: dateTimeIn(lang, now) })),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

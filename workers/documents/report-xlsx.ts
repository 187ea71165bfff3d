import { DateTime } from 'luxon';
import writeXlsx, { type Row, type Sheet } from 'write-excel-file/node';
import { definitions } from '../../processes/figures/definitions.ts';
import type { FigureSet, FrozenCase } from '../../processes/figures/report.ts';
import { dimensions, type FigureValue } from '../../processes/figures/survey.ts';
import type { ReportWords } from './words.ts';

const dateFormat = 'yyyy-mm-dd hh:mm';
const rateFormat = '0.0%';
const hour = 3_600_000;

const headOf = (names: readonly string[]): Row =>
  names.map((value) => ({ value, fontWeight: 'bold' as const }));
const rate = (value: number | null) =>
  value === null ? null : { value, type: Number, format: rateFormat };

/** A value as a spreadsheet counts with it: rates as rates, times in days. */
function valueCell({ figure, value }: FigureValue) {
  if (value === null) return null;
  const { kind } = definitions[figure];
  if (kind === 'rate' || kind === 'share') return rate(value);
  return kind === 'median' ? { value: value / (24 * hour), type: Number, format: '0.00' } : value;
}

/** Cases, or in a share of time days. */
function amountOf({ figure }: FigureValue, amount: number): number {
  return definitions[figure].kind === 'share' ? amount / (24 * hour) : amount;
}

function figureSheet({ figures }: FigureSet, { say, figure }: ReportWords): Row[] {
  const head = headOf([
    ...[say('table.figure'), say('table.value'), say('table.n'), say('table.of')],
    ...[say('table.interval'), '', '', say('table.rule'), say('table.definition'), ''],
  ]);
  return [
    head,
    ...figures.map((value): Row => {
      const { rule } = definitions[value.figure];
      return [
        say(`figure.${value.figure}.name`),
        valueCell(value),
        amountOf(value, value.n),
        amountOf(value, value.of),
        rate(value.low),
        rate(value.high),
        figure(value),
        say(`rule.${rule}`),
        say(`figure.${value.figure}.top`),
        say(`figure.${value.figure}.bottom`),
      ];
    }),
  ];
}

function unitSheet({ ranking, groups }: FigureSet, { say, unit }: ReportWords): Row[] {
  const byKey = new Map(groups.unit.map((group) => [group.key, group.figures]));
  const ids = groups.unit[0]?.figures.map(({ figure }) => figure) ?? [];
  const head = headOf([
    ...[say('table.rank'), say('table.unit'), say('table.interval'), ''],
    ...ids.map((id) => say(`figure.${id}.name`)),
  ]);
  return [
    head,
    ...ranking['on-time-done'].map(({ key, rank, low, high }): Row => {
      const figures = byKey.get(key) ?? [];
      return [rank, unit(key), rate(low), rate(high), ...figures.map(valueCell)];
    }),
  ];
}

function groupSheet({ groups, figures }: FigureSet, { say, key }: ReportWords): Row[] {
  const head = headOf([
    ...[say('table.key'), say('table.key')],
    ...figures.map(({ figure }) => say(`figure.${figure}.name`)),
  ]);
  const lines = dimensions.flatMap((dimension) =>
    groups[dimension].map(
      (group): Row => [
        say(`dimension.${dimension}`),
        key(dimension, group.key),
        ...group.figures.map(valueCell),
      ],
    ),
  );
  return [head, ...lines];
}

const caseColumns = [
  ...(['number', 'status', 'channel', 'topic', 'area', 'unit', 'received', 'assigned'] as const),
  ...(['replied', 'closed', 'due', 'verdict', 'paused', 'bounces', 'score', 'figures'] as const),
] as const;

/** The instant as the wall clock of the institution showed it, which is what a spreadsheet can hold. */
function dateCell(at: Date | null, zone: string) {
  if (at === null) return null;
  const wall = DateTime.fromJSDate(at, { zone }).setZone('utc', { keepLocalTime: true });
  return { value: wall.toJSDate(), type: Date, format: dateFormat };
}

function caseLine({ facts, base }: FrozenCase, zone: string, words: ReportWords): Row {
  const { say, word, unit } = words;
  const done = facts.clocks.findLast(({ kind }) => kind === 'done');
  const verdict = done?.verdict ?? null;
  return [
    facts.number,
    word('status', facts.status),
    word('channel', facts.channel),
    word('topic', facts.topic),
    facts.area,
    unit(facts.unitId),
    dateCell(facts.receivedAt, zone),
    dateCell(facts.assignedAt, zone),
    dateCell(facts.repliedAt, zone),
    dateCell(facts.closedAt, zone),
    dateCell(done?.dueAt ?? null, zone),
    verdict === null ? null : say(`verdict.${verdict}`),
    done === undefined ? null : done.pausedMs / hour,
    facts.bounces,
    facts.rating?.score ?? null,
    base.map((figure) => say(`figure.${figure}.name`)).join(say('letter.comma')),
  ];
}

/**
 * A report as a workbook: the figures with their definitions, the units with their ranks, every group, and the cases
 * behind them as they stood when they were frozen.
 *
 * @param cases those that the reader may see
 */
export async function reportXlsx(
  set: FigureSet,
  cases: AsyncIterable<FrozenCase>,
  words: ReportWords,
): Promise<Buffer> {
  const { say } = words;
  const lines: Row[] = [headOf(caseColumns.map((column) => say(`case.${column}`)))];
  for await (const one of cases) lines.push(caseLine(one, set.zone, words));
  const wide = (...widths: number[]) => widths.map((width) => ({ width }));
  const sheets: Sheet<never>[] = [
    { data: figureSheet(set, words), sheet: say('sheet.figures'), columns: wide(26, 12, 10, 10) },
    { data: unitSheet(set, words), sheet: say('sheet.units'), columns: wide(8, 28, 10, 10) },
    { data: groupSheet(set, words), sheet: say('sheet.groups'), columns: wide(10, 28) },
    { data: lines, sheet: say('sheet.cases'), columns: wide(20, 12, 10, 16, 20, 22, 18, 18) },
  ];
  return writeXlsx(sheets.map((sheet) => ({ ...sheet, stickyRowsCount: 1 }))).toBuffer();
}

import { definitions } from '../../processes/figures/definitions.ts';
import { smallNumber } from '../../processes/figures/ranking.ts';
import type { FigureSet, Report } from '../../processes/figures/report.ts';
import { percent, periodParts, showSpan } from '../../processes/figures/shown.ts';
import { type FigureValue, figureIn, type Group } from '../../processes/figures/survey.ts';
import type { ReportWords } from './words.ts';

/** A table of a document; every cell is text as it is read. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string | null;
}

/** One section of a document under its heading. */
export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly table: Table | null;
}

/** A report as an official letter: what paper, screen and file all show, word for word. */
export interface Letter {
  readonly banner: string;
  readonly number: string;
  readonly title: string;
  readonly to: string;
  readonly opening: readonly string[];
  readonly sections: readonly Section[];
  readonly closing: readonly string[];
  readonly signature: string;
  readonly date: string;
}

type Figures = readonly FigureValue[];

function numberOf({ document, edition }: Report, { say }: ReportWords): string {
  const number =
    document === null ? say('letter.draftNumber') : say('letter.number', { ...document });
  return edition === 1 ? number : `${number} ${say('letter.edition', { edition })}`;
}

function volumeOf(figures: Figures, { say, figure }: ReportWords): string {
  const [handled, closed, replied] = [
    figureIn(figures, 'handled'),
    figureIn(figures, 'closed'),
    figureIn(figures, 'public-reply'),
  ];
  return say('letter.volume', {
    received: figureIn(figures, 'received').n,
    handled: handled.n,
    handledRate: figure(handled),
    closed: closed.n,
    closedRate: figure(closed),
    replied: replied.n,
    repliedRate: figure(replied),
  });
}

function timeOf(figures: Figures, { say, figure }: ReportWords): string {
  const onTime = figureIn(figures, 'on-time-done');
  return say('letter.time', {
    decided: onTime.of,
    onTime: onTime.n,
    onTimeRate: figure(onTime),
    toAssignment: figure(figureIn(figures, 'to-assignment')),
    toClosing: figure(figureIn(figures, 'to-closing')),
  });
}

function standingOf(figures: Figures, { say }: ReportWords): string {
  return say('letter.standing', {
    open: figureIn(figures, 'open').n,
    overdue: figureIn(figures, 'open-overdue').n,
  });
}

/** Where a rate may really lie, `81.0–83.2`; nothing where it is no rate. */
export function rangeOf(
  { low, high }: Pick<FigureValue, 'low' | 'high'>,
  { say }: ReportWords,
): string {
  return low === null || high === null
    ? ''
    : say('table.range', { low: percent(low), high: percent(high) });
}

/** What stands above or below the line of a figure: cases, or in a share of time a length of time. */
function amountOf({ figure }: FigureValue, amount: number, { shown }: ReportWords): string {
  return definitions[figure].kind === 'share' ? shown(showSpan(amount)) : String(amount);
}

function figureTable({ figures }: FigureSet, words: ReportWords): Table {
  const { say, figure } = words;
  return {
    head: [
      say('table.figure'),
      say('table.value'),
      say('table.n'),
      say('table.of'),
      say('table.interval'),
    ],
    rows: figures.map((value) => [
      say(`figure.${value.figure}.name`),
      figure(value),
      amountOf(value, value.n, words),
      amountOf(value, value.of, words),
      rangeOf(value, words),
    ]),
    note: null,
  };
}

function unitTable({ ranking, groups }: FigureSet, words: ReportWords): Table {
  const { say, figure, unit } = words;
  const byKey = new Map(groups.unit.map((group) => [group.key, group.figures]));
  const why = { 'small-number': say('table.small'), 'no-key': say('table.noKey') } as const;
  return {
    head: [
      ...[say('table.rank'), say('table.unit'), say('table.received'), say('table.closed')],
      ...[
        say('table.rate'),
        say('table.interval'),
        say('table.replied'),
        say('table.toAssignment'),
      ],
    ],
    rows: ranking['on-time-done'].map(({ key, rank, because }) => {
      const figures = byKey.get(key) ?? [];
      const onTime = figureIn(figures, 'on-time-done');
      return [
        because === null ? String(rank) : why[because],
        unit(key),
        String(figureIn(figures, 'received').n),
        String(figureIn(figures, 'closed').n),
        `${figure(onTime)} (${onTime.n}/${onTime.of})`,
        rangeOf(onTime, words),
        figure(figureIn(figures, 'public-reply')),
        figure(figureIn(figures, 'to-assignment')),
      ];
    }),
    note: say('letter.fair', { small: smallNumber }),
  };
}

function topicTable({ groups }: FigureSet, words: ReportWords): Table {
  const { say, figure, key } = words;
  const line = (group: Group) => {
    const onTime = figureIn(group.figures, 'on-time-done');
    return [
      key('topic', group.key),
      String(figureIn(group.figures, 'received').n),
      String(figureIn(group.figures, 'closed').n),
      `${figure(onTime)} (${onTime.n}/${onTime.of})`,
      rangeOf(onTime, words),
    ];
  };
  return {
    head: [
      ...[say('dimension.topic'), say('table.received'), say('table.closed')],
      ...[say('table.rate'), say('table.interval')],
    ],
    rows: groups.topic.map(line),
    note: null,
  };
}

function namedLine({ named }: FigureSet, { say, unit }: ReportWords): string {
  if (named.length === 0) return say('letter.namedNone');
  const list = named.map(({ number, unitId }) =>
    say('letter.namedOne', { number, unit: unit(unitId) }),
  );
  return say('letter.namedLine', { list: list.join(say('letter.comma')) });
}

function correctionOf({ reason, difference }: Report, { say, figure }: ReportWords): string[] {
  if (difference === null) return [];
  const changes = difference.figures.map(({ figure: id, before, after }) =>
    say('letter.changed', {
      name: say(`figure.${id}.name`),
      before: before === null ? say('value.none') : figure(before),
      after: after === null ? say('value.none') : figure(after),
    }),
  );
  return [
    say('letter.correction', { reason: reason ?? '' }),
    [
      ...(changes.length === 0 ? [] : [changes.join(say('letter.semicolon')), say('letter.stop')]),
      say('letter.changedCases', { count: difference.cases.length }),
    ].join(''),
  ];
}

/** The report as it is written, in the words' language, from what was frozen and nothing else. */
export function letterOf(report: Report, set: FigureSet, words: ReportWords): Letter {
  const { say, day, moment, language } = words;
  const { figures } = set;
  const { name, parts } = periodParts(set.kind, set, set.zone);
  const period = say(`period.${name}`, parts);
  return {
    banner: say('letter.banner', { institution: set.institution[language] }),
    number: numberOf(report, words),
    title: say(`letter.title.${set.kind}`, { period }),
    to: say('letter.to'),
    opening: [
      ...correctionOf(report, words),
      say('letter.lead', { since: moment(set.since), until: moment(set.until) }),
    ],
    sections: [
      {
        heading: say('letter.complaints'),
        paragraphs: [volumeOf(figures, words), timeOf(figures, words), standingOf(figures, words)],
        table: figureTable(set, words),
      },
      { heading: say('letter.units'), paragraphs: [], table: unitTable(set, words) },
      { heading: say('letter.topics'), paragraphs: [], table: topicTable(set, words) },
      { heading: say('letter.named'), paragraphs: [namedLine(set, words)], table: null },
    ],
    closing: [
      say('letter.frozen', {
        at: moment(set.frozenAt),
        version: set.definitions,
        digest: set.listDigest.slice(0, 16),
      }),
    ],
    signature: set.institution[language],
    date: day(report.publishedAt ?? set.frozenAt),
  };
}

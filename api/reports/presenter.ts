import type { FigureSet, Report } from '../../processes/figures/report.ts';
import { periodParts } from '../../processes/figures/shown.ts';
import { houseZone } from '../../processes/language/dates.ts';
import { letterOf } from '../../workers/documents/letter.ts';
import { reportWords } from '../../workers/documents/words.ts';
import { type NameOf, presentGroup, presentRank } from '../figures/presenter.ts';
import type { Lang, Language } from '../language.ts';
import type { ReportItem, ReportView } from './schema.ts';

const mostChanges = 200;

/** A report as a line of the list. */
export function presentReport(
  report: Omit<Report, 'difference'>,
  language: Language,
  lang: Lang,
): ReportItem {
  const { id, kind, since, until, edition, state, createdAt, publishedAt, document } = report;
  const period = periodParts(kind, report, houseZone);
  const say = (key: string, params = {}) => language.say(lang, 'figures', key, params);
  return {
    ...{ id, kind, edition, state },
    name: say(`period.${period.name}`, period.parts),
    number: document === null ? null : say('letter.number', { ...document }),
    since: since.toISOString(),
    until: until.toISOString(),
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}

function presentDifference({ difference }: Report): ReportView['difference'] {
  if (difference === null) return null;
  const { before, figures, cases } = difference;
  return {
    before,
    figures: [...figures],
    cases: cases.slice(0, mostChanges),
    total: cases.length,
  };
}

/** A report with its letter, from what was frozen. */
export function presentEdition(
  report: Report,
  set: FigureSet,
  words: {
    readonly language: Language;
    readonly lang: Lang;
    readonly isNewest: boolean;
    readonly publisher: string | null;
  },
): ReportView {
  const { language, lang, isNewest, publisher } = words;
  const frozen = reportWords(lang, set);
  const nameOf: NameOf = frozen.key;
  const { sections, opening, closing, ...letter } = letterOf(report, set, frozen);
  return {
    ...presentReport(report, language, lang),
    ...{ version: report.version, reason: report.reason, isNewest, publishedBy: publisher },
    letter: {
      ...letter,
      opening: [...opening],
      closing: [...closing],
      sections: sections.map(({ heading, paragraphs, table }) => ({
        heading,
        paragraphs: [...paragraphs],
        table:
          table === null
            ? null
            : { head: [...table.head], rows: table.rows.map((row) => [...row]), note: table.note },
      })),
    },
    figures: [...set.figures],
    units: set.groups.unit.map((group) => presentGroup('unit', group, nameOf)),
    ranking: set.ranking['on-time-done'].map((line) => presentRank(line, nameOf)),
    cases: set.cases,
    frozenAt: set.frozenAt.toISOString(),
    definitions: set.definitions,
    digest: set.digest,
    difference: presentDifference(report),
  };
}

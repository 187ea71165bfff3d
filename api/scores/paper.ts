import { DateTime } from 'luxon';
import { houseZone } from '../../processes/language/dates.ts';
import type { Paper } from '../../workers/documents/paper.ts';
import type { Lang, Language } from '../language.ts';
import type { SheetView } from './schema.ts';

type Line = SheetView['lines'][number];

/** An instant as a due date is said: midnight is 24:00 of the day before. */
function moment(iso: string): string {
  const at = DateTime.fromISO(iso, { zone: houseZone });
  const isMidnight = at.equals(at.startOf('day'));
  return isMidnight
    ? `${at.minus({ days: 1 }).toFormat('yyyy-LL-dd')} 24:00`
    : at.toFormat('yyyy-LL-dd HH:mm');
}

/** The sheet in words, for paper. */
export function paperOf(sheet: SheetView, lang: Lang, { say }: Language): Paper {
  const words = (key: string, params?: Record<string, string | number>) =>
    say(lang, 'scores', key, params);

  function clockOf({ clockKind, number }: Line): string {
    if (clockKind === null) return words('sheet.noClock');
    const kind = say(lang, 'words', `clockKind.${clockKind}`);
    return `${number ?? ''} ${kind}: ${words('sheet.overdue')}`.trim();
  }

  function ruleOf({ rule }: Line): string {
    if (rule === null) return words('detail.rulePending');
    const { decisionId, version, rows } = rule;
    return words('detail.ruleOf', { id: decisionId, version, rows: rows.join(' ') });
  }

  function appealOf({ appeal }: Line): string {
    if (appeal === null) return words('sheet.noAppeal');
    const made = words('sheet.appealed', { date: moment(appeal.at) });
    const { review } = appeal;
    if (review === null) return made;
    const outcome = words(`state.${review.outcome}`);
    const { before, after, why } = review;
    const decided = words('sheet.decided', { date: moment(review.at), outcome, before, after });
    return `${made}; ${decided}; ${why}`;
  }

  return {
    title: words('sheet.heading', { unit: sheet.unitName, year: sheet.year }),
    head: [
      ...[words('sheet.n'), words('columns.at'), words('columns.occasion'), words('sheet.clock')],
      ...[words('detail.rule'), words('columns.points'), words('sheet.appeals')],
      words('columns.standing'),
    ],
    rows: sheet.lines.map((line, n) => [
      n + 1,
      moment(line.at),
      [words(`kind.${line.kind}`), line.ground ?? ''].filter(Boolean).join(': '),
      clockOf(line),
      ruleOf(line),
      line.recorded,
      appealOf(line),
      line.points,
    ]),
    foot: [
      `${words('sheet.lost')} ${sheet.lost} · ${words('sheet.earned')} ${sheet.earned} · ${words('sheet.sum')} ${sheet.sum}`,
      `${words('sheet.asOf')} ${moment(sheet.asOf)}. ${words('sheet.reproducible')}`,
    ],
    signatures: [words('sheet.deputy'), words('sheet.principal')],
  };
}

import type { FigureId } from '../../processes/figures/definitions.ts';
import type { CaseFacts } from '../../processes/figures/facts.ts';
import type { Ranked } from '../../processes/figures/ranking.ts';
import type { Dimension, Group } from '../../processes/figures/survey.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { Lang, Language } from '../language.ts';
import type { CountedCase, GroupView, RankView } from './schema.ts';

/** Names of groups in one language. */
export type NameOf = (dimension: Dimension, key: string) => string;

/** How groups are called, from the units as they are and the words of the house. */
export function namesIn(language: Language, lang: Lang, units: readonly UnitRow[]): NameOf {
  const unitNames = new Map(units.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name]));
  return (dimension, key) => {
    if (key === '') return language.say(lang, 'figures', `none.${dimension}`);
    if (dimension === 'unit') return unitNames.get(key) ?? key;
    const word = `${dimension}.${key}`;
    return language.has(lang, 'words', word) ? language.say(lang, 'words', word) : key;
  };
}

/** A group with its name. */
export function presentGroup(
  dimension: Dimension,
  { key, figures }: Group,
  nameOf: NameOf,
): GroupView {
  return { key, name: nameOf(dimension, key), figures: [...figures] };
}

/** A line of a ranking with the name of its unit. */
export function presentRank(line: Ranked, nameOf: NameOf): RankView {
  return { ...line, name: nameOf('unit', line.key) };
}

const text = (at: Date | null) => at?.toISOString() ?? null;

/** A case behind a figure; `kind` chooses the clock whose verdict is shown. */
export function presentCounted(
  facts: CaseFacts,
  {
    figure,
    isHit,
    nameOf,
  }: { readonly figure: FigureId; readonly isHit: boolean; readonly nameOf: NameOf },
): CountedCase {
  const { caseId, number, status, channel, topic, area, unitId, receivedAt } = facts;
  const kind = figure === 'on-time-first-response' ? 'first-response' : 'done';
  return {
    ...{ id: caseId, number, status, channel, topic, area, isHit },
    unitName: unitId === null ? null : nameOf('unit', unitId),
    receivedAt: receivedAt.toISOString(),
    assignedAt: text(facts.assignedAt),
    repliedAt: text(facts.repliedAt),
    closedAt: text(facts.closedAt),
    verdict: facts.clocks.find((clock) => clock.kind === kind)?.verdict ?? null,
  };
}
